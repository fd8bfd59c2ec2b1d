// The pages around the demos: galleries, the front door, the page for a lost address, and what leads from one to another.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { accessibility, demos, dist, launch, open, ready, serve, slugs } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

for (const path of ['ko/', 'en/', 'sample/', '404.html'])
  test(`${path} opens clean and accessible, light and dark`, async () => {
    const { page, context, complaints } = await open(browser, site.origin, { width: 360 });
    await page.goto(`${site.origin}/${path}`);
    await page.waitForFunction(() => document.readyState === 'complete' && [...document.images].every((image) => image.complete));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling at 360 px');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await accessibility(page), [], colorScheme);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('an address that does not exist, deep in the site: a page that leads back', async () => {
  const { page, context } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/no/such/page/`);
  await page.setContent(await readFile(path.join(dist, '404.html'), 'utf8')); // what a static host would answer
  await page.locator('[data-gallery="en/"]').click();
  await page.waitForURL(`${site.origin}/en/`);
  await context.close();
});

test('the galleries list every demo, and the links lead to pages', async () => {
  for (const language of ['ko', 'en']) {
    const { page, context } = await open(browser, site.origin);
    await page.goto(`${site.origin}/${language}/`);
    const links = await page.locator('a.card').evaluateAll((all) => all.map((link) => link.href));
    assert.deepEqual(links.sort(), demos.map((demo) => `${site.origin}/${demo.pages[language]}`).sort());
    for (const link of links) assert.equal((await fetch(link)).status, 200);
    await context.close();
  }
});

test('the front door leads on in the language of the browser', async () => {
  const { page, context } = await open(browser, site.origin);
  await page.goto(`${site.origin}/`);
  await page.waitForURL(`${site.origin}/ko/`);
  await context.close();
});

test('the language switch keeps the state, the theme switch is remembered', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/ko/${slugs[0]}/#v=1&seed=9`);
  await ready(page);
  await page.locator('[data-theme-switch]').click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.locator('[data-keep-fragment]').click();
  await page.waitForURL(/\/en\//);
  assert.match(page.url(), /#v=1&seed=9/);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.deepEqual(complaints, []);
  await context.close();
});
