// Nothing below a demo moves while it plays: all scenes of a demo play at once, each in a frame of its own, and the height of each is read
// in every frame for 20 s. Every other one is as narrow as a phone.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, open, ready, serve, settled, slugs, state, turns } from './support.mjs';

const watched_ms = 20_000;
const widths = [1053, 341], across = 4, shown = 0.25, height = 2400; // made small, so that all are in sight

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const atRest = async (root) => {
  await ready(root);
  await root.evaluate(() => { const { madang } = document.querySelector('.stage'); if (madang.frame.playing) madang.press('play'); });
  await settled(root);
};

/** The links to a demo's scenes; of one that has none, to the options of the first choice beside its tools: [{name, link}]. */
async function scenesOf(page, slug) {
  await page.goto(`${site.origin}/embed/${slug}/?lang=en#v=1`);
  await atRest(page);
  const count = await page.evaluate(() => {
    const tools = '[aria-label="Speed"]';
    const lists = [...document.querySelectorAll(`.stage select[data-control]:not(${tools}), .stage [role="radiogroup"]`)];
    const list = lists.find((element) => element.getAttribute('aria-label') === 'Scene') ?? lists[0];
    list.dataset.scenes = '';
    return (list.options ?? list.querySelectorAll('input')).length;
  });
  const scenes = [];
  for (let i = 0; i < count; i += 1) {
    const name = await page.evaluate((index) => {
      const list = document.querySelector('.stage [data-scenes]');
      if (!list.options) {
        const radio = list.querySelectorAll('input')[index];
        radio.click();
        return radio.getAttribute('aria-label');
      }
      list.selectedIndex = index;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      return list.options[index].text;
    }, i);
    await turns(page, 3); // a link names the end of a replay as soon as it begins
    scenes.push({ name, link: await page.evaluate(() => document.querySelector('.stage').madang.link) });
  }
  assert.equal(new Set(scenes.map(({ link }) => link)).size, count, `${slug}: ${JSON.stringify(scenes)}`);
  return scenes;
}

/** Shows the scenes beside each other. */
async function frames(page, slug, scenes) {
  await page.route('**/many', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${site.origin}/many`);
  const placed = (i) => `position:absolute;border:0;width:${widths[i % widths.length]}px;height:${height}px;transform-origin:0 0;`
    + `transform:translate(${(i % across) * widths[0] * shown}px,${Math.floor(i / across) * height * shown}px) scale(${shown})`;
  const made = scenes.map(({ link }, i) => ({ src: `${site.origin}/embed/${slug}/?lang=en#${link}`, style: placed(i) }));
  await page.evaluate((all) => document.body.replaceChildren(...all.map(({ src, style }) => {
    const frame = Object.assign(document.createElement('iframe'), { src });
    frame.style.cssText = style;
    return frame;
  })), made);
  return Promise.all(scenes.map(async (_, i) => (await page.locator('iframe').nth(i).elementHandle()).contentFrame()));
}

/** The heights that the stage has while it plays, one after the other. */
async function heights(frame) {
  await atRest(frame);
  return frame.evaluate((duration) => new Promise((resolve) => {
    const stage = document.querySelector('.stage'), seen = [stage.offsetHeight];
    const began = performance.now();
    const read = (now) => {
      if (stage.offsetHeight !== seen.at(-1)) seen.push(stage.offsetHeight);
      if (now - began < duration) requestAnimationFrame(read);
      else resolve(seen);
    };
    requestAnimationFrame(read);
    stage.madang.press('play');
  }), watched_ms);
}

describe('stands still', { concurrency: 2 }, () => {
  for (const slug of slugs)
    it(slug, async () => {
      const { page, context } = await open(browser, site.origin, { width: widths[0], height: 1900, density: 0.5 });
      const scenes = await scenesOf(page, slug);
      const moved = [];
      const shownOnes = await frames(page, slug, scenes);
      await Promise.all(shownOnes.map(async (frame, i) => {
        const seen = await heights(frame), what = `${scenes[i].name}, ${widths[i % widths.length]} px`;
        if ((await state(frame)).step === 0) moved.push(`${what}: it does not play`);
        if (seen.length > 1) moved.push(`${what}: ${seen.join(', ')} px high`);
      }));
      await context.close();
      assert.deepEqual(moved, []);
    });
});
