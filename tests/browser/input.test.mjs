// What readers type, paste and link to, good and bad: a clear message in the page's language, and what was there stays.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, get, go, launch, open, press, ready, serve, settled, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

async function demo(path, options) {
  const opened = await open(browser, site.origin, options);
  await opened.page.goto(`${site.origin}/${path}`);
  await ready(opened.page);
  return opened;
}

const sentence = '.stage [name=sentence]';
const notice = async (page) => (await state(page)).notice;

test('Hangul is composed in a real input and reaches the picture', async () => {
  const { page, context, complaints } = await demo('ko/attention/#v=1');
  await page.locator(sentence).click();
  await page.keyboard.press('Control+A');
  const session = await context.newCDPSession(page);
  for (const text of ['ㅁ', '마', '맏']) await session.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.insertText', { text: '마' });
  for (const text of ['ㄷ', '다', '당']) await session.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.insertText', { text: '당' });
  await page.keyboard.insertText(' 에서 배운다');
  assert.equal(await page.locator(sentence).inputValue(), '마당 에서 배운다');
  await eventually(async () => await get(page, 'sentence') === '마당 에서 배운다', 'the setting follows');
  await eventually(async () => /배운다/.test((await state(page)).mirror), 'the mirror tells the new sentence');
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [what, text] of [
  ['emoji', '👩‍👩‍👧 가족 🙂🏽 🇰🇷'],
  ['right-to-left', 'שלום עולם مرحبا'],
  ['lone surrogates', 'a\ud800b\udc00c'],
  ['Hanja and combining marks', '學習 e\u0301 가\u0301'],
  ['control characters', 'a\u0000b\u0007c'],
])
  test(`a sentence of ${what} is drawn`, async () => {
    const { page, context, complaints } = await demo('ko/attention/#v=1');
    const [before, { counters }] = [await get(page, 'sentence'), await state(page)];
    await page.locator(sentence).evaluate((input, value) => {
      input.value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
    await eventually(async () => await get(page, 'sentence') !== before, 'the setting follows');
    const shown = await get(page, 'sentence');
    assert.ok(shown.length > 0 && shown.isWellFormed(), JSON.stringify(shown));
    await eventually(async () => (await state(page)).counters.snapshots > counters.snapshots
      && (await state(page)).counters.drawn > counters.drawn, 'it is drawn');
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('an empty sentence and 100,000 pasted characters: a message, and the last good picture stays', async () => {
  for (const [language, pattern] of [['ko', /[가-힣]/], ['en', /^[^가-힣]+$/]]) {
    const { page, context, complaints } = await demo(`${language}/attention/#v=1`);
    for (const text of ['', '   ', '가나다 '.repeat(25_000)]) {
      await page.locator(sentence).evaluate((input, value) => {
        input.value = value;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);
      await settled(page);
      const said = await notice(page);
      assert.match(said, pattern, `${text.length} characters: ${said}`);
      await page.waitForFunction((word) => document.querySelector('.stage [aria-live]').textContent.includes(word), language === 'ko' ? '토큰' : 'tokens');
    }
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

const badLinks = (slug) => ({
  'an unknown name': 'v=1&colour=blue',
  'a number out of range': slug === 'attention' ? 'v=1&heads=99' : 'v=1&learning_rate=-3',
  'another version': 'v=99&seed=3',
  garbage: '%E0%A4%A&&&=&=;\u202e==v',
  'a gigantic step': 'v=1&step=99999999999999999999',
});
for (const slug of ['attention', 'backprop'])
  for (const [language, inLanguage] of [['ko', (text) => /[가-힣]/.test(text)], ['en', (text) => /[A-Za-z]{3}/.test(text) && !/[가-힣]{4}/.test(text)]])
    test(`${language}/${slug}: a bad link says what is wrong with it, and the demo works all the same`, async () => {
      const { page, context, complaints } = await demo(`${language}/${slug}/`);
      for (const [what, fragment] of Object.entries(badLinks(slug))) {
        await go(page, 'v=1');
        await page.waitForFunction(() => document.querySelector('.stage').madang.frame.notice === '');
        await go(page, fragment);
        await page.waitForFunction(() => document.querySelector('.stage').madang.frame.notice);
        assert.ok(inLanguage(await notice(page)), `${what}: ${await notice(page)}`);
        const { step, mirror } = await state(page);
        assert.ok(step === 0 && mirror.length > 10, what);
      }
      assert.deepEqual(complaints, []);
      await context.close();
      const opened = await demo(`${language}/${slug}/#${badLinks(slug)['an unknown name']}`);
      await opened.page.waitForFunction(() => document.querySelector('.stage').madang.frame.notice);
      assert.ok(inLanguage(await notice(opened.page)));
      await opened.context.close();
    });

const csv = {
  'a missing cell': '0,0,a\n1,,b\n',
  'text where a number belongs': '0,0,a\nx,1,b\n',
  'too few columns': '1\n2\n',
  'nothing': '',
  'a binary file': '\u0000\u0001\u0002PNG\u0000\ufffd\u0000',
  'a million rows': '0.5,0.25,1\n'.repeat(1_000_000),
};
const drop = (page, content) => page.evaluate((text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], 'points.csv', { type: 'text/csv' }));
  document.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, content);

test('backprop: a bad CSV is refused with a reason, the data stays', async () => {
  const { page, context, complaints } = await demo('ko/backprop/');
  const before = await get(page, 'data');
  let seed = 1;
  for (const [what, text] of Object.entries(csv)) {
    seed += 1;
    await go(page, `v=1&seed=${seed}`);
    await settled(page);
    assert.equal(await notice(page), '');
    await drop(page, text);
    await page.waitForFunction(() => document.querySelector('.stage').madang.frame.notice);
    assert.match(await notice(page), /[가-힣]/, what);
    assert.equal(await get(page, 'data'), before, what);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('backprop: a good CSV becomes the data', async () => {
  const { page, context, complaints } = await demo('en/backprop/');
  const rows = Array.from({ length: 40 }, (_, i) => `${Math.cos(i)},${Math.sin(i)},${i % 2 ? 'red' : 'blue'}`);
  await drop(page, ['x,y,class', ...rows].join('\n'));
  await page.waitForFunction(() => document.querySelector('.stage').madang.get('data') === 'own');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('backprop: a learning rate that diverges pauses with the reason, and reset leads back', async () => {
  const { page, context, complaints } = await demo('en/backprop/#v=1&mode=train&loss=cross_entropy&learning_rate=20');
  await press(page, 'play');
  await page.waitForFunction(() => document.querySelector('.stage').madang.frame.notice);
  const stopped = await state(page);
  assert.equal(stopped.playing, false);
  assert.match(stopped.notice, /learning rate/i);
  await press(page, 'reset');
  await page.waitForFunction(() => document.querySelector('.stage').madang.frame.step === 0);
  assert.deepEqual(complaints, []);
  await context.close();
});
