// Real fingers, from the first touch on: a tap is a click, a drag up or down scrolls the page except where the picture is drawn on, one to
// the side moves what can be moved, a resting finger reads the tooltip, and two fingers magnify what can be magnified, else the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, control, differentPixels, eventually, find, get, launch, magnify, open, picture, ready, screenshot, serve, serveBlog, settled, state, turns } from './support.mjs';

let site, blog, browser;
before(async () => { [site, blog, browser] = await Promise.all([serve(), serveBlog(), launch()]); });
after(async () => { await browser?.close(); site?.close(); await blog?.close(); });

/** A demo under fingers, on its own page or inside a post. `root` is the page or frame that it lives in. */
async function touched(slug, fragment, embedded) {
  const { page, context, complaints } = await open(browser, [site.origin, blog.origin], { width: 360, height: 740, touch: true });
  let root = page;
  if (embedded) {
    await blog.write(`<script src="${site.origin}/embed.js" async></script><madang-demo name="${slug}" lang="en" state="${fragment}"></madang-demo><div style="height:3000px">after</div>`);
    await page.goto(blog.origin);
    const frame = page.locator('madang-demo iframe');
    await frame.waitFor();
    root = await (await frame.elementHandle()).contentFrame();
  } else {
    await page.goto(`${site.origin}/en/${slug}/#${fragment}`);
  }
  await ready(root);
  await settled(root); // it has its data, and is as high as it needs to be
  const session = await context.newCDPSession(page);
  const fingers = {
    /** @param {[number, number][]} points  of the viewport */
    send: (type, ...points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) }),
    async tap(at) { await this.send('touchStart', at); await this.send('touchEnd'); },
    async drag(from, to) {
      await this.send('touchStart', from);
      for (let i = 1; i <= 10; i += 1) {
        await this.send('touchMove', from.map((start, axis) => start + (to[axis] - start) * i / 10));
        await turns(page, 1);
      }
      await this.send('touchEnd');
    },
    /** Two fingers beside `centre` that go from `near` to `far` px away from it. */
    async pinch([x, y], near, far) {
      await this.send('touchStart', [x - near, y]);
      await this.send('touchStart', [x - near, y], [x + near, y]);
      for (let i = 1; i <= 10; i += 1) {
        const apart = near + (far - near) * i / 10;
        await this.send('touchMove', [x - apart, y], [x + apart, y]);
        await turns(page, 1);
      }
      await this.send('touchEnd');
    },
  };
  /** A place of the canvas in the viewport, scrolled to the middle of it. */
  const place = async (x, y) => {
    await page.evaluate(() => scrollTo(0, 0));
    const box = () => root.locator('.stage canvas').boundingBox();
    await page.evaluate((top) => scrollTo(0, Math.max(0, top)), (await box()).y + y - 370);
    await turns(page, 2);
    const now = await box();
    return [now.x + x, now.y + y];
  };
  return { page, root, context, complaints, fingers, place };
}

const entered = (root) => root.evaluate(() => document.querySelector('.stage').classList.contains('entered'));

for (const embedded of [false, true]) {
  const where = embedded ? 'in a post' : 'on the page';

  test(`${where}: a tap enters and clicks, a drag up scrolls the page and changes nothing`, async () => {
    const demo = await touched('backprop', 'v=1&mode=train&data=moons', embedded);
    const { page, root, context, complaints, fingers, place } = demo;
    const plot = await find(root, { zooms: true, takesDrag: false });
    await fingers.drag(await place(...plot), (await place(...plot)).map((at, axis) => (axis ? at - 200 : at)));
    assert.equal(await entered(root), false, 'a drag enters nothing');
    await fingers.tap(await place(...plot));
    await eventually(() => entered(root), 'a tap enters');
    const before = await root.evaluate(() => document.querySelector('.stage').madang.frame.description);
    for (const at of [plot, [plot[0], 26]]) { // a picture, and the toolbar
      const from = await place(...at), scrolled = await page.evaluate(() => scrollY);
      await fingers.drag(from, [from[0], from[1] - 180]);
      await eventually(async () => await page.evaluate(() => scrollY) > scrolled + 80, 'the page scrolls');
    }
    assert.equal((await state(root)).description, before);
    assert.equal((await state(root)).step, 0);
    assert.equal(await page.evaluate(() => visualViewport.scale), 1);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${where}: a resting finger reads the tooltip, a tap presses`, async () => {
    const demo = await touched('backprop', 'v=1&mode=train&data=moons', embedded);
    const { page, root, context, complaints, fingers, place } = demo;
    const step = [74, 26];
    const at = await place(...step);
    await eventually(async () => { // on a busy machine a tap may rest so long that it reads
      await fingers.tap(at);
      await settled(root);
      return (await state(root)).step > 0;
    }, 'a tap presses');
    const taken = (await state(root)).step, before = await screenshot(page);
    await fingers.send('touchStart', at);
    await eventually(async () => await screenshot(page) !== before, 'a tooltip is shown');
    await fingers.send('touchEnd');
    await settled(root);
    assert.equal((await state(root)).step, taken, 'reading is not clicking');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${where}: the first touch draws, and the page stays where it is`, async () => {
    const demo = await touched('cnn', 'v=1', embedded);
    const { page, root, context, complaints, fingers, place } = demo;
    const from = await place(...await find(root, { takesDrag: true })), scrolled = await page.evaluate(() => scrollY);
    await fingers.drag(from, [from[0], from[1] + 50]);
    await eventually(async () => (await get(root, 'drawing')).length > 10, 'the drawing is taken');
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    assert.equal(await entered(root), true, 'who draws has entered');
    const drawn = await get(root, 'drawing'), pad = await place(...await find(root, { takesDrag: true }));
    await fingers.tap(pad.map((at) => at + 30));
    await eventually(async () => await get(root, 'drawing') !== drawn, 'a tap draws a dot');
    const dotted = await get(root, 'drawing');
    await fingers.pinch(pad, 20, 70);
    await settled(root);
    assert.equal(await get(root, 'drawing'), dotted, 'two fingers draw nothing');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${where}: the first touch drags a slider and a number, and up or down it scrolls the page`, async () => {
    const demo = await touched('attention', 'v=1&shown=matrices&weights=random', embedded);
    const { page, root, context, complaints, fingers } = demo;
    const link = () => root.evaluate(() => document.querySelector('.stage').madang.link);
    const leave = () => root.evaluate(() => document.dispatchEvent(new PointerEvent('pointerdown'))); // a touch beside the demo
    const number = root.locator('.stage [role=application]').first();
    /** Drags an element, in sight, from a place at its left. @returns where the page stood before */
    const drags = async (element, [right, down]) => {
      await element.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await element.boundingBox(), before = await page.evaluate(() => scrollY);
      await fingers.drag([x + width / 4, y + height / 2], [x + width / 4 + right, y + height / 2 + down]);
      return before;
    };
    const whole = await link();
    const before = await drags(number, [0, -150]);
    await eventually(async () => await page.evaluate(() => scrollY) > before + 60, 'the page scrolls');
    assert.equal(await link(), whole, 'and nothing changes');
    assert.equal(await entered(root), false);
    await drags(number, [60, 0]);
    await eventually(async () => await link() !== whole, 'a number is dragged to the side');
    assert.equal(await entered(root), true);

    await button(root, 'settings').press('Enter');
    await settled(root);
    await leave();
    assert.equal(await entered(root), false);
    const slider = root.locator('.stage input[type=range]').first(), close = control(root, 'button', 'Close the settings');
    const [sheet, stood] = [await close.boundingBox(), await slider.boundingBox()];
    await fingers.drag([60, sheet.y + 150], [60, sheet.y]);
    await eventually(async () => (await slider.boundingBox()).y < stood.y - 50, 'the sheet is scrolled');
    await leave();
    await settled(root);
    const value = await slider.inputValue();
    await drags(slider, [120, 0]);
    await eventually(async () => await slider.inputValue() !== value, 'the slider is dragged');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

for (const embedded of [false, true])
  test(`${embedded ? 'in a post' : 'on the page'}: two fingers magnify a picture and not the page, and bring the whole back`, async () => {
    const { page, root, context, complaints, fingers, place } = await touched('attention', 'v=1', embedded);
    const zoomed = await find(root, { zooms: true });
    assert.ok(zoomed, 'something can be magnified');
    await fingers.tap(await place(60, 2)); // the edge of the toolbar, where nothing is
    await eventually(() => entered(root), 'a tap enters');
    const at = await place(...zoomed), whole = await picture(root);
    await fingers.pinch(at, 20, 70);
    const moved = await differentPixels(root, await picture(root), whole);
    assert.ok(moved > 1e-3, `it is magnified, in ${moved} of the pixels`);
    assert.equal(await page.evaluate(() => visualViewport.scale), 1);
    await fingers.pinch(at, 90, 10);
    const left = await differentPixels(root, await picture(root), whole);
    assert.ok(left < moved / 4, `the whole is back, but for ${left} of its pixels`);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('the wheel with ctrl, as which a trackpad pinches, magnifies a picture once the reader has entered', async () => {
  const { page, context, complaints } = await open(browser, site.origin, { height: 1200 });
  await page.goto(`${site.origin}/en/attention/#v=1&shown=matrices`);
  await ready(page);
  const place = await find(page, { zooms: true });
  const whole = await picture(page);
  await magnify(page, place);
  assert.ok(await differentPixels(page, await picture(page), whole) < 1e-4, 'the page has its wheel until then');
  await page.locator('.stage canvas').click({ position: { x: 60, y: 2 } });
  await magnify(page, place);
  assert.ok(await differentPixels(page, await picture(page), whole) > 1e-3, 'it is magnified');
  assert.deepEqual(complaints, []);
  await context.close();
});
