// Builds the static site: node web/build.mjs MODULES_DIR DIST_DIR
// MODULES_DIR is what src/app/modules.cmake makes: demos.txt, ui.{js,wasm}, and of every demo SLUG/engine{,-relaxed}.{js,wasm} and SLUG/view.wasm.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { listing, readDemos } from './site/demos.mjs';
import { canvasFonts, fontFaces, formulaFont, pageFonts } from './site/fonts.mjs';
import { heightsOf } from './site/heights.mjs';
import { demoStrings, frameStrings, runtimeStrings } from './site/strings.mjs';
import * as pages from './site/pages.mjs';
import { collectedStyles } from './site/prose.mjs';
import { renderSamplePost } from './site/sample.mjs';
import { languages } from './site/words.mjs';

const web = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(web, '..', 'src');
const nodeModules = path.join(web, 'node_modules');
const data = path.join(web, '..', 'build', 'data'); // see web/toolchain/data.sh
const frameFiles = ['ui.js', 'ui.wasm'];
const demoFiles = ['engine.js', 'engine.wasm', 'engine-relaxed.js', 'engine-relaxed.wasm', 'view.wasm'];

/** Collects files in memory, so that the folder of versioned assets can be named by what is in it. */
class Site {
  files = new Map();
  add(name, content) { this.files.set(name, Buffer.from(content)); }
  async addFolder(folder, filter = () => true, under = '') {
    for (const name of (await readdir(folder)).filter(filter).sort()) this.add(under + name, await readFile(path.join(folder, name)));
  }
  digest() {
    const hash = createHash('sha256');
    for (const [name, content] of [...this.files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update('\0').update(content);
    return hash.digest('hex').slice(0, 10);
  }
  async write(folder) {
    for (const [name, content] of this.files) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
}

/** A file of a module. Emscripten's script comes without white space, and without what it declares for each C++ name that the frame
    exports to views: side-module.js takes those from the instance. */
async function moduleFile(file) {
  if (!file.endsWith('.js')) return readFile(file);
  const script = (await readFile(file, 'utf8')).replace(/^var (__Z\w+) = Module\['\1'\] = .*$/gm, '');
  return (await transform(script, { minify: true, format: 'esm', charset: 'utf8' })).code;
}

/** The folder embed/ as one classic script, with what it must know of the demos. */
async function embedScript(demos) {
  const known = Object.fromEntries(demos.map(({ slug, ...of }) => [slug, {
    title: Object.fromEntries(languages.map((language) => [language, of[language].title])),
    heights: Object.fromEntries(languages.map((language) => [language, heightsOf(slug, language)])),
  }]));
  const { outputFiles: [script] } = await build({
    entryPoints: [path.join(web, 'embed/main.mjs')], bundle: true, write: false, format: 'iife', minify: true, charset: 'utf8', target: 'es2020',
    define: { MADANG_DEMOS: JSON.stringify(known) },
  });
  return script.contents;
}

/** KaTeX's own style sheet, keeping only the WOFF2 sources of its fonts, which are added to the assets as far as the pages use them. */
async function formulaStyles(assets, pages) {
  const folder = path.join(nodeModules, 'katex/dist');
  const css = await readFile(path.join(folder, 'katex.min.css'), 'utf8');
  for (const name of await readdir(path.join(folder, 'fonts')))
    if (name.endsWith('.woff2')) assets.add(`fonts/${name}`, await formulaFont(await readFile(path.join(folder, 'fonts', name)), pages));
  return css.replace(/,url\(fonts\/[^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, '');
}

function addPages(site, { demos, post, assets }) {
  site.add('index.html', pages.frontDoor({ assets }));
  site.add('404.html', pages.notFound());
  for (const language of languages) {
    site.add(`${language}/index.html`, pages.gallery({ language, demos, assets }));
    demos.forEach((demo, i) =>
      site.add(`${language}/${demo.slug}/index.html`,
        pages.demoPage({ language, demo, previous: demos[i - 1], next: demos[i + 1], assets })));
  }
  for (const demo of demos) site.add(`embed/${demo.slug}/index.html`, pages.embedPage({ demo, assets }));
  site.add('sample/index.html', pages.samplePost({ post, assets }));
}

/** Of which demo a page is: ko/SLUG/index.html. */
const demoOf = (name) => name.split('/')[1];
const textsOf = (site, wanted) => [...site.files].filter(([name]) => wanted(name)).map(([, content]) => String(content));

async function main(modules, dist) {
  const slugs = (await readFile(path.join(modules, 'demos.txt'), 'utf8')).split('\n').filter(Boolean);
  const demos = await readDemos(path.join(source, 'demos'), slugs);
  const post = await renderSamplePost(path.join(web, 'sample', 'post.md'), path.join(web, 'jekyll', 'madang.html'));

  const assets = new Site();
  for (const name of [...frameFiles, ...demos.flatMap(({ slug }) => demoFiles.map((file) => `${slug}/${file}`))])
    assets.add(name, await moduleFile(path.join(modules, name)));
  for (const folder of ['runtime', 'scripts']) await assets.addFolder(path.join(web, folder), (name) => /\.(m?js|svg)$/.test(name));
  const styles = await Promise.all(['styles/site.css', 'styles/reading.css', 'runtime/runtime.css', 'runtime/tour.css'].map((name) => readFile(path.join(web, name), 'utf8')));

  // Pages are made twice: first to learn which characters and styles they use, then with the assets' final folder.
  const draft = new Site();
  addPages(draft, { demos, post, assets: '' });
  const texts = [...draft.files.values()].map(String);
  const formulas = await formulaStyles(assets, texts);
  const told = await runtimeStrings();
  // A page may also show, outside the canvas, what its demo says.
  const said = await Promise.all(slugs.map(async (slug) => [slug, await demoStrings(slug)]));
  const groups = [[pages.othersFonts, textsOf(draft, (name) => !slugs.includes(demoOf(name)))],
    ...said.map(([slug, sentences]) => [slug, [...textsOf(draft, (name) => demoOf(name) === slug), ...sentences]])];
  for (const [name, content] of await pageFonts(nodeModules, groups, told)) assets.add(name, content);
  for (const [name, content] of await canvasFonts(nodeModules, said, [...(await frameStrings()), ...told])) assets.add(name, content);
  assets.add('site.css', [fontFaces('Pretendard'), formulas, ...styles, collectedStyles()].join('\n'));

  const folder = `assets/${assets.digest()}/`;
  const site = new Site();
  for (const [name, content] of assets.files) site.add(folder + name, content);
  addPages(site, { demos, post, assets: folder });
  site.add('demos.json', JSON.stringify(listing(demos), null, 2) + '\n');
  await site.addFolder(data, (name) => /\.(gz|json)$/.test(name), 'data/'); // fetched when a demo asks; not versioned, so it stays in caches
  site.add('.nojekyll', '');
  site.add('embed.js', await embedScript(demos));
  site.add('jekyll/madang.html', await readFile(path.join(web, 'jekyll/madang.html')));

  await rm(dist, { recursive: true, force: true });
  await site.write(dist);
  console.log(`${dist}: ${demos.length} demos, ${site.files.size} files`);
}

const [modules, dist] = process.argv.slice(2);
if (!modules || !dist) {
  console.error('usage: node web/build.mjs MODULES_DIR DIST_DIR');
  process.exit(2);
}
await main(modules, dist);
