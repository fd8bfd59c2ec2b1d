// Every page opens clean: in both languages, light and dark, from 320 px to wide, and its demo draws something.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeSource, colours, demos, dist, eventually, launch, open, ready, serve, slugs, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const widths = [320, 360, 768, 1600];

for (const slug of slugs)
  for (const language of ['ko', 'en']) {
    test(`${language}/${slug} draws its demo, clean`, async () => {
      const { page, context, complaints } = await open(browser, site.origin, { dark: language === 'en' });
      await page.goto(`${site.origin}/${language}/${slug}/`);
      await ready(page);
      assert.ok(await colours(page) > 20, 'the canvas is not blank');
      assert.ok((await state(page)).mirror.length > 10, 'the text mirror says what is shown');
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      assert.deepEqual(complaints, []);
      await context.close();
    });

    test(`${language}/${slug} fits every width`, async () => {
      const { page, context, complaints } = await open(browser, site.origin, { width: widths[0] });
      await page.goto(`${site.origin}/${language}/${slug}/`);
      await ready(page);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width} px no sideways scrolling`);
        await eventually(() => page.evaluate(() => {
          const [canvas, stage] = ['.stage canvas', '.stage'].map((name) => document.querySelector(name).getBoundingClientRect());
          return Math.abs(canvas.width - stage.width) <= 4;
        }), `at ${width} px the canvas fills the stage`);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });

    test(`${language}/${slug} is accessible`, async () => {
      const { page, context } = await open(browser, site.origin);
      await page.goto(`${site.origin}/${language}/${slug}/`);
      await ready(page);
      const violations = await accessibility(page);
      assert.deepEqual(violations, []);
      await context.close();
    });
  }

/** axe's findings, as one line each. The page's policy allows no foreign script, so axe comes through the debugger. */
async function accessibility(page) {
  await page.context().newCDPSession(page).then(async (session) => {
    const { readFile } = await import('node:fs/promises');
    await session.send('Runtime.evaluate', { expression: await readFile(axeSource, 'utf8') });
  });
  const { violations } = await page.evaluate(() => axe.run({ exclude: [['iframe']] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

for (const path of ['ko/', 'en/', 'sample/'])
  test(`${path} opens clean and accessible`, async () => {
    const { page, context, complaints } = await open(browser, site.origin, { width: 360 });
    await page.goto(`${site.origin}/${path}`);
    await page.waitForLoadState('networkidle');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling at 360 px');
    assert.deepEqual(await accessibility(page), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('an address that does not exist, deep in the site: a page that leads back', async () => {
  const { page, context } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/no/such/page/`);
  await page.setContent(await readFile(path.join(dist, '404.html'), 'utf8')); // what a static host would answer
  await page.locator('[data-gallery="en/"]').click();
  await page.waitForURL(`${site.origin}/en/`);
  await context.close();
});

test('the galleries list every demo, and the links lead to pages', async () => {
  for (const language of ['ko', 'en']) {
    const { page, context } = await open(browser, site.origin);
    await page.goto(`${site.origin}/${language}/`);
    const links = await page.locator('a.card').evaluateAll((all) => all.map((link) => link.href));
    assert.deepEqual(links.sort(), demos.map((demo) => `${site.origin}/${demo.pages[language]}`).sort());
    for (const link of links) assert.equal((await fetch(link)).status, 200);
    await context.close();
  }
});

test('the front door leads on in the language of the browser', async () => {
  const { page, context } = await open(browser, site.origin);
  await page.goto(`${site.origin}/`);
  await page.waitForURL(`${site.origin}/ko/`);
  await context.close();
});

test('the language switch keeps the state, the theme switch is remembered', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/ko/${slugs[0]}/#v=1&seed=9`);
  await ready(page);
  await page.locator('[data-theme-switch]').click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.locator('[data-keep-fragment]').click();
  await page.waitForURL(/\/en\//);
  assert.match(page.url(), /#v=1&seed=9/);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.deepEqual(complaints, []);
  await context.close();
});

// Modules, scripts, fonts and the page. The images that a demo learns from come besides, and stay in caches.
test('up to the first interaction a page costs less than 1 MB, compressed', async () => {
  for (const slug of slugs) {
    const { page, context } = await open(browser, site.origin);
    let bytes = 0;
    const bodies = [];
    page.on('response', (response) => new URL(response.url()).pathname.startsWith('/data/') || bodies.push(response.body().then((body) => {
      bytes += /\.woff2$/.test(response.url()) ? body.length : gzipSync(body).length;
    }, () => {})));
    await page.goto(`${site.origin}/ko/${slug}/`);
    await ready(page);
    await page.waitForLoadState('networkidle');
    await Promise.all(bodies);
    console.log(`${slug}: ${(bytes / 1024).toFixed(0)} KiB`);
    assert.ok(bytes > 100_000, 'the download was counted');
    assert.ok(bytes < 1_000_000, `${slug} costs ${bytes} bytes`);
    await context.close();
  }
});
