// Files and typed text of every kind from outside: judged by their bytes, read as what they are, or refused with what to do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get, launch, open, ready, serve, set, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

async function demo(path) {
  const opened = await open(browser, site.origin);
  await opened.page.goto(`${site.origin}/${path}`);
  await ready(opened.page);
  return opened;
}

const bytesOf = (text) => Array.from(Buffer.from(text));
const hex = (digits) => Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));
const utf16 = (text) => Array.from(Buffer.from(text, 'utf16le'));

/** Drops a file whose name and type say nothing, and waits for what the demo says of it, which it did not say before. */
async function dropped(page, bytes, { name = 'file', type = '' } = {}) {
  const { notice } = await state(page);
  await drop(page, bytes, name, type);
  return saidAfter(page, notice);
}

const drop = (page, bytes, name, type) =>
  page.evaluate(([content, file, media]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(content)], file, { type: media }));
    document.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [bytes, name, type]);

/** What the demo says once it no longer says that. */
async function saidAfter(page, before) {
  await page.waitForFunction((old) => ![old, ''].includes(document.querySelector('.stage').madang.frame.notice), before);
  return (await state(page)).notice;
}

const [key, weight, kind, cat, dog] = ['c5b0', 'b8f6b9abb0d4', 'bad0b7f9', 'b0edbee7c0cc', 'b0adbec6c1f6'].map(hex);
const comma = [44], end = [13, 10];
const cp949 = [...key, ...comma, ...weight, ...comma, ...kind, ...end, ...bytesOf('0.00,0.00,'), ...cat, ...end,
  ...bytesOf('1.76,0.96,'), ...dog, ...end, ...bytesOf('-0.83,0.52,'), ...cat, ...end];

test('backprop: tables in the encodings and dialects of spreadsheets', async () => {
  const { page, context, complaints } = await demo('en/backprop/');
  const tables = {
    cp949,
    utf16: utf16('\ufeff키\t몸무게\t분류\r\n0\t0\t강아지\r\n1\t2\t고양이\r\n'),
    'utf16 without mark': utf16('0\t0\t강아지\r\n1\t2\t고양이\r\n'),
    'taken apart': bytesOf('0,0,강아지\n1,2,고양이\n'.normalize('NFD')),
    'sep=': bytesOf('sep=;\nx;y;c\n0,5;1.234,5;강아지\n1,5;−2;고양이\n'),
    minus: bytesOf('x,y,c\n0.00,0.00,강아지\n−0.83,０．５,고양이\n'),
  };
  for (const [what, bytes] of Object.entries(tables)) {
    await dropped(page, [1]); // what it says of that is forgotten by the next
    const notice = await dropped(page, bytes, { name: 'points.xyz', type: 'application/x-nothing' });
    assert.match(notice, /^\d points read\. Classes: 강아지, 고양이\./, what);
    assert.equal(/CP949/.test(notice), what === 'cp949', what);
    assert.equal(await get(page, 'data'), 'own', what);
    assert.ok(!(await get(page, 'points')).includes('\ufffd'));
  }
  const rare = [...bytesOf('0,0,'), 0x8c, 0x63, ...end, ...bytesOf('1,2,'), 0xbc, 0x84, ...end]; // which KS X 1001 lacks
  assert.match(await dropped(page, rare), /Classes: 똠, 펲\..*CP949/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('backprop: classes have the same numbers whatever the order of the rows', async () => {
  const { page, context, complaints } = await demo('ko/backprop/');
  const rows = ['0,0,-1', '1,1,1', '2,0,-1', '0,2,1'];
  const classes = [];
  for (const table of [rows, rows.toReversed()]) {
    await dropped(page, [1]);
    assert.match(await dropped(page, bytesOf(table.join('\n'))), /클래스: -1, 1\./);
    classes.push((await get(page, 'points')).split('~').toSorted());
  }
  assert.deepEqual(classes, [0, 1].map(() => ['-1_-1_0', '-1_1_1', '0_0_1', '1_-1_0']));
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what cannot be read is named, with what to do, in both languages, and the data stay', async () => {
  for (const language of ['ko', 'en']) {
    const { page, context, complaints } = await demo(`${language}/backprop/`);
    const before = await get(page, 'data');
    const pick = (korean, english) => (language === 'ko' ? korean : english);
    for (const [bytes, pattern] of [
      [[...bytesOf('x,y,c\n0,0,caf'), 0xe9, 10], /UTF-8/],
      [hex('302c302c 82cb82b1 0a 312c312c 82a282ca 0a'), /UTF-8/], // Shift-JIS
      [[...bytesOf('0,0,가\n1,1,나'), 0xeb, 0xa7], pick(/깨져/, /broken/)],
      [bytesOf('0,#N/A,a\n1,1,b\n'), pick(/1번째 줄 2번째 열의 '#N\/A'/, /Line 1, column 2: '#N\/A'/)],
      [bytesOf('0,0,\ufffd\n1,1,b\n'), /U\+FFFD/],
      [[...bytesOf('PK\x03\x04.....archive/data.pkl')], /safetensors\.torch\.save_file/],
      [[...bytesOf('PK\x03\x04.....[Content_Types].xml')], /CSV UTF-8/],
      [[0, 0, 0, 0x18, ...bytesOf('ftypheic'), 0, 0, 0, 0], /HEIC/],
      [[1, 2, 3], pick(/알 수 없는 형식/, /not known/)],
    ]) {
      const notice = await dropped(page, bytes);
      assert.match(notice, pattern);
      assert.equal(/[가-힣]{3}/.test(notice.replace(/'.*'/, '')), language === 'ko', notice);
      assert.equal(await get(page, 'data'), before);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('backprop: weights of another writer load under any name', async () => {
  const { page, context, complaints } = await demo('en/backprop/#v=1&mode=train');
  const shapes = await page.evaluate(() => ['layers', 'units1'].map((name) => document.querySelector('.stage').madang.get(name)));
  assert.deepEqual(shapes, ['1', '4']);
  const tensors = { 'module.0.weight': [4, 2], 'module.0.bias': [4], 'module.2.weight': [1, 4], 'module.2.bias': [1], 'module.lr': [] };
  const header = { __metadata__: null };
  let at = 0;
  for (const [name, shape] of Object.entries(tensors)) {
    const size = 4 * shape.reduce((product, n) => product * n, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + size] };
    at += size;
  }
  const text = Buffer.from(JSON.stringify(header).padEnd(512));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(text.length);
  const file = [...length, ...text, ...Buffer.alloc(at)];
  assert.match(await dropped(page, file, { name: 'weights.bin' }), /weights were read.*does not have: 1\./);
  assert.match(await dropped(page, file.slice(0, 580), { name: 'cut' }), /data_offsets must be/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('rnn: a dropped text is read in its encoding; half a character typed is left out, and that is said', async () => {
  const { page, context, complaints } = await demo('en/rnn/#v=1&task=text&source=own');
  const sentence = '고양이가 카페에서 café au lait를 마신다. ';
  const apart = bytesOf(sentence.repeat(30).normalize('NFD'));
  await drop(page, apart, 'text', 'image/png');
  await page.waitForFunction(() => document.querySelector('.stage').madang.get('own_text') !== '');
  assert.equal(await get(page, 'own_text'), sentence.repeat(30));
  await set(page, 'own_text', '');
  const korean = [];
  while (korean.length < 3000) korean.push(...cat, 32, ...dog, 32, ...kind, 10);
  assert.match(await dropped(page, korean), /CP949/);
  assert.ok((await get(page, 'own_text')).startsWith('고양이 강아지 분류\n'));
  const { notice: told } = await state(page);
  const field = page.locator('.stage textarea');
  await field.evaluate((element) => {
    element.value = 'a\ud83db\0c😀';
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  assert.match(await saidAfter(page, told), /Invalid characters left out: 2\./);
  await page.waitForFunction(() => document.querySelector('.stage textarea').value === 'abc😀');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('convolution: a picture without a type is a photo; one that is none is named', async () => {
  const { page, context, complaints } = await demo('en/convolution/');
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(50, 50);
    canvas.getContext('2d').fillRect(0, 0, 25, 50);
    return Promise.all(['image/png', 'image/jpeg', 'image/webp'].map(async (type) =>
      Array.from(new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer()))));
  });
  for (const bytes of png)
    for (const name of ['file', 'table.csv', 'weights.safetensors']) {
      await set(page, 'photo', '');
      await drop(page, bytes, name, '');
      await page.waitForFunction(() => document.querySelector('.stage').madang.get('photo').length === 4800);
    }
  assert.match(await dropped(page, png[0].slice(0, 40), { name: 'cut.png' }), /cut\.png.*PNG/);
  assert.match(await dropped(page, [0, 0, 0, 0x18, ...bytesOf('ftypheic'), 0, 0, 0, 0], { name: 'IMG_1' }), /IMG_1.*HEIC.*JPEG/);
  assert.match(await dropped(page, bytesOf('x,y\n1,2\n'), { name: 'a.png', type: 'image/png' }), /takes no text files/);
  assert.deepEqual(complaints, []);
  await context.close();
});
