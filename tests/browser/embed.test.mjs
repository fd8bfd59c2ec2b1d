// A demo in a post: however the script comes, whatever happens to the element, whatever its author wrote, one frame and never nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { languageOf } from '../../web/runtime/language.js';
import { nearest } from '../../web/embed/nearest.mjs';
import { dist, eventually, get, launch, open, ready, serve, serveBlog, settled } from './support.mjs';

let site, blog, browser;
before(async () => { [site, blog, browser] = await Promise.all([serve(), serveBlog(), launch()]); });
after(async () => { await browser?.close(); site?.close(); await blog?.close(); });

const script = () => `<script src="${site.origin}/embed.js" async></script>`;
const demo = (attributes = 'lang="en"', inside = '') => `<madang-demo name="backprop" ${attributes}>${inside}</madang-demo>`;
const frames = (page) => page.locator('madang-demo iframe').evaluateAll((all) => all.map((frame) => frame.src.replace(/^.*\/embed\//, '')));
const frameOf = async (page, selector) => {
  await page.locator(selector).waitFor();
  return (await page.locator(selector).elementHandle()).contentFrame();
};
/** A page of the blog; without `browsersOwn` complaints it must come clean. */
async function post(body, options = {}) {
  const opened = await open(browser, [site.origin, blog.origin], options);
  await blog.write(body);
  await opened.page.goto(blog.origin);
  return opened;
}
const one = (page) => eventually(async () => (await frames(page)).length === 1 && await page.locator('madang-demo iframe').isVisible(), async () => `one frame, not ${await frames(page)}`);

test('any tag of a language that we have', () => {
  for (const tag of ['ko', 'ko-KR', 'KO', 'ko-Kore-KR', 'ko_KR.UTF-8', ' ko ', '', null, undefined]) assert.equal(languageOf(tag), 'ko', tag);
  for (const tag of ['en', 'en-US', 'EN', 'en_GB', 'en-Latn-US', 'de', 'ja-JP', 'zh-Hant', 'kok', 'x-private']) assert.equal(languageOf(tag), 'en', tag);
});

test('the nearest name to a misspelt one', () => {
  const names = ['attention', 'backprop', 'cnn', 'rnn', 'regularization', 'batchnorm'];
  for (const [word, name] of [['atention', 'attention'], ['Attention', 'attention'], ['back-prop', 'backprop'], ['backpropagation', 'backprop'], ['ccn', 'cnn'],
    ['batch norm', 'batchnorm'], ['regularisation', 'regularization'], ['', null], ['zzzzzzzz', null]]) assert.equal(nearest(word, names), name, word);
});

test('one frame, whichever way the script comes', async () => {
  const source = await readFile(path.join(dist, 'embed.js'), 'utf8');
  const src = `${site.origin}/embed.js`;
  for (const [way, body] of [
    ['classic, before', `<script src="${src}"></script>${demo()}`],
    ['defer, after', `${demo()}<script src="${src}" defer></script>`],
    ['module', `${demo()}<script type="module" src="${src}"></script>`],
    ['imported', `${demo()}<script type="module">await import('${src}');</script>`],
    ['injected later', `${demo()}<script>addEventListener('load', () => { const s = document.createElement('script'); s.src = '${src}?v=2'; document.body.append(s); });</script>`],
    ['twice, two ways', `${script()}<script type="module" src="${src}?again"></script>${demo()}`],
    ['bundled, told where', `${demo()}<script data-site="${site.origin}">${source}</script>`],
    ['bundled, told by the element', `${demo(`lang="en" site="${site.origin}"`)}<script>${source}</script>`],
    ['added later', `${script()}<script>addEventListener('load', () => customElements.whenDefined('madang-demo').then(() => { document.body.insertAdjacentHTML('beforeend', '${demo()}'); }));</script>`],
    ['made by a script', `${script()}<script>const e = document.createElement('madang-demo'); e.setAttribute('name', 'backprop'); document.documentElement.append(e); document.body?.append(e);</script>`],
    ['hidden at first', `${script()}<div id="box" style="display:none">${demo()}</div><script>addEventListener('load', () => { document.querySelector('#box').style.display = ''; });</script>`],
    ['in details', `${script()}<details>${demo()}</details><script>addEventListener('load', () => { document.querySelector('details').open = true; });</script>`],
    ['in a row of boxes, in a shadow', `${script()}<div style="display:flex"><div id="host" style="flex:1"></div></div><script>document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '${demo()}';</script>`],
  ]) {
    const { page, context, complaints } = await post(body, { allowed: (text) => /allow-popups|preload/.test(text) });
    await one(page).catch((error) => { throw new Error(`${way}: ${error.message}`); });
    assert.match((await frames(page))[0], /^backprop\//, way);
    const { width, height } = await page.locator('madang-demo iframe').boundingBox();
    assert.ok(width > 600 && height > 400, `${way}: ${width} × ${height}`);
    assert.deepEqual(complaints, [], way);
    await context.close();
  }
});

test('a host that copies, moves, restores and caches its DOM: one frame in each element', async () => {
  const { page, context, complaints } = await post(`${script()}<main>${demo('lang="en"', '<a href="/x">stand-in</a>')}</main>`);
  await one(page);
  const acts = {
    'a clone in its place': () => { const d = document.querySelector('madang-demo'); d.replaceWith(d.cloneNode(true)); },
    'its HTML restored': () => { const main = document.querySelector('main'); main.innerHTML = String(main.innerHTML); },
    'the body restored': () => { document.body.innerHTML = String(document.body.innerHTML); },
    'moved': () => { document.body.append(document.querySelector('main')); },
    'removed and put back': () => { const d = document.querySelector('madang-demo'); d.remove(); document.querySelector('main').append(d); },
    'the page swapped': () => { const body = document.body.cloneNode(true); document.documentElement.replaceChild(body, document.body); },
    'moved with what it shows': () => { const d = document.querySelector('madang-demo'); (Element.prototype.moveBefore ?? Element.prototype.insertBefore).call(document.body, d, null); },
    'its own attributes changed': () => { document.querySelector('madang-demo').setAttribute('lang', 'ko'); },
  };
  for (const [what, act] of Object.entries(acts)) {
    await page.evaluate(act);
    await one(page).catch((error) => { throw new Error(`${what}: ${error.message}`); });
    assert.equal(await page.evaluate(() => document.querySelectorAll('madang-demo').length), 1, what);
    assert.equal(page.frames().length, 2, what);
  }
  await page.evaluate(() => { const d = document.querySelector('madang-demo'); d.after(d.cloneNode(true)); });
  await eventually(async () => (await frames(page)).length === 2 && page.frames().length === 3, 'two elements, two frames');
  await page.evaluate(() => { document.querySelectorAll('madang-demo')[1].remove(); });
  assert.equal(page.frames().length, 2);

  // Leaving and coming back, from the cache or not.
  await page.goto(`${site.origin}/404.html`);
  await page.goBack();
  await one(page);
  await ready(await frameOf(page, 'madang-demo iframe'));
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the language and the theme are the post’s own, also when they change', async () => {
  const { page, context, complaints } = await post(`<html lang="en-GB"><body style="background:#111827;transition:background 0.05s">${script()}
    <section lang="KO">${demo('id="a"')}</section>${demo('id="b" theme="auto"')}<div style="background:oklch(0.95 0.02 100)">${demo('id="c" lang="de"')}</div>${demo('id="d" theme="light"')}`,
  { height: 8000 });
  const asked = async () => (await frames(page)).map((src) => new URLSearchParams(src.replace(/^.*\?/, '').replace(/#.*/, ''))).map((query) => `${query.get('lang')} ${query.get('theme')}`);
  await eventually(async () => (await asked()).length === 4, 'all have begun');
  assert.deepEqual(await asked(), ['ko dark', 'en dark', 'en light', 'en light']);
  const frame = await frameOf(page, '#b iframe');
  await ready(frame);
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await frame.evaluate(() => document.querySelector('.stage').madang.set('mode', 'train'));
  await page.evaluate(() => { document.body.style.background = 'white'; });
  await eventually(() => frame.evaluate(() => document.documentElement.dataset.theme === 'light'), 'it is light as the post is');
  assert.equal(await get(frame, 'mode'), 'train', 'the run went on');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('mistakes of authors are said in place, and nothing of the post is lost', async () => {
  const { page, context } = await post(`<html lang="en">${script()}
    <p id="a"><madang-demo name="bakcprop"></madang-demo></p><p id="b"><madang-demo></madang-demo></p><p id="c"><madang-demo name="backprop" theem="dark" theme="blue" height="tall"></madang-demo></p>
    <div id="d" lang="ko"><madang-demo name="없는것" /></div><article><madang-demo name="backprop" /><h2 id="h">Next</h2><p id="after">text after</p></article>`,
  { height: 4000, allowed: () => true });
  const says = (selector, pattern) => eventually(async () => pattern.test(await page.locator(selector).innerText()), async () => `${selector}: ${await page.locator(selector).innerText()}`);
  await says('#a [role=alert]', /no demo “bakcprop”.*“backprop”/s);
  await says('#b [role=alert]', /No demo is named/);
  await says('#c', /“theem”.*“theme”.*“blue”.*auto, light, dark.*“tall”/s);
  await says('#d [role=alert]', /‘없는것’이라는 데모는 없습니다/);
  await says('article', /closing tag <\/madang-demo> is missing/);
  assert.ok(await page.locator('#after').isVisible());
  assert.equal(await page.locator('madang-demo #after').count(), 0);
  assert.equal(await page.locator('article > #h').count(), 1);
  await page.evaluate(() => { document.querySelector('#a madang-demo').setAttribute('name', 'backprop'); });
  await page.locator('#a iframe').waitFor();
  assert.equal(await page.locator('#a [role=alert]').count(), 0);
  await context.close();
});

test('where the site is not, or its scripts are blocked, a sentence and a link stand in the place', async () => {
  const { page, context } = await post(`<html lang="en">${script()}<madang-demo name="backprop" site="${blog.origin}/nowhere/"></madang-demo>`, { allowed: () => true });
  await page.locator('madang-demo [role=alert]').waitFor();
  assert.match(await page.locator('madang-demo').innerText(), /could not be loaded from/);
  await context.close();

  const refused = await open(browser, [site.origin, blog.origin], { allowed: () => true });
  await blog.write(`<html lang="en"><script src="${site.origin}/nothing.js"></script>${demo('lang="en"', '<a href="/full">Backpropagation</a>')}<p id="below">below</p>`);
  await refused.page.goto(blog.origin);
  assert.ok(await refused.page.locator('madang-demo a').isVisible());
  assert.ok(await refused.page.locator('#below').isVisible());
  await refused.context.close();
});

test('a page of ours whose scripts do not come says so in its language, and its text is readable', async () => {
  const shown = (page) => page.locator('.stage p').evaluateAll((all) => all.filter((p) => p.checkVisibility()).map((p) => p.textContent));
  for (const [place, languages] of [['ko/backprop/', /[가-힣]/], ['en/backprop/', /^[^가-힣]+$/], ['embed/backprop/?lang=en', /^[^가-힣]+$/], ['embed/backprop/?lang=ko-KR', /[가-힣]/]])
    for (const [what, block] of [
      ['the first script is blocked', (route) => (/\/(mount|page|embed-page)\.m?js/.test(route.request().url()) ? route.abort() : route.continue())],
      ['a module below it is blocked', (route) => (/\/engines\.js/.test(route.request().url()) ? route.abort() : route.continue())],
      ['a module cannot be read', (route) => (/\/mount\.js/.test(route.request().url()) ? route.fulfill({ contentType: 'text/javascript', body: 'this is no script' }) : route.continue())],
    ]) {
      const { page, context } = await open(browser, site.origin, { allowed: () => true });
      await page.route('**/*', block);
      await page.goto(`${site.origin}/${place}`);
      await page.locator('[data-when=script]:visible').waitFor();
      const sentences = await shown(page);
      assert.equal(sentences.length, 1, `${place}, ${what}: ${sentences}`);
      assert.match(sentences[0], languages, `${place}, ${what}`);
      if (!place.startsWith('embed')) assert.ok(await page.locator('.prose').isVisible());
      await context.close();
    }
  for (const place of ['ko/backprop/', 'embed/backprop/?lang=en']) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/${place}`);
    assert.match(await page.locator('.stage').innerText(), /자바스크립트/);
    if (place.startsWith('embed')) assert.match(await page.locator('.stage').innerText(), /JavaScript/);
    await page.goto(`file://${dist}/${place.replace('?', 'index.html?').replace(/\/$/, '/index.html')}`);
    await context.close();
  }
  const { page, context } = await open(browser, site.origin, { allowed: () => true });
  await page.goto(`file://${dist}/en/backprop/index.html`);
  await page.locator('[data-when=file]:visible').waitFor();
  assert.match((await shown(page)).join(), /opened as a file/);
  await context.close();
});

test('a sandbox without an origin: the demo runs and is as tall as it needs to be', async () => {
  const { page, context } = await post(`<iframe sandbox="allow-scripts" srcdoc='<html lang="en">${script().replaceAll('"', '&quot;')}${demo().replaceAll('"', '&quot;')}' width="700" height="1500"></iframe>`, { allowed: () => true });
  const inner = () => page.frames().find((frame) => frame.url().includes('/embed/backprop'));
  await eventually(() => inner() !== undefined, 'the embed is there');
  await eventually(() => inner().evaluate(() => document.querySelector('.stage')?.madang?.counters.drawn > 0), 'a picture');
  await eventually(() => inner().evaluate(() => Math.abs(document.body.offsetHeight - innerHeight) <= 2), 'fitted');
  await context.close();
});

test('at any pixel ratio and after each change the canvas has the pixels of the screen', async () => {
  const { page, context, complaints } = await post(`<body style="margin:0">${script()}<div style="width:613px">${demo()}</div>`);
  const frame = await frameOf(page, 'madang-demo iframe');
  await ready(frame);
  await frame.evaluate(() => document.querySelector('.stage').madang.press('step'));
  await settled(frame);
  const shown = () => frame.evaluate(() => [document.querySelector('.stage').madang.link, document.querySelector('.stage').madang.frame.description]);
  const before = await shown();
  const session = await context.newCDPSession(page);
  for (const ratio of [1, 2, 1.25, 3, 0.9, 1.1]) {
    await session.send('Emulation.setDeviceMetricsOverride', { width: 900, height: 700, deviceScaleFactor: ratio, mobile: false });
    await eventually(() => frame.evaluate((wanted) => {
      const canvas = document.querySelector('.stage canvas');
      const { width, height } = canvas.getBoundingClientRect();
      return Math.abs(devicePixelRatio - wanted) < 0.01 && Math.abs(canvas.width - width * wanted) <= 1 && Math.abs(canvas.height - height * wanted) <= 1;
    }, ratio), `sharp at ${ratio}`);
    await settled(frame);
  }
  assert.deepEqual(await shown(), before, 'and nothing is lost');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a plain frame of the README is as tall as the demo, and leaves the wheel alone where it is too low', async () => {
  const frame = (height) => `<iframe src="${site.origin}/embed/backprop/?lang=en" title="t" width="100%" height="${height}" frameborder="0"></iframe>`;
  const { page, context, complaints } = await post(`<body style="margin:0">${script()}${frame(560)}`);
  const fitted = await frameOf(page, 'iframe');
  await ready(fitted);
  await eventually(async () => {
    const outside = await page.locator('iframe').evaluate((element) => element.clientHeight);
    return await fitted.evaluate((height) => Math.abs(document.body.offsetHeight - height) <= 2 && !document.documentElement.classList.contains('cut'), outside);
  }, 'fitted where the post has the script');
  assert.deepEqual(complaints, []);
  await context.close();

  const alone = await post(`<body style="margin:0">${frame(500)}<div style="height:3000px">after</div>`);
  const cut = await frameOf(alone.page, 'iframe');
  await ready(cut);
  await cut.locator('.cut .embed-foot a').waitFor();
  assert.ok(await cut.evaluate(() => document.querySelector('.embed-foot').getBoundingClientRect().bottom <= innerHeight + 1), 'the way to the whole demo is in sight');
  await alone.page.mouse.move(300, 200);
  await eventually(async () => {
    await alone.page.mouse.wheel(0, 60);
    return await alone.page.evaluate(() => scrollY) > 200;
  }, 'the post scrolls under the wheel');
  assert.equal(await cut.evaluate(() => scrollY), 0);
  await alone.context.close();
});

test('height makes it compact: the rest unfolds and folds on demand', async () => {
  const { page, context, complaints } = await post(`${script()}${demo('lang="en" height="450"')}`);
  const frame = await frameOf(page, 'madang-demo iframe');
  await ready(frame);
  const height = () => page.locator('madang-demo iframe').evaluate((element) => element.clientHeight);
  const button = frame.locator('[data-unfold]');
  await frame.locator('.cut .embed-foot').waitFor();
  assert.equal(await height(), 450);
  await button.click();
  await eventually(async () => await height() > 600, 'unfolded');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await button.click();
  await eventually(async () => await height() === 450, 'folded');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('printed before its start it is a link', async () => {
  const waiting = await post(`<html lang="en">${script()}<div style="height:3000px"></div>${demo()}`);
  await waiting.page.locator('madang-demo a').waitFor();
  assert.match(await waiting.page.locator('madang-demo a').innerText(), /Open the demo “Backpropagation/);
  assert.equal(await waiting.page.locator('madang-demo a').evaluate((link) => link.href), `${site.origin}/en/backprop/`);
  await waiting.context.close();
});
