// The demos learn in front of the reader, without a stutter, stop when nobody looks, and replay exactly.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, picture, ready, serve, slugs, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

/** A state of each demo in which it trains. */
const training = { attention: 'v=1&weights=learned', backprop: 'v=1&mode=train&data=moons' };

const button = (page, name) => page.locator(`.stage button[data-action="${name}"]`);
const loss = async (page) => Number((await state(page)).mirror.match(/(?:loss|손실)[^0-9]*([0-9.]+(?:e-?\d+)?)/i)?.[1]);
const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: 60_000 });

for (const slug of slugs) {
  test(`${slug}: the loss falls on the page`, async () => {
    const { page, context, complaints } = await open(browser, site.origin);
    await page.goto(`${site.origin}/en/${slug}/#${training[slug]}`);
    await ready(page);
    await button(page, 'step').press('Enter');
    await until(page, () => document.querySelector('.stage').madang.frame.step >= 1);
    await page.waitForTimeout(2500); // the mirror speaks at most every two seconds
    const before = await loss(page);
    await button(page, 'play').press('Enter');
    await until(page, () => document.querySelector('.stage').madang.frame.step > 300);
    await page.waitForTimeout(2500);
    const after = await loss(page);
    assert.ok(before > 0 && after > 0, `the mirror tells the loss: ${before}, ${after}`);
    assert.ok(after < before * 0.9, `the loss fell: ${before} → ${after}`);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${slug}: while it trains, the page has no task over 50 ms and the worker is not slowed`, async () => {
    const { page, context } = await open(browser, site.origin);
    await page.goto(`${site.origin}/en/${slug}/#${training[slug]}`);
    await ready(page);
    await button(page, 'play').press('Enter');
    await until(page, () => document.querySelector('.stage').madang.frame.step > 20);
    await page.waitForTimeout(1000);
    const long = await page.evaluate(() => new Promise((resolve) => {
      const tasks = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
      setTimeout(() => resolve(tasks), 4000);
    }));
    assert.deepEqual(long, []);
    await context.close();
  });

  test(`${slug}: a hidden page rests, a shown one goes on`, async () => {
    const { page, context, complaints } = await open(browser, site.origin);
    await page.goto(`${site.origin}/en/${slug}/#${training[slug]}`);
    await ready(page);
    await button(page, 'play').press('Enter');
    await until(page, () => document.querySelector('.stage').madang.frame.step > 5);
    const hide = (hidden) => page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (value ? 'hidden' : 'visible') });
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await hide(true);
    await page.waitForTimeout(500);
    const resting = await state(page);
    await page.waitForTimeout(1000);
    const later = await state(page);
    assert.equal(later.step, resting.step);
    assert.equal(later.counters.drawn, resting.counters.drawn);
    await hide(false);
    await until(page, (step) => document.querySelector('.stage').madang.frame.step > step, later.step);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${slug}: nothing is drawn when nothing changes`, async () => {
    const { page, context } = await open(browser, site.origin);
    await page.goto(`${site.origin}/en/${slug}/`);
    await ready(page);
    await page.waitForTimeout(1500);
    const before = (await state(page)).counters.drawn;
    await page.waitForTimeout(2000);
    assert.ok((await state(page)).counters.drawn - before <= 1);
    await context.close();
  });

  test(`${slug}: a share link brings the same picture back`, async () => {
    const first = await open(browser, site.origin);
    await first.page.goto(`${site.origin}/en/${slug}/#${training[slug]}&seed=5`);
    await ready(first.page);
    for (let i = 0; i < 7; i += 1) await button(first.page, 'step').press('Enter');
    await until(first.page, () => document.querySelector('.stage').madang.frame.step === 7);
    await button(first.page, 'share').press('Enter');
    await until(first.page, () => location.hash.includes('step=7'));
    const link = first.page.url();
    await first.context.close();

    const again = async () => {
      const { page, context, complaints } = await open(browser, site.origin);
      await page.goto(link);
      await ready(page);
      await until(page, () => document.querySelector('.stage').madang.frame.step === 7 && !document.querySelector('.stage').madang.frame.replaying);
      await page.waitForTimeout(800);
      const seen = { png: (await picture(page)).toString('base64'), mirror: (await state(page)).mirror };
      assert.deepEqual(complaints, []);
      await context.close();
      return seen;
    };
    const [one, two] = [await again(), await again()];
    assert.equal(one.mirror, two.mirror);
    assert.equal(one.png, two.png, 'pixel by pixel');
  });
}

test('from the hand to the changed picture: at most two frames plus a step', async () => {
  const { page, context } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/attention/`);
  await ready(page);
  await page.waitForTimeout(1000);
  const frames = await page.evaluate(async () => {
    const { madang } = document.querySelector('.stage');
    const tried = [];
    for (const temperature of ['0.5', '2', '1']) {
      const before = madang.counters.snapshots;
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      madang.set('temperature', temperature); // what a dragged slider does
      let count = 0;
      do { await frame(); count += 1; } while (madang.counters.snapshots === before && count < 60);
      tried.push(count);
    }
    return tried.sort((a, b) => a - b)[1];
  });
  assert.ok(frames <= 3, `${frames} frames`);
  await context.close();
});
