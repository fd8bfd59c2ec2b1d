// Two runs beside each other, files to take away and to bring back, and the way back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { differentPixels, get, launch, open, picture, press, reaches, ready, serve, set, settled, state, take } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const training = 'v=1&mode=train&data=moons&seed=4';

async function demo(fragment, options) {
  const opened = await open(browser, site.origin, { width: 1150, ...options });
  await opened.page.goto(`${site.origin}/en/backprop/#${fragment}`);
  await ready(opened.page);
  return opened;
}

const until = (page, condition, argument) => page.waitForFunction(condition, argument);
const tellsOfB = (page, told) => until(page, (yes) => /^B: /m.test(document.querySelector('.stage [aria-live]').textContent) === yes, told);

/** What a press lets the reader save. */
async function saved(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, action)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Columns of a table without quotes, by their names. */
function columns(csv) {
  const [names, ...rows] = csv.trim().split('\r\n').map((line) => line.split(','));
  return Object.fromEntries(names.map((name, i) => [name, rows.map((row) => row[i])]));
}

for (const [where, init] of [['in workers', undefined], ['inline', () => { delete window.Worker; }]])
  test(`two runs go side by side ${where}, and their curves are saved as one table`, async () => {
    const { page, context, complaints } = await demo(`${training}&b.optimizer=adam`, { init });
    await tellsOfB(page, true);
    await take(page, 6);
    const { name, bytes } = await saved(page, 'curves');
    assert.equal(name, 'madang-backprop-seed4-step6.csv');
    const table = columns(bytes.toString());
    const [a, b] = [table['train_loss (A: gd)'], table['train_loss (B: adam)']];
    assert.equal(a.length, 7);
    assert.equal(b.length, 7);
    assert.equal(a[0], b[0], 'the same start');
    assert.notEqual(a[6], b[6]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('a comparison begins where the run stands, is in the link, and ends', async () => {
  const { page, context, complaints } = await demo(training);
  await tellsOfB(page, false);
  await take(page, 5);
  await set(page, 'b.learning_rate', '2');
  await tellsOfB(page, true);
  assert.equal(await get(page, 'b.learning_rate'), '2');
  await press(page, 'share');
  await until(page, () => location.hash.includes('b.learning_rate=2') && location.hash.includes('step=5'));
  await page.evaluate((fragment) => { location.hash = fragment; }, training);
  await tellsOfB(page, false);
  assert.equal(await get(page, 'b.learning_rate'), '');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the picture is a PNG, and weights come back by dropping their file', async () => {
  const { page, context, complaints } = await demo(training);
  await take(page, 8);
  const shown = await saved(page, 'picture');
  assert.equal(shown.name, 'madang-backprop-seed4-step8.png');
  assert.deepEqual([...shown.bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  const shades = await page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size;
  }, shown.bytes.toString('base64'));
  assert.ok(shades > 20, `${shades} colours`);

  const weights = await saved(page, 'weights');
  assert.equal(weights.name, 'madang-backprop-seed4-step8.safetensors');
  await press(page, 'reset');
  await reaches(page, 0);
  const drop = (name, base64) => page.evaluate(([file, data]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], file));
    document.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, [name, base64]);
  await drop('mine.safetensors', weights.bytes.toString('base64'));
  await until(page, () => /link cannot carry/.test(document.querySelector('.stage').madang.frame.notice));
  const again = await saved(page, 'weights');
  assert.deepEqual(again.bytes, weights.bytes);
  await drop('broken.safetensors', Buffer.from('not a model').toString('base64'));
  await until(page, () => !/link cannot carry/.test(document.querySelector('.stage').madang.frame.notice));
  assert.ok((await state(page)).notice.length > 20);
  assert.deepEqual((await saved(page, 'weights')).bytes, weights.bytes);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a share link brings the same picture back on a page that was never open', async () => {
  const seen = async (fragment, steps) => {
    const { page, context, complaints } = await demo(fragment, { height: 2400 }); // a scrolled canvas is off by parts of a pixel
    if (steps > 0) await take(page, steps);
    await reaches(page, 7);
    await press(page, 'share');
    await until(page, () => location.hash.includes('step=7'));
    const { description } = await state(page);
    return { page, context, complaints, description, png: await picture(page), link: new URL(page.url()).hash.slice(1) };
  };
  const one = await seen(training, 7);
  const two = await seen(one.link, 0);
  assert.equal(two.link, one.link);
  assert.equal(two.description, one.description);
  const different = await differentPixels(two.page, one.png, two.png);
  assert.ok(different < 1e-4, `${different} of the pixels differ`);
  for (const { context, complaints } of [one, two]) {
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('Ctrl+Z and the button take the last change back', async () => {
  const { page, context, complaints } = await demo(training);
  for (let i = 0; i < 4; i += 1) await press(page, 'step');
  await reaches(page, 4);
  await set(page, 'learning_rate', '3');
  await settled(page);
  await press(page, 'reset');
  await reaches(page, 0);
  await press(page, 'undo');
  await reaches(page, 4);
  assert.equal(await get(page, 'learning_rate'), '3');
  await page.keyboard.press('Control+z');
  await until(page, () => document.querySelector('.stage').madang.get('learning_rate') === '0.5');
  await reaches(page, 4);
  assert.deepEqual(complaints, []);
  await context.close();
});
