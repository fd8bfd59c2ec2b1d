// The room that is reserved for a demo before it is there is what it then takes: web/heights.json is up to date. If not, and the demo is
// as high as it should be: node tests/browser/heights.mjs dist
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fewestPoints, heightAt, heightsOf } from '../../web/site/heights.mjs';
import { launch, open, ready, serve, settled, slugs } from './support.mjs';

const most_px = 6;

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

test('a height between two widths, and the fewest that say all', () => {
  const points = [[320, 900], [640, 500], [1100, 730]];
  for (const [width, height] of [[100, 900], [320, 900], [480, 700], [640, 500], [870, 615], [1100, 730], [2000, 730]]) assert.equal(heightAt(points, width), height);
  const dense = Array.from({ length: 40 }, (_, i) => [320 + 20 * i, heightAt(points, 320 + 20 * i)]);
  assert.deepEqual(fewestPoints(dense, 1), points);
});

for (const [i, slug] of slugs.entries())
  test(`${slug}: what is reserved at three widths is what it takes`, async () => {
    const language = i % 2 === 0 ? 'ko' : 'en';
    const { page, context } = await open(browser, site.origin, { density: 0.5 });
    await page.goto(`${site.origin}/embed/${slug}/?lang=${language}`);
    await ready(page);
    for (const width of [360, 700, 1040]) {
      await page.setViewportSize({ width, height: 700 });
      await settled(page);
      const height = await page.evaluate(() => document.querySelector('.stage').offsetHeight);
      const reserved = heightAt(heightsOf(slug, language), width);
      assert.ok(Math.abs(height - reserved) <= most_px, `${slug} at ${width} px takes ${height} px, ${reserved} are reserved`);
    }
    await context.close();
  });

test('pages and posts keep that room before any script of the demo runs', async () => {
  for (const [address, language, margin] of [['ko/backprop/', 'ko', 32], ['embed/backprop/?lang=en', 'en', 0]]) {
    const { page, context } = await open(browser, site.origin, { width: 820, allowed: () => true });
    await page.route(/\/(page|embed-page)\.mjs/, () => {}); // never comes
    await page.goto(`${site.origin}/${address}`, { waitUntil: 'commit' });
    await page.locator('.stage .madang-waiting').first().waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.styleSheets.length === 2);
    const { width, height } = await page.locator('.stage').boundingBox();
    assert.equal(width, await page.evaluate(() => document.documentElement.clientWidth) - margin); // less a scrollbar
    assert.ok(Math.abs(height - heightAt(heightsOf('backprop', language), width)) <= 1, `${address}: ${height}`);
    await context.close();
  }
});
