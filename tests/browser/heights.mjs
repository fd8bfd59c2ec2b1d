// Measures how high each demo is when it opens and writes web/heights.json: node tests/browser/heights.mjs DIST_DIR [SLUG…]
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fewestPoints } from '../../web/site/heights.mjs';

const [dist, ...some] = process.argv.slice(2);
process.env.MADANG_DIST = path.resolve(dist);
const { launch, open, ready, serve, settled, slugs } = await import('./support.mjs');

// Up to what a page of the site is wide; both sides of where the shell arranges itself anew.
const widths = [320, 360, 400, 440, 480, 560, 639, 640, 700, 770, 840, 899, 900, 970, 1040, 1100, 1184];
const most_px = 2;

/** The height of the stage of a demo that was just opened, at each width. */
async function measured(browser, origin, slug, language) {
  const { page, context } = await open(browser, origin, { density: 0.5 });
  await page.goto(`${origin}/embed/${slug}/?lang=${language}`);
  await ready(page);
  const points = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 700 });
    await settled(page);
    points.push([width, await page.evaluate(() => document.querySelector('.stage').offsetHeight)]);
  }
  await context.close();
  return fewestPoints(points, most_px);
}

const file = path.join(import.meta.dirname, '../../web/heights.json');
const heights = JSON.parse(await readFile(file, 'utf8'));
const [site, browser] = await Promise.all([serve(), launch()]);
for (const slug of some.length > 0 ? some : slugs) {
  const [ko, en] = await Promise.all(['ko', 'en'].map((language) => measured(browser, site.origin, slug, language)));
  heights[slug] = { ko, en };
  console.log(`${slug}: ${ko.length} and ${en.length} points`);
}
await browser.close();
site.close();
const known = Object.entries(heights).filter(([slug]) => some.length > 0 || slugs.includes(slug)).sort(([a], [b]) => (a < b ? -1 : 1));
await writeFile(file, `{\n${known.map(([slug, of]) => `  "${slug}": ${JSON.stringify(of)}`).join(',\n')}\n}\n`);
