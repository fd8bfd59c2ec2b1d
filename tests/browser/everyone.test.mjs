// A reader's own way to see pages: forced colours, zoom, paper, less motion.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, launch, open, ready, serve, settled, slugs } from './support.mjs';

const slug = slugs.includes('backprop') ? 'backprop' : slugs[0];

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
