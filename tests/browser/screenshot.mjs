// Makes the README's picture: node tests/browser/screenshot.mjs DIST_DIR
import path from 'node:path';
process.env.MADANG_DIST = path.resolve(process.argv[2]);
const { launch, open, reaches, ready, serve } = await import('./support.mjs');

const [site, browser] = await Promise.all([serve(), launch()]);
const { page } = await open(browser, site.origin, { width: 1100, height: 1000 });
await page.goto(`${site.origin}/en/attention/#v=1&weights=learned&step=400`);
await ready(page);
await reaches(page, 400);
await page.screenshot({ path: path.join(import.meta.dirname, '..', '..', 'web', 'screenshot.png') });
await browser.close();
site.close();
