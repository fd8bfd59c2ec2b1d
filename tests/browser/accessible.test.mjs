// axe finds nothing, in whatever state the page and the demo's controls are: a walk by a table, in both languages and themes, at a desk, on a
// phone and inside a post. What each demo's own page shows at rest is looked at in demo.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibility, button, launch, open, press, ready, serve, settled, slugs } from './support.mjs';

const slug = slugs.includes('attention') ? 'attention' : slugs[0];
const places = {
  'at a desk': { address: (language) => `${language}/${slug}/#v=1`, width: 1920, height: 800 },
  'on a phone': { address: (language) => `${language}/${slug}/#v=1`, width: 360, height: 740 },
  'in a post': { address: (language) => `embed/${slug}/?lang=${language}#v=1`, width: 680, height: 900 },
};

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const pad = (page) => page.locator('.stage [role=application]').first();
const isPage = (page) => page.url().includes(`/${slug}/#`) && !page.url().includes('/embed/');

/** What a reader does, one after the other, and how it is undone. A state that a place does not have is left out by `where`. */
const walk = [
  { what: 'at rest' },
  { what: 'playing', to: (page) => press(page, 'play'), back: (page) => press(page, 'play') },
  ...['more', 'save'].map((menu) => ({ // the second only in a wide row
    what: `menu “${menu}”`, where: async (page) => (await button(page, menu).count()) > 0,
    to: (page) => button(page, menu).press('Enter'), back: (page) => page.keyboard.press('Escape'),
  })),
  { what: 'an open list', to: async (page) => {
    const { x, y, width, height } = await page.locator('.stage select').first().boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
  }, back: (page) => page.keyboard.press('Escape') },
  { what: 'settings', where: async (page) => (await button(page, 'settings').count()) > 0, to: (page) => button(page, 'settings').press('Enter') },
  { what: 'two runs beside each other', to: (page) => page.locator('.stage').getByRole('switch', { name: /A\/B/ }).press(' ') },
  { what: 'a link was copied', to: (page) => press(page, 'share') },
  { what: 'a notice', to: async (page) => {
    await page.evaluate(() => document.querySelector('.stage').madang.open('v=1&colour=blue'));
    await page.waitForFunction(() => document.querySelector('.stage').madang.frame.notice);
  } },
  { what: 'keys in a picture', to: async (page) => { await pad(page).focus(); await page.keyboard.press('ArrowDown'); } },
  { what: 'a link of the text', where: isPage, to: (page) => page.locator('.prose a[href^="#v="]').first().click() },
  { what: 'a tour', to: (page) => page.getByRole('button', { name: /^(Tour|투어) ·/ }).click(), back: (page) => page.locator('.tour-bar').getByRole('button', { name: /^(Leave the tour|그만 보기)$/ }).click() },
  { what: 'a tour being made', where: isPage, to: async (page) => {
    await page.getByRole('button', { name: /^(Make a tour|투어 만들기)$/ }).click();
    await page.locator('.tour-keep').click();
  } },
];

for (const [place, { address, width, height }] of Object.entries(places))
  for (const [language, dark] of [['ko', false], ['en', true]])
    test(`${place}, ${language}, ${dark ? 'dark' : 'light'}: axe finds nothing in any state`, async () => {
      const { page, context, complaints } = await open(browser, site.origin, { width, height, dark, density: 0.5 });
      await page.goto(`${site.origin}/${address(language)}`);
      await ready(page);
      const found = [];
      for (const { what, where, to, back } of walk) {
        if (where && !(await where(page))) continue;
        await to?.(page);
        if (what !== 'playing') await settled(page);
        for (const finding of await accessibility(page)) found.push(`${what}: ${finding}`);
        await back?.(page);
      }
      assert.deepEqual(found, []);
      assert.deepEqual(complaints, []);
      await context.close();
    });

test('axe finds nothing where a demo cannot run, and only says why', async () => {
  const { page, context } = await open(browser, site.origin, { init: () => { HTMLCanvasElement.prototype.getContext = () => null; } });
  for (const address of [`ko/${slug}/`, `embed/${slug}/?lang=en`]) {
    await page.goto(`${site.origin}/${address}`);
    await page.locator('.madang-fault[role=alert]').waitFor();
    assert.deepEqual(await accessibility(page), [], address);
  }
  await context.close();
});

test('what is wider than its place is a stop for Tab, what fits is none', async () => {
  const { page, context } = await open(browser, site.origin, { width: 1600 });
  await page.goto(`${site.origin}/en/${slug}/`);
  for (const width of [1600, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await page.waitForFunction(() => [...document.querySelectorAll('.katex-display, pre')].every((one) => (one.tabIndex === 0) === (one.scrollWidth > one.clientWidth)));
  }
  assert.ok(await page.locator('.katex-display[tabindex]').count() > 0, 'at 320 px a formula is wider');
  await context.close();
});
