// Every link that a text offers to try leads where it says: the demo takes all its settings, in both languages, and nothing complains.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, launch, open, ready, serve, slugs, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const get = (page, name) => page.evaluate((key) => document.querySelector('.stage').madang.get(key), name);
const same = (one, two) => one === two || (one !== '' && two !== '' && Number(one) === Number(two));

/** What of a link's settings the demo does not have. What the link's hand changes on the way comes only with its step. */
async function missing(page, link) {
  const lacking = [];
  for (const [name, value] of link) {
    if (['v', 'seed', 'step', 'hand'].includes(name) || link.get('hand')?.includes(name)) continue;
    const now = await get(page, name);
    if (!same(now, value)) lacking.push(`${name} is ${now}, not ${value}`);
  }
  return lacking;
}

for (const slug of slugs)
  for (const language of ['ko', 'en'])
    test(`${language}/${slug}: what the text says to try`, async () => {
      const { page, context, complaints } = await open(browser, site.origin);
      await page.goto(`${site.origin}/${language}/${slug}/`);
      await ready(page);
      const links = page.locator('.prose a[href^="#v="]');
      assert.ok(await links.count() >= 3, 'three links at the least');
      for (let i = 0; i < await links.count(); i += 1) {
        const href = await links.nth(i).getAttribute('href');
        const link = new URLSearchParams(href.slice(1));
        const { counters } = await state(page);
        await links.nth(i).click();
        await eventually(async () => (await missing(page, link)).length === 0, `${href}: ${await missing(page, link)}`, 20_000);
        await eventually(() => page.locator('.stage').evaluate((stage) => {
          const { top, bottom } = stage.getBoundingClientRect();
          return top < innerHeight && bottom > 0;
        }), `${href}: the demo is on the screen`);
        await eventually(async () => (await state(page)).counters.snapshots > counters.snapshots, `${href}: a new picture`);
        if (link.has('step')) await eventually(async () => (await state(page)).step > 0, `${href}: the replay begins`, 90_000);
        const { notice } = await state(page);
        assert.equal(notice, '', `${href}: ${notice}`);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
