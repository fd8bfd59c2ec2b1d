import { createHash } from 'node:crypto';
import { fontFaces } from './fonts.mjs';
import { foot_px, heightAt, heightsOf, reservedRoom } from './heights.mjs';
import { chapters, languages, words } from './words.mjs';
import { toHtml } from './prose.mjs';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text) => String(text).replace(/[&<>"]/g, (character) => escapes[character]);

/** `style`: of the page alone, which stands in it. */
const policy = (style) => [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' 'sha256-${createHash('sha256').update(style).digest('base64')}'`, "font-src 'self'",
  "img-src 'self' data: blob:", "connect-src 'self'", "worker-src 'self'", "frame-src 'self'",
  "base-uri 'none'", "form-action 'none'",
].join('; ');

/** Where the fonts of the pages lie that are of no demo. */
export const othersFonts = 'pages';

/** The frame of every page. `root` leads from the page to the site's root, `assets` from the root to the versioned files;
 *  `fonts` is the folder of the page's own letters there. */
function document({ language, title, description, root, assets, body, scripts = [], bodyClass = '', rootClass = '', fonts = othersFonts, style: rules = '' }) {
  const style = [fontFaces('Pretendard of the page', `${root}${assets}${fonts}/`), rules].filter(Boolean).join('\n');
  return `<!doctype html>
<html lang="${language}"${rootClass}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escape(description)}">
<title>${escape(title)}</title>
<link rel="icon" href="${root}${assets}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}${assets}site.css">
<style>${style}</style>
<script src="${root}${assets}theme.js"></script>
${scripts.map((name) => `<script type="module" src="${root}${assets}${name}"></script>`).join('\n')}
</head>
<body class="${bodyClass}">
${body}
</body>
</html>
`;
}

function header({ language, root, here }) {
  const say = words[language];
  const other = language === 'ko' ? 'en' : 'ko';
  return `<a class="skip" href="#content">${say.skip}</a>
<header class="site-header">
<a class="brand" href="${root}${language}/"><img src="${root}${here.assets}icon.svg" alt="" width="28" height="28">${say.site}</a>
<nav aria-label="${say.siteNav}">
<a href="${root}${language}/">${say.gallery}</a>
<a href="${root}${other}/${here.path}" hreflang="${other}" lang="${other}" data-keep-fragment>${words[other].name}</a>
<button type="button" class="theme-switch" data-theme-switch aria-label="${say.theme}" title="${say.theme}">◐</button>
</nav>
</header>`;
}

export function gallery({ language, demos, assets }) {
  const say = words[language];
  const root = '../';
  const present = [...new Set(demos.map((demo) => demo.chapter))];
  const card = (demo) => `<li><a class="card" href="${demo.slug}/">
<h3>${escape(demo[language].title)}</h3><p>${escape(demo[language].summary)}</p></a></li>`;
  const section = (chapter) => `<section aria-labelledby="chapter-${chapter}">
<h2 id="chapter-${chapter}"><span class="chapter">${chapter}</span> ${chapters[chapter][language]}</h2>
<ul class="cards">${demos.filter((demo) => demo.chapter === chapter).map(card).join('\n')}</ul>
</section>`;
  return document({
    language, root, assets, title: `${say.site} — ${say.tagline}`, description: say.lead,
    body: `${header({ language, root, here: { path: '', assets } })}
<main id="content" class="gallery">
<h1>${say.tagline}</h1>
<p class="lead">${say.lead}</p>
${present.map(section).join('\n')}
</main>`,
    scripts: ['page.mjs'],
  });
}

/** The lines an author pastes; `origin` stands for wherever the site is served. */
const embedLine = (slug, language, title) =>
  `<script src="ORIGIN/embed.js" async></script><madang-demo name="${slug}" lang="${language}"><a href="ORIGIN/${language}/${slug}/">${escape(title)}</a></madang-demo>`;
const iframeLine = (slug, language, title) =>
  `<iframe src="ORIGIN/embed/${slug}/?lang=${language}" title="${escape(title)}" width="100%" height="${iframeHeight(slug, language)}" frameborder="0" loading="lazy" allow="camera; clipboard-write; fullscreen"></iframe>`;
/** Of a plain iframe in a column of the usual width, in css px. */
const column_px = 680;
export const iframeHeight = (slug, language) => Math.ceil(heightAt(heightsOf(slug, language), column_px)) + foot_px;

/** What stands in a demo's place until it starts, or where it does not. Which sentence is shown, theme.js and the style sheet decide. */
function waiting(language, attributes = '') {
  const say = words[language];
  const failed = Object.entries(say.failed).map(([when, sentence]) => `<p class="madang-fault" data-when="${when}"${attributes}>${sentence}</p>`);
  return `<p class="madang-waiting"${attributes}>${say.waiting}</p>${failed.join('')}`;
}

export function demoPage({ language, demo, previous, next, assets }) {
  const say = words[language];
  const root = '../../';
  const text = demo[language];
  const neighbour = (other, label, rel) =>
    other ? `<a rel="${rel}" href="../${other.slug}/"><small>${label}</small>${escape(other[language].title)}</a>` : '<span></span>';
  return document({
    language, root, assets, title: `${text.title} — ${say.site}`, description: text.summary,
    body: `${header({ language, root, here: { path: `${demo.slug}/`, assets } })}
<main id="content" class="demo">
<div class="demo-head">
<p class="crumb">${demo.chapter} · ${chapters[demo.chapter][language]}</p>
<h1>${escape(text.title)}</h1>
<div class="tour-start"></div>
</div>
<p class="lead">${escape(text.summary)}</p>
<div class="stage-place"><div class="stage-view">
<div class="tour-bar" hidden></div>
<div class="room"><div class="stage" role="region" aria-label="${say.stage}: ${escape(text.title)}" data-demo="${demo.slug}"${tourData(demo, language)}>${waiting(language)}</div></div>
</div></div>
<div class="reading">
<article class="prose">
${toHtml(text.prose)}
<p class="accompanies"><strong>${say.accompanies}</strong> ${escape(text.accompanies)}</p>
</article>
<section class="embedding">
<h2>${say.embed}</h2>
<p>${say.embedLead}</p>
<pre><code data-origin>${escape(embedLine(demo.slug, language, text.title))}</code></pre>
<p>${say.iframe}</p>
<pre><code data-origin>${escape(iframeLine(demo.slug, language, text.title))}</code></pre>
</section>
<nav class="neighbours" aria-label="${say.neighbours}">${neighbour(previous, say.previous, 'prev')}${neighbour(next, say.next, 'next')}</nav>
</div>
</main>`,
    scripts: ['page.mjs'], fonts: demo.slug, style: reservedRoom(heightsOf(demo.slug, language)),
  });
}

/** The steps of a demo's own tour, for web/runtime/tour.js. */
const tourData = (demo, ...languages) =>
  languages.map((language) => ` data-tour-${language}="${escape(JSON.stringify(demo[language].tour))}"`).join('');

/** One page for both languages: the embedding post names the language in the query. */
export function embedPage({ demo, assets }) {
  const [ko, en] = languages.map((language) => words[language]);
  const style = languages.map((language) =>
    reservedRoom(heightsOf(demo.slug, language), language === 'ko' ? '' : `[data-languages="${language}"] `)).join('\n');
  return document({
    language: 'ko', root: '../../', assets, title: demo.ko.title, description: demo.ko.summary, bodyClass: 'embedded',
    rootClass: ' class="embedded" data-languages="all"', fonts: demo.slug, style,
    body: `<main><h1 class="unseen">${escape(demo.ko.title)}</h1><div class="tour-bar" hidden></div>
<div class="room"><div class="stage" role="region" data-demo="${demo.slug}" data-title-ko="${escape(demo.ko.title)}" data-title-en="${escape(demo.en.title)}"${tourData(demo, 'ko', 'en')}>${
      languages.map((language) => waiting(language, ` lang="${language}"`)).join('')}</div></div>
<p class="embed-foot"><span class="tour-start"></span><button type="button" hidden data-unfold data-more-ko="${ko.unfold}" data-more-en="${en.unfold}" data-less-ko="${ko.fold}" data-less-en="${en.fold}"></button>
<a data-open-full data-ko="${ko.openFull}" data-en="${en.openFull}" target="_blank" rel="noopener" href="../../ko/${demo.slug}/">${ko.openFull}</a></p></main>`,
    scripts: ['embed-page.mjs'],
  });
}

export function frontDoor({ assets }) {
  const link = (language) => `<a class="card" lang="${language}" href="${language}/"><h2>${words[language].site}</h2><p>${words[language].tagline}</p></a>`;
  return document({
    language: 'ko', root: '', assets, title: '마당 Madang', description: words.ko.tagline,
    body: `<main id="content" class="front">${link('ko')}${link('en')}</main>`, scripts: ['front.mjs'],
  });
}

/**
 * Served by static hosts for any address that does not exist, at any depth: styles stand inside, and where the site's root is,
 * the page finds out by looking for demos.json on the way up. Until it is found there are no links.
 */
export function notFound() {
  const part = (language) => `<section lang="${language}"><h1>${words[language].notFound}</h1><p>${words[language].notFoundLead}</p>
<p><a hidden data-gallery="${language}/">${words[language].gallery}</a></p></section>`;
  return `<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>404 — 마당 Madang</title>
<link rel="icon" href="data:,">
<style>
body { font: 1rem/1.7 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 2.5rem 0 0.5rem; } p { margin: 0.25rem 0; } a { color: inherit; }
</style></head><body><main>${part('ko')}${part('en')}</main>
<script type="module">
const parts = location.pathname.split('/').slice(1, -1);
for (let depth = parts.length; depth >= 0; depth -= 1) {
  const root = ['', ...parts.slice(0, depth), ''].join('/');
  if (!(await fetch(root + 'demos.json', { method: 'HEAD' })).ok) continue;
  for (const link of document.querySelectorAll('[data-gallery]')) {
    link.href = root + link.dataset.gallery;
    link.hidden = false;
  }
  break;
}
</script></body></html>
`;
}

export function samplePost({ post, assets }) {
  return document({
    language: 'ko', root: '../', assets, title: post.title, description: post.summary, bodyClass: 'sample',
    body: `<main id="content" class="prose post"><h1>${escape(post.title)}</h1>\n${post.html}\n</main>`,
  }).replace('</head>', '<script src="../embed.js" async></script>\n</head>');
}
