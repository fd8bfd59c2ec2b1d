// node tests/bench/first_learning.mjs DIST_DIR: how long a reader waits until a demo is seen to learn, in Chromium with one worker.
// From the page's address to the first picture, and from the press on play until the loss that the demo tells has fallen by a tenth.
import path from 'node:path';
import { factsOf, fragmentOf } from '../support/facts.mjs';

process.env.MADANG_DIST = path.resolve(process.argv[2] ?? 'dist');
const { eventually, launchWhole, open, ready, serve, slugs } = await import('../browser/support.mjs');

const [site, browser] = await Promise.all([serve(), launchWhole()]);
console.log('| demo | first picture, s | play → loss −10 %, s | at step | from the address, s |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const slug of slugs) {
  const facts = factsOf(slug);
  if (facts.measures) continue; // nothing in it learns
  const { page, context } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/${slug}/#${fragmentOf(facts.learns)}`);
  await ready(page);
  const opened_ms = await page.evaluate(() => performance.now());
  const told = () => page.evaluate(() => {
    const { frame } = document.querySelector('.stage').madang;
    const loss = frame.description.match(/loss[^0-9]*(\d+(?:\.\d+)?(?:e[-−]?\d+)?)/i)?.[1];
    return { step: frame.step, loss: loss && Number(loss.replace('−', '-')), at_ms: performance.now() };
  });
  await page.locator('.stage button[data-action=play]').press('Enter');
  const pressed_ms = await page.evaluate(() => performance.now());
  let first, now;
  await eventually(async () => {
    now = await told();
    first ??= now.loss;
    return now.loss < 0.9 * first;
  }, `${slug} learns`);
  const seconds = (ms) => (ms / 1000).toFixed(1);
  console.log(`| ${slug} | ${seconds(opened_ms)} | ${seconds(now.at_ms - pressed_ms)} | ${now.step} | ${seconds(now.at_ms)} |`);
  await context.close();
}
await browser.close();
await site.close();
