// Demos inside a blog post: they start when seen, keep their hands off until asked in, size themselves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, launch, open, ready, serve, serveBlog, state } from './support.mjs';

let site, blog, browser;
before(async () => { [site, blog, browser] = await Promise.all([serve(), serveBlog(), launch()]); });
after(async () => { await browser?.close(); site?.close(); await blog?.close(); });

const frameOf = async (page, selector) => (await page.locator(selector).first().elementHandle()).contentFrame();

test('the sample post: three embeds, each started when scrolled near', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/sample/`);
  assert.equal(await page.locator('madang-demo').count(), 2);
  assert.equal(await page.locator('iframe[src*="embed/backprop"]').count(), 1);
  for (const [selector, slug] of [['madang-demo[name=attention] iframe', 'attention'], ['iframe[src*="embed/backprop"]', 'backprop'], ['madang-demo[name=backprop] iframe', 'backprop']]) {
    await page.locator(selector.replace(' iframe', '')).first().scrollIntoViewIfNeeded();
    await page.locator(selector).first().waitFor();
    const frame = await frameOf(page, selector);
    await ready(frame);
    if (slug === 'attention') assert.equal(await page.locator('madang-demo').last().locator('iframe').count(), 0, 'the last one waits');
    assert.ok((await state(frame)).mirror.length > 10, slug);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('an embed leaves wheel and keys to the post until it is clicked; Esc gives them back', async () => {
  const { page, context, complaints } = await open(browser, [site.origin, blog.origin]);
  await blog.write(`<p>before</p><script src="${site.origin}/embed.js" async></script><madang-demo name="attention" lang="en"></madang-demo><div style="height:3000px">after</div>`);
  await page.goto(blog.origin);
  await page.locator('madang-demo iframe').waitFor();
  const frame = await frameOf(page, 'madang-demo iframe');
  await ready(frame);
  const box = await page.locator('madang-demo iframe').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await eventually(async () => {
    await page.mouse.wheel(0, 50);
    return await page.evaluate(() => scrollY) > 100;
  }, 'the post scrolls under the wheel');

  const entered = () => frame.evaluate(() => document.querySelector('.stage').classList.contains('entered'));
  assert.equal(await entered(), false);
  await page.locator('madang-demo iframe').click({ position: { x: box.width / 2, y: 200 } });
  await eventually(entered, 'a click enters');
  await page.keyboard.press('Escape');
  await eventually(async () => !(await entered()), 'Esc leaves');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('an embed is as tall as it needs to be, also on a phone and after turning it', async () => {
  const { page, context, complaints } = await open(browser, [site.origin, blog.origin], { width: 360, height: 740, touch: true });
  await blog.write(`<script src="${site.origin}/embed.js" async></script><madang-demo name="backprop" lang="ko" theme="dark"></madang-demo>`);
  await page.goto(blog.origin);
  await page.locator('madang-demo iframe').waitFor();
  const frame = await frameOf(page, 'madang-demo iframe');
  await ready(frame);
  for (const width of [360, 740, 640]) {
    await page.setViewportSize({ width, height: 740 });
    await eventually(async () => {
      const [inside, outside] = await Promise.all([
        frame.evaluate(() => [document.body.offsetWidth, document.body.offsetHeight]),
        page.locator('madang-demo iframe').evaluate((element) => [element.offsetWidth, element.offsetHeight])]);
      return inside[0] === outside[0] && Math.abs(inside[1] - outside[1]) <= 2;
    }, `at ${width} px the frame is as tall as what is in it`);
  }
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a post may bring the script twice, remove an embed and add it again', async () => {
  const { page, context, complaints } = await open(browser, [site.origin, blog.origin]);
  await blog.write(`<script src="${site.origin}/embed.js" async></script><script src="${site.origin}/embed.js" async></script>
    <madang-demo name="backprop" lang="en"></madang-demo>`);
  await page.goto(blog.origin);
  await page.locator('madang-demo iframe').waitFor();
  await page.evaluate(() => { const demo = document.querySelector('madang-demo'); demo.remove(); document.body.append(demo); });
  await page.locator('madang-demo iframe').waitFor();
  await ready(await frameOf(page, 'madang-demo iframe'));
  assert.deepEqual(complaints, []);
  await context.close();
});
