// The reader's own picture, chosen, dropped, pasted or taken with the webcam, on the page and embedded in a post of another site.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibility, launch, open, ready, serve, serveBlog, state } from './support.mjs';

const photo_size = 3 * 40 * 40;

let site, blog, browser;
before(async () => {
  [site, blog, browser] = await Promise.all([
    serve(), serveBlog(), launch('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream')]);
});
after(async () => { await browser?.close(); await blog?.close(); site?.close(); });

async function demo(path, options) {
  const opened = await open(browser, site.origin, options);
  await opened.page.goto(`${site.origin}/${path}`);
  await ready(opened.page);
  return opened;
}

const setting = (root, name) => root.evaluate((key) => document.querySelector('.stage').madang.get(key), name);
const hasPhoto = (root) => root.waitForFunction(
  (size) => document.querySelector('.stage').madang.get('photo').length === size, photo_size);
const saysSomething = async (root, pattern) => {
  await root.waitForFunction(() => document.querySelector('.stage').madang.frame.notice);
  assert.match((await state(root)).notice, pattern);
};

/** A PNG that the browser itself has written, twice as wide as high: red on the left, blue on the right. */
const png = async (page) => Buffer.from(await page.evaluate(async () => {
  const canvas = new OffscreenCanvas(200, 100);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 100, 100);
  context.fillStyle = '#00f';
  context.fillRect(100, 0, 100, 100);
  return Array.from(new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()));
}));

/** Gives the stage a file by `kind`: 'drop' or 'paste'. */
const hand = (page, kind, bytes, name, type) => page.evaluate(([event, content, file, media]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(content)], file, { type: media }));
  const init = { bubbles: true, cancelable: true };
  document.querySelector('.stage canvas').dispatchEvent(event === 'drop'
    ? new DragEvent('drop', { ...init, dataTransfer: data }) : new ClipboardEvent('paste', { ...init, clipboardData: data }));
}, [kind, Array.from(bytes), name, type]);

async function checkTwoColours(page) {
  await hasPhoto(page);
  assert.equal(await setting(page, 'picture'), 'photo');
  const photo = await setting(page, 'photo');
  assert.equal(photo.slice(0, 40), '_'.repeat(20) + 'A'.repeat(20), 'red in the first row');
  assert.equal(photo.slice(3200, 3240), 'A'.repeat(20) + '_'.repeat(20), 'blue in the first row');
}

for (const kind of ['drop', 'paste'])
  test(`a PNG comes by ${kind}; a broken one is refused with its name, and the photo stays`, async () => {
    const { page, context, complaints } = await demo('en/convolution/');
    await hand(page, kind, await png(page), 'flag.png', 'image/png');
    await checkTwoColours(page);
    await hand(page, kind, [1, 2, 3], 'broken.png', 'image/png');
    await saysSomething(page, /broken\.png.*PNG, JPEG/);
    await checkTwoColours(page);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('a PNG is chosen, and a demo that takes no photos says so', async () => {
  const { page, context, complaints } = await demo('ko/convolution/');
  const picture = await png(page);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'), page.evaluate(() => document.querySelector('.stage').madang.askPhoto(false))]);
  await chooser.setFiles({ name: 'flag.png', mimeType: 'image/png', buffer: picture });
  await checkTwoColours(page);
  await page.goto(`${site.origin}/ko/activations/`);
  await ready(page);
  await hand(page, 'drop', picture, 'flag.png', 'image/png');
  await saysSomething(page, /사진을 받지 않습니다/);
  assert.deepEqual(complaints, []);
  await context.close();
});

/** Takes a photo in the demo of a page or frame, and returns it. */
async function photograph(root) {
  await root.evaluate(() => document.querySelector('.stage').madang.askPhoto(true));
  const take = root.locator('.madang-camera button:nth-of-type(1):enabled');
  await take.waitFor();
  if ('context' in root) assert.deepEqual(await accessibility(root), []); // a page, not a frame
  await take.click();
  await hasPhoto(root);
  assert.equal(await root.locator('.madang-camera').count(), 0);
  return setting(root, 'photo');
}

test('the webcam is on only until the photo is taken, and the photo shows what it saw', async () => {
  const { page, context, complaints } = await demo('en/convolution/', {
    camera: true,
    init: () => {
      if (!navigator.mediaDevices) return; // about:blank
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      window.streams = [];
      navigator.mediaDevices.getUserMedia = async (wanted) => { const given = await ask(wanted); window.streams.push(given); return given; };
    },
  });
  const photo = await photograph(page);
  assert.ok(new Set(photo).size > 3, 'several colours');
  assert.equal(await setting(page, 'picture'), 'photo');
  assert.deepEqual(await page.evaluate(() => window.streams.flatMap((given) => given.getTracks().map((track) => track.readyState))), ['ended']);
  await page.evaluate(() => document.querySelector('.stage').madang.askPhoto(true));
  await page.locator('.madang-camera button').last().click();
  await page.waitForFunction(() => window.streams.length === 2 && window.streams[1].getTracks()[0].readyState === 'ended');
  assert.equal(await setting(page, 'photo'), photo);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the webcam works in a post of another site, too', async () => {
  const { page, context, complaints } = await open(browser, [site.origin, blog.origin], { camera: true });
  await blog.write(`<script src="${site.origin}/embed.js" async></script><madang-demo name="convolution" lang="en"></madang-demo>`);
  await page.goto(blog.origin);
  const frame = await (await page.waitForSelector('madang-demo iframe')).contentFrame();
  await ready(frame);
  assert.ok((await photograph(frame)).length === photo_size);
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [what, options, language, pattern] of [
  ['refused', { flags: ['--use-fake-device-for-media-stream'], camera: false }, 'ko', /권한이 없습니다/],
  ['not there', { flags: [], camera: true }, 'en', /No webcam was found/],
])
  test(`a webcam that is ${what}: a clear message in the page’s language, and the picture stays`, async () => {
    const other = await launch(...options.flags);
    const { page, complaints } = await open(other, site.origin, { camera: options.camera });
    await page.goto(`${site.origin}/${language}/convolution/`);
    await ready(page);
    await page.evaluate(() => document.querySelector('.stage').madang.askPhoto(true));
    await saysSomething(page, pattern);
    assert.equal(await page.locator('.madang-camera').count(), 0);
    assert.equal(await setting(page, 'picture'), 'scene');
    assert.deepEqual(complaints, []);
    await other.close();
  });
