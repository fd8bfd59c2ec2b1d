// Two runs beside each other, files to take away and to bring back, and the way back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { eventually, launch, open, ready, serve, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const training = 'v=1&mode=train&data=moons&seed=4';

async function demo(fragment, options) {
  const opened = await open(browser, site.origin, { width: 1300, ...options });
  await opened.page.goto(`${site.origin}/en/backprop/#${fragment}`);
  await ready(opened.page);
  return opened;
}

const button = (page, name) => page.locator(`.stage button[data-action="${name}"]`);
const get = (page, name) => page.evaluate((key) => document.querySelector('.stage').madang.get(key), name);
const set = (page, name, value) => page.evaluate(([key, text]) => document.querySelector('.stage').madang.set(key, text), [name, value]);
const until = (page, condition, argument) => page.waitForFunction(condition, argument, { timeout: 60_000 });
const reaches = (page, step) => until(page, (wanted) => document.querySelector('.stage').madang.frame.step === wanted, step);
const tellsOfB = (page, told) => until(page, (yes) => /^B: /m.test(document.querySelector('.stage [aria-live]').textContent) === yes, told);

/** What a press lets the reader save. */
async function saved(page, action) {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, action).press('Enter')]);
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
    for (let i = 0; i < 6; i += 1) await button(page, 'step').press('Enter');
    await reaches(page, 6);
    let a, b;
    await eventually(async () => { // B has its own pace
      const { name, bytes } = await saved(page, 'curves');
      assert.equal(name, 'madang-backprop-seed4-step6.csv');
      const table = columns(bytes.toString());
      [a, b] = [table['train_loss (A: gd)'], table['train_loss (B: adam)']];
      return b[6];
    }, 'both runs are in the table');
    assert.equal(a.length, 7);
    assert.equal(a[0], b[0], 'the same start');
    assert.notEqual(a[6], b[6]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('a comparison begins where the run stands, is in the link, and ends', async () => {
  const { page, context, complaints } = await demo(training);
  await tellsOfB(page, false);
  for (let i = 0; i < 5; i += 1) await button(page, 'step').press('Enter');
  await reaches(page, 5);
  await set(page, 'b.learning_rate', '2');
  await tellsOfB(page, true);
  assert.equal(await get(page, 'b.learning_rate'), '2');
  await button(page, 'share').press('Enter');
  await until(page, () => location.hash.includes('b.learning_rate=2') && location.hash.includes('step=5'));
  await page.evaluate((fragment) => { location.hash = fragment; }, training);
  await tellsOfB(page, false);
  assert.equal(await get(page, 'b.learning_rate'), '');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the picture is a PNG, and weights come back by dropping their file', async () => {
  const { page, context, complaints } = await demo(training);
  for (let i = 0; i < 8; i += 1) await button(page, 'step').press('Enter');
  await reaches(page, 8);
  const picture = await saved(page, 'picture');
  assert.equal(picture.name, 'madang-backprop-seed4-step8.png');
  assert.deepEqual([...picture.bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  const shades = await page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size;
  }, picture.bytes.toString('base64'));
  assert.ok(shades > 20, `${shades} colours`);

  const weights = await saved(page, 'weights');
  assert.equal(weights.name, 'madang-backprop-seed4-step8.safetensors');
  await button(page, 'reset').press('Enter');
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

test('Ctrl+Z and the button take the last change back', async () => {
  const { page, context, complaints } = await demo(training);
  for (let i = 0; i < 4; i += 1) await button(page, 'step').press('Enter');
  await reaches(page, 4);
  const { counters } = await state(page);
  await set(page, 'learning_rate', '3');
  await eventually(async () => (await state(page)).counters.snapshots > counters.snapshots, 'the engine has taken the change');
  await button(page, 'reset').press('Enter');
  await reaches(page, 0);
  await button(page, 'undo').press('Enter');
  await reaches(page, 4);
  assert.equal(await get(page, 'learning_rate'), '3');
  await page.locator('.stage canvas').focus();
  await page.keyboard.press('Enter'); // enters the demo; a click would change something
  await page.keyboard.press('Control+z');
  await until(page, () => document.querySelector('.stage').madang.get('learning_rate') === '0.5');
  assert.equal((await state(page)).step, 4);
  assert.deepEqual(complaints, []);
  await context.close();
});
