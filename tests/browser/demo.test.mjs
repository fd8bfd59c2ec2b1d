// Every demo, opened as a reader does: it comes clean and small, fits every width, rests when nothing changes, learns, and a link brings
// it back. One session a demo, two at a time: first its Korean page, light, then from a link its English one, dark.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { factsOf, fragmentOf } from '../support/facts.mjs';
import {
  accessibility, button, colours, counted, differentPixels, eventually, get, go, launch, magnify, open, picture, press, reaches, ready,
  serve, settled, slugs, state, take, turns,
} from './support.mjs';

const widths = [320, 360, 768, 1600];
const quiet_turns = 60;
const most_bytes = 1_000_000;
const most_own_bytes = 325_000; // five kinds of networks in dropout (308), three in segmentation (308), two detectors (321); all others stay below 300_000

const only = process.env.MADANG_ONLY?.split(',') ?? slugs;
const unknown = only.filter((slug) => !slugs.includes(slug));
assert.deepEqual(unknown, [], 'there are no such demos');

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const same = (one, two) => one === two || (one !== '' && two !== '' && Number(one) === Number(two));
const fragment = (page) => page.evaluate(() => location.hash.slice(1));
const description = async (page) => (await state(page)).description;
const number = (text) => Number(text?.replace('−', '-'));
const loss = async (page) => number((await description(page)).match(/loss[^0-9]*(\d+(?:\.\d+)?(?:e[-−]?\d+)?)/i)?.[1]);

async function shared(page) {
  await page.evaluate(() => history.replaceState(null, '', location.pathname));
  await press(page, 'share');
  await page.waitForFunction(() => location.hash.includes('step='));
  return fragment(page);
}

/** What of a link's settings the demo does not have. What the link's hand changes on the way comes only with its step. */
async function missing(page, link) {
  const lacking = [];
  for (const [name, value] of link) {
    if (['v', 'seed', 'step', 'hand'].includes(name) || link.get('hand')?.includes(name)) continue;
    const now = await get(page, name);
    if (!same(now, value)) lacking.push(`${name} is ${now}, not ${value}`);
  }
  return lacking.join(', ');
}

async function opensAsAsked(page, href, snapshots) {
  const link = new URLSearchParams(href.slice(1));
  await eventually(async () => !(await missing(page, link)), async () => `${href}: ${await missing(page, link)}`);
  await eventually(() => page.locator('.stage').evaluate((stage) => {
    const { top, bottom } = stage.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }), `${href}: the demo is on the screen`);
  await eventually(async () => (await state(page)).counters.snapshots > snapshots, `${href}: a new picture`);
  if (link.has('step')) await eventually(async () => (await state(page)).step > 0, `${href}: the replay begins`);
  const { notice } = await state(page);
  assert.equal(notice, '', `${href}: ${notice}`);
}

/** The states of a tour, as links: the page carries it for the script, in its language. */
const tourOf = (html, language) => {
  const [, written] = html.match(new RegExp(`data-tour-${language}="([^"]*)"`));
  return [...written.matchAll(/&quot;state&quot;:&quot;(.*?)&quot;/g)].map(([, text]) => `#${text.replaceAll('&amp;', '&')}`);
};

const triable = (page) => page.locator('.prose a[href^="#v="]');
const hrefs = (page) => triable(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')));

async function fits(page) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 700 });
    await eventually(() => page.evaluate((asked) => innerWidth === asked && document.documentElement.scrollWidth <= innerWidth, width),
      `at ${width} px no sideways scrolling`);
    await eventually(() => page.evaluate(() => {
      const [canvas, stage] = ['.stage canvas', '.stage'].map((name) => document.querySelector(name));
      return Math.abs(canvas.clientWidth - stage.clientWidth) <= 4; // beside its scrollbar, where it has one
    }), `at ${width} px the canvas fills the stage`);
  }
  await page.setViewportSize({ width: 900, height: 700 });
}

/** A place of the canvas that can be magnified, or null; in large steps, since the picture is drawn for each. */
const zooming = (page) => page.evaluate(() => {
  const { madang } = document.querySelector('.stage'), { clientHeight } = document.querySelector('.stage canvas');
  for (let y = 140; y < clientHeight - 30; y += 45)
    for (const x of [150, 420, 560]) if (madang.under(x, y).zooms) return [x, y];
  return null;
});

/** Controls without a name or a role, with that of another, or beside the demo; and those that keys do not reach. */
const wrongControls = (page) => page.evaluate(() => {
  const stage = document.querySelector('.stage canvas').getBoundingClientRect(), known = new Set(), wrong = [];
  const all = [...document.querySelectorAll('.stage [data-control]:not(p)')];
  if (all.length < 10) wrong.push(`only ${all.length} controls`);
  for (const element of all) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const group = element.closest('[role="radiogroup"]')?.getAttribute('aria-label') ?? '';
    const name = element.getAttribute('aria-label') ?? element.textContent;
    const key = `${element.getAttribute('role') ?? element.type ?? element.tagName} ${group} ${name}`;
    if (!name.trim() || (element.type === 'radio' && !group)) wrong.push(`no name: ${element.outerHTML}`);
    if (known.has(key)) wrong.push(`twice: ${key}`);
    known.add(key);
    if (left < stage.left - 1 || top < stage.top - 1 || right > stage.right + 1 || bottom > stage.bottom + 1 || right - left < 8) wrong.push(`outside: ${key}`);
    if (element.tabIndex !== 0) wrong.push(`not reached by Tab: ${key}`);
  }
  return wrong;
});

const hide = (page, hidden) => page.evaluate((value) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (value ? 'hidden' : 'visible') });
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
  document.dispatchEvent(new Event('visibilitychange'));
}, hidden);

describe('demos', { concurrency: 2 }, () => {
  for (const slug of only)
    it(slug, async (t) => {
      const facts = factsOf(slug);
      const { page, context, complaints } = await open(browser, site.origin, { density: 0.5 }); // a software GPU draws each pixel
      const download = counted(page);
      const check = (what, action) => t.test(`${slug}: ${what}`, action);
      let opened = false, link, inKorean, tried;

      await check('opens clean', async () => {
        await page.goto(`${site.origin}/ko/${slug}/`);
        await ready(page);
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'ko');
        assert.ok(await colours(page) > 20, 'the canvas is not blank');
        assert.ok((await state(page)).mirror.length > 10, 'the text mirror says what is shown');
        tried = await hrefs(page);
        assert.ok(tried.length >= 3, 'three links to try at the least');
        opened = true;
      });
      if (!opened) return context.close();

      // Modules, scripts, fonts and the page. The images that a demo learns from come besides, and stay in caches.
      await check('up to the first interaction it costs less than 1 MB, compressed, and less than 325 kB beside another demo', async () => {
        await settled(page);
        await page.evaluate(() => document.fonts.ready);
        const bytes = await download.bytes();
        t.diagnostic(`${slug}: ${(bytes / 1000).toFixed(0)} kB`);
        assert.ok(bytes > 100_000, 'the download was counted');
        assert.ok(bytes < most_bytes, `${bytes} bytes`);
        const own = await download.bytes((name) => name.includes(`/${slug}/`));
        assert.ok(own > 50_000 && own < most_own_bytes, `${own} bytes of its own`);
      });

      await check('nothing is drawn when nothing changes', async () => {
        const { counters } = await state(page);
        await turns(page, quiet_turns);
        assert.deepEqual((await state(page)).counters, counters);
      });

      await check('fits every width', () => fits(page));

      await check('is accessible', async () => assert.deepEqual(await accessibility(page), []));

      await check('every control has an element of its own name inside the demo', async () => {
        await settled(page); // as high as its last picture needs
        assert.deepEqual(await wrongControls(page), []);
      });

      await check('a link made after seven steps brings the same picture back', async () => {
        await go(page, `${fragmentOf(facts.learns)}&seed=5`);
        await reaches(page, 0);
        await take(page, 7);
        link = await shared(page);
        inKorean = await description(page);
        const seen = await picture(page);
        await go(page, 'v=1');
        await reaches(page, 0);
        await go(page, link);
        await reaches(page, 7);
        assert.equal(await shared(page), link);
        assert.equal((await state(page)).notice, '');
        if (facts.measures) return;
        assert.equal(await description(page), inKorean);
        const different = await differentPixels(page, seen, await picture(page));
        assert.ok(different < 1e-4, `${different} of the pixels differ`);
      });

      await check('the link opens the same run in English', async () => {
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.goto(`${site.origin}/en/${slug}/#${link}`);
        await ready(page);
        await reaches(page, 7);
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
        assert.ok(await colours(page) > 20, 'the canvas is not blank');
        assert.equal(await shared(page), link);
        const replayed = await description(page);
        assert.notEqual(replayed, inKorean);
        await press(page, 'reset');
        await reaches(page, 0);
        await take(page, 7);
        if (!facts.measures) assert.equal(await description(page), replayed);
      });

      await check(facts.measures ? 'measurements come in' : 'the loss falls', async () => {
        if (facts.measures) {
          const told = async () => number((await description(page)).match(facts.measures)?.[1]);
          await press(page, 'play');
          return eventually(async () => await told() >= 10, 'ten measurements are told');
        }
        await press(page, 'reset');
        await reaches(page, 0);
        await take(page, 1);
        const first = await loss(page);
        assert.ok(first > 0, `a loss is told: ${first}`);
        await press(page, 'play');
        return eventually(async () => await loss(page) < first * 0.9, async () => `the loss falls from ${first}, is ${await loss(page)}`);
      });

      await check('a hidden page rests, a shown one goes on', async () => {
        await hide(page, true);
        let resting;
        await eventually(async () => {
          resting = await state(page);
          await turns(page, quiet_turns);
          const later = await state(page);
          return later.step === resting.step && later.counters.drawn === resting.counters.drawn;
        }, 'a time in which nothing is computed or drawn');
        await hide(page, false);
        await page.waitForFunction((step) => document.querySelector('.stage').madang.frame.step > step, resting.step);
      });

      await check('a picture in it can be magnified', async () => {
        await press(page, 'play');
        await settled(page);
        const place = await zooming(page);
        assert.ok(place, 'there is one');
        await button(page, 'step').focus(); // enters the demo; a click would change something
        const whole = await picture(page);
        await magnify(page, place);
        const different = await differentPixels(page, whole, await picture(page));
        assert.ok(different > 1e-3, `only ${different} of the pixels changed`);
        await page.keyboard.press('Escape');
      });

      await check('what the text says to try opens, and each step of the tour', async () => {
        const links = triable(page), own = await hrefs(page);
        assert.ok(own.length >= 3, 'three links to try at the least');
        for (let i = 0; i < own.length; i += 1) {
          const { counters } = await state(page);
          await links.nth(i).click();
          await opensAsAsked(page, own[i], counters.snapshots);
        }
        const [tour, koreanTour] = await Promise.all(['en', 'ko'].map(async (language) =>
          tourOf(await (await fetch(`${site.origin}/${language}/${slug}/`)).text(), language)));
        assert.ok(tour.length >= 5 && tour.length <= 8, `${tour.length} steps of the tour`);
        assert.deepEqual(koreanTour, tour);
        for (const href of new Set([...tried, ...tour].filter((other) => !own.includes(other)))) { // the Korean text's, where it has others
          const { counters } = await state(page);
          await go(page, href.slice(1));
          await opensAsAsked(page, href, counters.snapshots);
        }
      });

      assert.deepEqual(complaints, []);
      await context.close();
    });
});
