// Keys: none stays down, whatever else is held or lost; each goes by what it says; the browser's stay the browser's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get, launch, open, reaches, ready, serve, set, settled, slugs, state, turns } from './support.mjs';

const demo = slugs.includes('backprop') ? 'backprop' : slugs[0];
const quiet_turns = 20;

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

/** A click beside everything that is drawn. A key that follows at once is a shortcut, drawn or not. */
const click = (page) => page.locator('.stage canvas').click({ position: { x: 100, y: 3 } });

/** A demo that was entered by a click beside everything that it draws. */
async function entered() {
  const { page, context, complaints } = await open(browser, site.origin, { density: 0.25 }); // a software GPU draws each pixel
  await page.goto(`${site.origin}/ko/${demo}/#v=1`); // from step 0
  await ready(page);
  await settled(page);
  await click(page);
  const step = async () => (await state(page)).step;
  /** That the run goes to `wanted` and rests there. */
  const rests = async (wanted, why) => {
    await reaches(page, wanted);
    await turns(page, quiet_turns);
    assert.equal(await step(), wanted, why);
  };
  return { page, context, complaints, step, rests };
}

/** An event as another keyboard, or another system, sends it. */
const dispatch = (page, type, init) => page.locator('.stage canvas').evaluate((canvas, [kind, of]) => {
  const event = new KeyboardEvent(kind, { bubbles: true, cancelable: true, ...of });
  return !canvas.dispatchEvent(event);
}, [type, init]);
const stroke = async (page, init) => {
  const taken = await dispatch(page, 'keydown', init);
  await dispatch(page, 'keyup', init);
  return taken;
};

test('no key is a shortcut while a button is down, and each is from its release on', async () => {
  const { page, context, complaints, rests } = await entered();
  await page.mouse.down();
  await page.keyboard.press('s');
  await rests(0, 'a button is down');
  await page.mouse.up();
  await page.keyboard.press('s');
  await rests(1, 'it was released');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a key that is held, or whose release never comes, is one press', async () => {
  const { page, context, complaints, rests } = await entered();
  const { keyboard } = page;
  const orders = {
    'held': [['down', 's'], ['down', 's'], ['down', 's'], ['up', 's']],
    'released under Control': [['down', 's'], ['down', 'Control'], ['up', 's'], ['up', 'Control']],
    'released under Meta': [['down', 's'], ['down', 'Meta'], ['up', 's'], ['up', 'Meta']],
    'released under Alt': [['down', 's'], ['down', 'Alt'], ['up', 's'], ['up', 'Alt']],
    'released after Shift': [['down', 's'], ['down', 'Shift'], ['up', 's'], ['up', 'Shift']],
    'with another key': [['down', 's'], ['down', 'q'], ['up', 's'], ['up', 'q']],
  };
  let steps = 0;
  for (const [why, order] of Object.entries(orders)) {
    for (const [act, key] of order) await keyboard[act](key);
    await rests(steps += 1, why);
  }
  // The system keeps the release for itself: Cmd on macOS, PrintScreen, another window.
  for (const lose of [
    () => dispatch(page, 'keyup', { key: 'Meta', code: 'MetaLeft' }),
    () => dispatch(page, 'keydown', { key: 'PrintScreen', code: 'PrintScreen' }),
    () => page.evaluate(() => window.dispatchEvent(new Event('blur'))),
    () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))),
    () => page.evaluate(() => document.activeElement.blur()),
    () => page.mouse.move(0, 0),
  ]) {
    await click(page);
    await dispatch(page, 'keydown', { key: 's', code: 'KeyS' });
    await lose();
    await rests(steps += 1, `no release: ${lose}`);
  }
  await click(page);
  await keyboard.press('s');
  await rests(steps + 1, 'and the next press is one');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a shortcut goes by what the key says, and by its place where that is no Latin letter', async () => {
  const { page, context, complaints, step, rests } = await entered();
  assert.equal(await stroke(page, { key: 's', code: 'Semicolon' }), true, 'Dvorak');
  await rests(1, 'Dvorak');
  assert.equal(await stroke(page, { key: 'o', code: 'KeyS' }), false, 'Dvorak');
  assert.equal(await stroke(page, { key: 'ㄴ', code: 'KeyS' }), true, 'Hangul');
  await rests(2, 'Hangul');
  await stroke(page, { key: 'ㄱ', code: 'KeyR' });
  await rests(0, 'Hangul');
  const before = await get(page, 'learning_rate');
  await set(page, 'learning_rate', '0.5');
  await settled(page);
  assert.equal(await stroke(page, { key: 'z', code: 'KeyW', ctrlKey: true }), true, 'AZERTY');
  await page.waitForFunction((was) => document.querySelector('.stage').madang.get('learning_rate') === was, before);
  await settled(page);
  const now = await step();
  assert.equal(await stroke(page, { key: 'ㄴ', code: 'KeyS', isComposing: true }), false, 'while a syllable is composed');
  await rests(now, 'composing');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('with modifiers keys are the browser\'s, and before the reader enters all of them', async () => {
  const { page, context, complaints, rests } = await entered();
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey'])
    for (const [key, code] of [['s', 'KeyS'], ['r', 'KeyR'], [' ', 'Space'], ['ㄴ', 'KeyS']])
      assert.equal(await stroke(page, { key, code, [modifier]: true }), false, `${modifier} ${key}`);
  await rests(0, 'modifiers');
  await page.keyboard.press('Escape');
  assert.equal(await stroke(page, { key: 's', code: 'KeyS' }), false, 'not entered');
  await rests(0, 'not entered');
  assert.deepEqual(complaints, []);
  await context.close();
});
