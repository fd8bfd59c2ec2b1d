// node tests/bench/smoothness.mjs DIST_DIR [SLUG...]: how the page of each demo feels, in Chromium with one worker. The time to the first
// picture, what the first visit downloads, tasks over 50 ms while it trains, and the frames from a drag to the picture that it changes.
import path from 'node:path';
import { factsOf, fragmentOf } from '../support/facts.mjs';

const [dist = 'dist', ...wanted] = process.argv.slice(2);
process.env.MADANG_DIST = path.resolve(dist);
const { counted, go, launchWhole, open, press, ready, serve, settled, slugs, state, turns } = await import('../browser/support.mjs');

const training_ms = 5000;
const offsets = [20, 45, -10, 30, -40, 15, 50, -20, 35];
const panel_middle_px = 146; // from the right end of the canvas

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds of each task over 50 while the demo plays. */
async function longTasks(page) {
  await press(page, 'play');
  const tasks = await page.evaluate((ms) => new Promise((resolve) => {
    const found = [];
    const observer = new PerformanceObserver((list) => found.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: 'longtask' });
    setTimeout(() => { observer.disconnect(); resolve(found); }, ms);
  }), training_ms);
  await press(page, 'play');
  return tasks;
}

const snapshots = async (page) => (await state(page)).counters.snapshots;

/** Whether a new picture follows when the mouse is moved by this. */
async function follows(page, x, y) {
  const before = await snapshots(page);
  await page.mouse.move(x, y);
  await turns(page, 10);
  return await snapshots(page) > before;
}

/** Drags row by row down the panel until new pictures follow the mouse: the place of a slider, which is held then. */
async function holdSlider(page) {
  const { x: left, y: top, width, height } = await page.locator('.stage canvas').boundingBox();
  const x = left + width - panel_middle_px;
  for (let y = top + 60; y < Math.min(top + height, page.viewportSize().height) - 10; y += 10) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    if (await follows(page, x + 30, y) && await follows(page, x - 30, y) && await follows(page, x + 10, y)) return { x, y };
    await page.mouse.up();
  }
  return null;
}

/** Frames that the page draws from each drag of a slider to the snapshot that follows from it; none where no slider was found. */
async function framesAfterDrags(page) {
  const slider = await holdSlider(page);
  if (!slider) return [];
  const frames = [];
  for (const offset of offsets) {
    await settled(page);
    await page.evaluate(() => {
      const { madang } = document.querySelector('.stage');
      window.counted = new Promise((resolve) => window.addEventListener('pointermove', async () => {
        const before = madang.counters.snapshots;
        let turns = 0;
        do { await new Promise(requestAnimationFrame); turns += 1; } while (madang.counters.snapshots === before && turns < 120);
        resolve(turns);
      }, { once: true, capture: true }));
    });
    await page.mouse.move(slider.x + offset, slider.y);
    frames.push(await page.evaluate(() => window.counted));
  }
  await page.mouse.up();
  return frames;
}

const [site, browser] = await Promise.all([serve(), launchWhole()]);
console.log('| demo | first picture, s | first visit, kB gzip | tasks over 50 ms in 5 s | the longest, ms | frames from drag to snapshot |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const slug of slugs.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const { page, context } = await open(browser, site.origin, { height: 1200 });
  const download = counted(page);
  await page.goto(`${site.origin}/en/${slug}/`);
  await ready(page);
  const opened_ms = await page.evaluate(() => performance.now());
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  const kilobytes = await download.bytes() / 1000;
  await go(page, fragmentOf(factsOf(slug).learns));
  await settled(page);
  const tasks = await longTasks(page);
  await go(page, 'v=1');
  await settled(page);
  await turns(page, 10);
  const frames = await framesAfterDrags(page);
  console.log(`| ${slug} | ${(opened_ms / 1000).toFixed(1)} | ${kilobytes.toFixed(0)} | ${tasks.length} | ${Math.max(0, ...tasks).toFixed(0)} | ${frames.length ? median(frames) : 'no slider'} |`);
  await context.close();
}
await browser.close();
await site.close();
