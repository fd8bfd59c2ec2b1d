// The demos learn in front of the reader, without a stutter, stop when nobody looks, and replay exactly.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { differentPixels, eventually, launch, open, picture, ready, serve, slugs, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

/** What rises in the mirror of a demo that does not train, and whose pictures are of the machine: no two are the same. */
const measuring = { compute: /(\d+) measurements/ };

/** A state of each demo in which it trains. */
const training = { attention: 'v=1&weights=learned', backprop: 'v=1&mode=train&data=moons', convolution: 'v=1&page=learning', positional: 'v=1&position=sinusoidal' };
const fragmentOf = (slug) => training[slug] ?? 'v=1';

const button = (page, name) => page.locator(`.stage button[data-action="${name}"]`);
const loss = async (page) => Number((await state(page)).mirror.match(/(?:loss|손실)[^0-9]*(\d+(?:\.\d+)?(?:e[-−]?\d+)?)/i)?.[1].replace('−', '-'));
const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: 60_000 });

for (const slug of slugs) {
  test(`${slug} trains in front of the reader`, async (t) => {
    const { page, context, complaints } = await open(browser, site.origin);
    await page.goto(`${site.origin}/en/${slug}/#${fragmentOf(slug)}`);
    await ready(page);

    await t.test(`${slug}: nothing is drawn when nothing changes`, () => eventually(async () => {
      const before = (await state(page)).counters.drawn;
      await page.waitForTimeout(2000);
      return (await state(page)).counters.drawn - before <= 1;
    }, 'two seconds in which nothing is drawn'));

    if (measuring[slug]) await t.test(`${slug}: measurements come in on the page`, async () => {
      const told = async () => Number((await state(page)).mirror.match(measuring[slug])?.[1]);
      await button(page, 'play').press('Enter');
      await eventually(async () => await told() >= 30, 'the mirror tells of thirty measurements', 90_000);
    });
    else await t.test(`${slug}: the loss falls on the page`, async () => {
      await button(page, 'step').press('Enter');
      await eventually(async () => await loss(page) > 0, 'the mirror tells the loss');
      const before = await loss(page);
      await button(page, 'play').press('Enter');
      await eventually(async () => await loss(page) < before * 0.9, `the loss falls from ${before}`, 90_000);
    });

    await t.test(`${slug}: while it trains, the page has no task over 50 ms`, async () => {
      // Another program on the machine can hold up a task too, though not in every window.
      let long;
      for (let tries = 0; tries < 6 && long?.length !== 0; tries += 1)
        long = await page.evaluate(() => new Promise((resolve) => {
          const tasks = [];
          const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
          observer.observe({ type: 'longtask' });
          setTimeout(() => { observer.disconnect(); resolve(tasks); }, 3000);
        }));
      assert.deepEqual(long, []);
    });

    await t.test(`${slug}: a hidden page rests, a shown one goes on`, async () => {
      const hide = (hidden) => page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (value ? 'hidden' : 'visible') });
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
      await hide(true);
      let resting;
      await eventually(async () => {
        resting = await state(page);
        await page.waitForTimeout(1000);
        const later = await state(page);
        return later.step === resting.step && later.counters.drawn === resting.counters.drawn;
      }, 'a second in which nothing is computed or drawn');
      await hide(false);
      await until(page, (step) => document.querySelector('.stage').madang.frame.step > step, resting.step);
    });

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${slug}: a share link brings the same ${measuring[slug] ? 'settings and step' : 'picture'} back`, async () => {
    /** The demo at step 7, reached by `how`, once nothing more is drawn. */
    const seen = async (fragment, how = () => {}) => {
      const { page, context, complaints } = await open(browser, site.origin, { height: 2400 }); // a scrolled canvas is off by parts of a pixel
      await page.goto(`${site.origin}/en/${slug}/#${fragment}`);
      await ready(page);
      await how(page);
      await until(page, () => document.querySelector('.stage').madang.frame.step === 7 && !document.querySelector('.stage').madang.frame.replaying);
      await button(page, 'share').press('Enter');
      await until(page, () => location.hash.includes('step=7'));
      await page.evaluate(() => document.activeElement.blur()); // the keyboard's buttons lie over the canvas while they have the focus
      await eventually(async () => {
        const before = (await state(page)).counters.drawn;
        await page.waitForTimeout(500);
        return (await state(page)).counters.drawn === before;
      }, 'the picture settles');
      const { description, notice } = await state(page);
      const png = (await picture(page)).toString('base64');
      assert.deepEqual(complaints, []);
      const link = new URL(page.url()).hash.slice(1);
      await context.close();
      return { png, description, notice, link };
    };
    const one = await seen(`${fragmentOf(slug)}&seed=5`, async (page) => {
      for (let i = 0; i < 7; i += 1) await button(page, 'step').press('Enter');
    });
    const two = await seen(one.link);
    assert.equal(one.link, two.link);
    if (measuring[slug]) return;
    assert.equal(one.description, two.description);
    assert.equal(one.notice, two.notice);
    // The letters stand elsewhere in their atlas when a step on the way was drawn, and some pixels of their edges are rounded otherwise.
    const different = await differentPixels(browser, one.png, two.png);
    assert.ok(different < 1e-4, `${different} of the pixels differ`);
  });
}

/** Drags along the panel's column, row by row, until the setting follows: its slider's place, in px of the page. */
async function findSlider(page, name) {
  const canvas = await page.locator('.stage canvas').boundingBox();
  const x = canvas.x + canvas.width - 146; // the middle of the panel
  const value = () => page.evaluate((setting) => document.querySelector('.stage').madang.get(setting), name);
  for (let y = canvas.y + 60; y < canvas.y + canvas.height; y += 10) {
    const before = await value();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y);
    await page.waitForTimeout(60);
    await page.mouse.up();
    if (await value() !== before) return { x, y };
  }
  throw new Error(`no slider moves ${name}`);
}

test('from a drag to the changed picture: at most two frames plus a step', async () => {
  const { page, context } = await open(browser, site.origin, { height: 1200 });
  await page.goto(`${site.origin}/en/attention/`);
  await ready(page);
  await page.waitForTimeout(1000);
  await page.locator('.stage canvas').click({ position: { x: 20, y: 300 } });
  const { x, y } = await findSlider(page, 'temperature');
  await page.waitForTimeout(500);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.waitForTimeout(500);
  const tried = [];
  for (const offset of [20, 45, -10, 30, -40, 15, 50, -20, 35]) {
    const counted = page.evaluate(() => new Promise((resolve) => {
      const { madang } = document.querySelector('.stage');
      window.addEventListener('pointermove', async () => {
        const before = madang.counters.snapshots;
        let frames = 0;
        do { await new Promise(requestAnimationFrame); frames += 1; } while (madang.counters.snapshots === before && frames < 60);
        resolve(frames);
      }, { once: true, capture: true });
    }));
    await page.waitForTimeout(100);
    await page.mouse.move(x + offset, y);
    tried.push(await counted);
    await page.waitForTimeout(300);
  }
  await page.mouse.up();
  // Frame 1 takes the drag and asks, the answer is there in frame 2, and drawn; one more is the step's.
  // The better half counts: another program on the machine can hold up the worker.
  assert.ok(tried.sort((a, b) => a - b)[3] <= 3, `frames from the drag to the new snapshot: ${tried}`);
  await context.close();
});
