// Without a mouse: every control is reached, shown to have the focus, changed and left by keys, and told to a screen reader.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  button, control, differentPixels, eventually, get, launch, open, press, reaches, ready, screenshot, serve, settled, slugs, state, turns,
} from './support.mjs';

const demo = slugs.includes('backprop') ? 'backprop' : slugs[0];

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

async function opened({ width = 1100, height = 700, density = 0.25 } = {}) { // a software GPU draws each pixel
  const { page, context, complaints } = await open(browser, site.origin, { width, height, density });
  await page.goto(`${site.origin}/en/${demo}/`);
  await ready(page);
  await settled(page);
  return { page, context, complaints };
}

/** What has the focus: its role and name, as a screen reader says them. */
const focused = (page) => page.evaluate(() => {
  const { activeElement: element } = document;
  const role = element.getAttribute('role') ?? { BUTTON: 'button', SELECT: 'combobox' }[element.tagName] ?? element.type ?? element.tagName;
  return `${role} ${element.getAttribute('aria-label') ?? element.textContent.trim()}`;
});

/** Presses Tab until the wanted control has the focus; `back`: Shift and Tab. */
async function tabTo(page, wanted, back = false) {
  const passed = [];
  while (passed.length < 60 && passed.at(-1) !== wanted) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    passed.push(await focused(page));
  }
  assert.equal(passed.at(-1), wanted, passed.join('; '));
}

test('one run by the keyboard alone', async () => {
  const { page, context, complaints } = await opened();
  const { keyboard } = page;
  await tabTo(page, 'button Play');
  await keyboard.press('Enter');
  await eventually(async () => (await state(page)).step > 0, 'it plays');
  await turns(page, 30);
  assert.equal(await focused(page), 'button Pause', 'the focus stays while it plays');
  await keyboard.press('Enter');
  await settled(page);
  const { step } = await state(page);
  await keyboard.press('s');
  await reaches(page, step + 1);

  await tabTo(page, 'application Network');
  await keyboard.press('End'); // the last edge
  await keyboard.press('Enter');
  await control(page, 'slider', /^Change w/).waitFor();
  await eventually(() => page.evaluate(() => /^w.* = /.test(document.activeElement.textContent)), 'the weight is told');

  assert.equal(await get(page, 'mode'), 'train');
  await tabTo(page, 'combobox Mode', true);
  await keyboard.press('ArrowUp');
  assert.equal(await get(page, 'mode'), 'walk');
  await tabTo(page, 'combobox Data');
  await keyboard.press('ArrowDown');
  assert.equal(await get(page, 'data'), 'moons');
  await tabTo(page, 'range Learning rate η');
  const rate = Number(await get(page, 'learning_rate'));
  await keyboard.press('ArrowRight');
  const higher = Number(await get(page, 'learning_rate'));
  assert.ok(higher > rate && higher < rate * 1.5, `${rate} → ${higher}`);
  await tabTo(page, 'switch Compare two runs (A/B)');
  await keyboard.press('Space');
  await eventually(async () => (await get(page, 'b.learning_rate')) !== '', 'two runs are compared');
  assert.equal(await focused(page), 'switch Compare two runs (A/B)');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('one run through the controls that a screen reader finds', async () => {
  const { page, context, complaints } = await opened();
  await control(page, 'combobox', 'Data').selectOption('Circles');
  assert.equal(await get(page, 'data'), 'circles');
  await control(page, 'slider', 'Noise').fill('0.5');
  assert.equal(await get(page, 'noise'), '0.25');
  await control(page, 'radio', 'ReLU').evaluate((element) => element.click());
  assert.equal(await get(page, 'activation'), 'relu');
  const checks = control(page, 'switch', 'Check all gradients');
  const before = await checks.isChecked();
  await checks.evaluate((element) => element.click());
  assert.equal(await checks.isChecked(), !before);
  assert.equal(await button(page, 'undo').getAttribute('aria-disabled'), null);
  await button(page, 'undo').evaluate((element) => element.click());
  await eventually(async () => (await checks.isChecked()) === before, 'it is undone');
  await eventually(async () => (await control(page, 'slider', 'Noise').getAttribute('aria-valuetext')) === '0.25', 'the value is told');
  await press(page, 'step');
  await reaches(page, 1);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a number is typed from the keyboard, and the focus comes back', async () => {
  const { page, context, complaints } = await opened();
  const { keyboard } = page;
  await tabTo(page, 'button Seed 1');
  await keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === 'Seed');
  await keyboard.type('23');
  await keyboard.press('Enter');
  await eventually(async () => (await focused(page)) === 'button Seed 23', 'the seed is taken, and its button has the focus');
  await keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === 'Seed');
  await keyboard.type('5');
  await keyboard.press('Escape');
  await eventually(async () => (await focused(page)) === 'button Seed 23', 'Esc leaves the field alone');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('Esc closes a menu first, then leaves the demo; Tab goes on behind it', async () => {
  const { page, context, complaints } = await opened();
  const { keyboard } = page;
  const entered = () => page.locator('.stage').evaluate((stage) => stage.classList.contains('entered'));
  await tabTo(page, 'button Save');
  await keyboard.press('Enter');
  await eventually(async () => (await focused(page)) === 'button Picture (PNG)', 'the menu is entered');
  assert.equal(await button(page, 'save').getAttribute('aria-expanded'), 'true');
  await keyboard.press('ArrowDown');
  assert.equal(await focused(page), 'button Curves (CSV)');
  await keyboard.press('Escape');
  await eventually(async () => (await focused(page)) === 'button Save', 'the focus is back where the menu was opened');
  assert.equal(await entered(), true);
  await keyboard.press('Escape');
  assert.equal(await entered(), false);
  assert.equal(await page.evaluate(() => document.querySelector('.stage').contains(document.activeElement)), false);
  await keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.querySelector('.stage').contains(document.activeElement)), false, 'behind the demo');
  for (let i = 0; i < 6 && !(await entered()); i += 1) await keyboard.press('Shift+Tab'); // past the tour's bar and the docked view's
  assert.equal(await entered(), true);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the focus is where the reader left it after another window had it', async () => {
  const { page, context, complaints } = await opened();
  await tabTo(page, 'button Step');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  assert.equal(await focused(page), 'button Step');
  const { step } = await state(page);
  await page.keyboard.press('Enter');
  await reaches(page, step + 1);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what has the focus is scrolled into view and framed', async () => {
  const { page, context, complaints } = await opened({ height: 420, density: 1 });
  for (const [role, name] of [['button', 'Play'], ['application', 'Plane of points'], ['radio', 'tanh'], ['slider', 'Learning rate η'], ['switch', 'Look inside']]) {
    const wanted = `${role} ${name}`;
    await control(page, role, name).focus();
    await settled(page); // its tooltip has come
    const clip = await page.evaluate(() => {
      const { left, top, width, height } = document.activeElement.getBoundingClientRect();
      return { x: left - 4, y: top - 4, width: width + 8, height: Math.min(height, innerHeight - top) + 4 };
    });
    assert.ok(clip.y >= -8 && clip.y + 20 < 420, `${wanted} is in the window: ${clip.y}`);
    const framed = await screenshot(page, clip);
    const frame = (outline, boxShadow) => page.evaluate((style) => Object.assign(document.activeElement.parentElement.style, style), { outline, boxShadow });
    await frame('none', 'none');
    const bare = await screenshot(page, clip);
    await frame('', '');
    const different = await differentPixels(page, framed, bare);
    assert.ok(different > 1e-3, `${wanted}: the frame is ${different} of its pixels`);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});
