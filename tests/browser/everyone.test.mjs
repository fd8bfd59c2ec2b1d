// A reader's own way to see pages: forced colours, zoom, paper, less motion.
import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { Mirror } from '../../web/runtime/mirror.js';
import { eventually, launch, open, ready, serve, settled, slugs, state, turns } from './support.mjs';

const [slug, written] = ['backprop', 'attention'].map((name) => (slugs.includes(name) ? name : slugs[0])); // the second has a text field in its picture

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

async function opened(address, options) {
  const opening = await open(browser, site.origin, options);
  await opening.page.goto(`${site.origin}/${address}`);
  await ready(opening.page);
  await settled(opening.page);
  return opening;
}

/** How bright the canvas is at its left edge, from 0 to 255. */
const ground = (page) => page.evaluate(() => {
  const stage = document.querySelector('.stage'), canvas = stage.querySelector('canvas');
  stage.madang.under(0, 0); // draws: a canvas can be read only in the task that drew it
  const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
  context.drawImage(canvas, 0, 0);
  return context.getImageData(2, Math.round(canvas.height / 2), 1, 1).data[1];
});

test('under forced colours the picture is as dark as the ground that the reader chose, also when it changes', async () => {
  const { page, context, complaints } = await opened(`en/${slug}/#v=1`, { density: 0.5 });
  await page.locator('[data-theme-switch]').click();
  await eventually(async () => await ground(page) < 80, 'the page’s own theme is dark');
  for (const [colorScheme, fits] of [['light', (bright) => bright > 200], ['dark', (bright) => bright < 80]]) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await eventually(async () => fits(await ground(page)), async () => `${colorScheme}: ${await ground(page)}`);
  }
  assert.equal(await page.locator('[data-theme-switch]').isVisible(), false, 'a switch without effect is not shown');
  await page.locator('.stage button').first().focus();
  const drawn = (selector, ...about) => page.locator(selector).first().evaluate((element, [pseudo, names]) => {
    const style = getComputedStyle(element, pseudo);
    return names.map((name) => style[name]);
  }, about);
  const [style, width] = await drawn('.madang-control:focus-within', null, ['outlineStyle', 'outlineWidth']);
  assert.deepEqual([style, width], ['solid', '2px'], 'the focus is seen');
  assert.deepEqual(await drawn('.madang-frame', '::after', ['borderTopStyle', 'borderTopWidth']), ['solid', '2px'], 'and that one has entered');
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [zoom, width] of [[200, 640], [400, 320]])
  test(`at ${zoom} % nothing is cut, and the picture is as sharp as the screen`, async () => {
    const { page, context, complaints } = await opened(`ko/${slug}/#v=1`, { width, height: width * 5 / 8, density: zoom / 100 });
    const { scrolls, sharp, cut } = await page.evaluate(() => {
      const canvas = document.querySelector('.stage canvas'), stage = canvas.getBoundingClientRect();
      const inside = ({ left, right }) => left >= -1 && right <= document.documentElement.clientWidth + 1;
      const all = [...document.querySelectorAll('.stage [data-control], header *, .demo-head *, .tour-start *')].filter((one) => one.checkVisibility() && !one.closest('.skip'));
      return {
        scrolls: document.documentElement.scrollWidth > innerWidth,
        sharp: [canvas.width / stage.width, canvas.height / stage.height],
        cut: all.filter((one) => !inside(one.getBoundingClientRect())).map((one) => one.outerHTML),
      };
    });
    assert.equal(scrolls, false, 'no sideways scrolling');
    assert.deepEqual(cut, []);
    for (const ratio of sharp) assert.ok(Math.abs(ratio - zoom / 100) < 0.02, `${sharp} pixels for each of the page’s`);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('on paper: the picture as it is with its text and without the tools, the prose black on white', async () => {
  const { page, context, complaints } = await opened(`en/${written}/#v=1`, { width: 900, dark: true });
  const tools = await page.evaluate(() => document.querySelector('.stage').madang.viewTop);
  assert.ok(tools > 40, `the view begins at ${tools}`);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const still = await page.locator('.madang-paper').evaluate((one) => {
    const { width, height } = one, pixels = (canvas) => new Uint32Array(canvas.getContext('2d').getImageData(0, 0, width, height).data.buffer);
    document.querySelector('.stage').madang.under(0, 0);
    const plain = new OffscreenCanvas(width, height), canvas = document.querySelector('.stage canvas');
    plain.getContext('2d').drawImage(canvas, 0, height - canvas.height);
    const [seen, bare] = [pixels(one), pixels(plain)];
    const field = document.querySelector('.madang-text-field');
    const inField = field && { top: field.offsetTop, bottom: field.offsetTop + field.offsetHeight };
    const rows = new Set();
    seen.forEach((colour, i) => { if (colour !== bare[i]) rows.add(Math.floor(i / width) + canvas.height - height); });
    return { height, whole: canvas.height, colours: new Set(seen).size, rows: [...rows], inField };
  });
  assert.equal(still.whole - still.height, Math.round(tools));
  assert.ok(still.colours > 20, `${still.colours} colours`);
  if (still.inField) {
    assert.ok(still.rows.length > 5, 'what is written in the field is painted');
    assert.ok(still.rows.every((row) => row >= still.inField.top && row <= still.inField.bottom), 'all else is the canvas as it is');
  }
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setViewportSize({ width: 700, height: 1000 });
  const paper = await page.evaluate(() => {
    const of = (selector) => document.querySelector(selector), box = of('.madang-paper').getBoundingClientRect();
    return {
      shape: box.width / box.height, image: of('.madang-paper').width / of('.madang-paper').height, right: box.right,
      ink: getComputedStyle(of('.prose')).color, ground: getComputedStyle(document.body).backgroundColor,
      tools: ['.theme-switch', '.tour-start', '.madang-fields', '.madang-canvas', '.embedding'].filter((name) => of(name)?.checkVisibility()),
      wide: document.documentElement.scrollWidth > innerWidth,
    };
  });
  assert.ok(Math.abs(paper.shape / paper.image - 1) < 0.02, 'it is not stretched');
  assert.ok(paper.right <= 700);
  assert.deepEqual([paper.ink, paper.ground], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  assert.deepEqual(paper.tools, []);
  assert.equal(paper.wide, false, 'nothing runs out of the sheet');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.madang-paper').count(), 0);

  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await page.setViewportSize({ width: 900, height: 700 });
  await settled(page);
  const printed = (await page.pdf({ format: 'A4', printBackground: false })).toString('latin1');
  const images = (printed.match(/<<[^>]*\/Subtype\s*\/Image[^>]*>>/g) ?? []).map((told) => ['Width', 'Height'].map((side) => Number(told.match(`/${side} (\\d+)`)[1])));
  assert.ok(images.some(([width, height]) => width > 500 && height > 500), `the picture is in the file: ${images}`);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a screen reader is told seldom while a run plays, soon after it stopped, always the last, and nothing twice', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const told = [];
  let text = '';
  const mirror = new Mirror({ get textContent() { return text; }, set textContent(now) { text = now; told.push([Date.now(), now]); } }, () => Date.now());
  mirror.take({ description: 'empty' });
  mock.timers.tick(10_000);
  assert.deepEqual(told, [], 'nothing before the first picture');
  mirror.take({ description: 'step 0' });
  mirror.begin();
  mock.timers.tick(0);
  mirror.take({ playing: true });
  for (let step = 1; step <= 100; step += 1) {
    mirror.take({ description: `step ${step}` });
    mock.timers.tick(100);
  }
  mirror.take({ playing: false, description: 'step 101' });
  mock.timers.tick(10_000);
  mirror.take({ description: 'step 101' });
  mock.timers.tick(10_000);
  assert.deepEqual(told.map(([, what]) => what), ['step 0', 'step 60', 'step 101'], String(told));
  mirror.take({ playing: true, description: 'step 102' });
  mirror.take({ notice: 'diverged' });
  mock.timers.tick(2000);
  assert.equal(text, 'diverged\nstep 102', 'a notice does not wait for the pause of a run');
  for (let i = 1; i < told.length; i += 1) assert.ok(told[i][0] - told[i - 1][0] >= 2000);
  mock.timers.reset();
});

test('who wants less motion sees nothing move unasked', async () => {
  const { page, context, complaints } = await opened(`en/${slug}/#v=1`, { density: 0.5 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { counters, step } = await state(page);
  await turns(page, 60);
  assert.deepEqual([(await state(page)).counters, (await state(page)).step], [counters, step], 'nothing plays and nothing is drawn');
  await page.locator('.prose a[href^="#v="]').first().click(); // the rings around what it changed do not fade
  await settled(page);
  const drawn = (await state(page)).counters.drawn;
  await turns(page, 30);
  assert.equal((await state(page)).counters.drawn, drawn);
  for (const address of [null, `${site.origin}/en/`]) {
    if (address) await page.goto(address);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].flatMap((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const moves = [style.animationDuration, style.transitionDuration].some((all) => all.split(',').some((one) => parseFloat(one) > 0)) || style.scrollBehavior === 'smooth';
      return moves && style.animationName + style.transitionProperty !== 'noneall' ? [element.className] : [];
    })));
    assert.deepEqual(moving, []);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});
