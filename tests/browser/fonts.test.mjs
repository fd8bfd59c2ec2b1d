// Every character that can be shown is in the font that shows it.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { canvasStrings, runtimeStrings } from '../../web/site/strings.mjs';
import { dist } from './support.mjs';

const { resolve } = createRequire(path.join(import.meta.dirname, '../../web/package.json'));
const { convert } = createRequire(resolve('subset-font'))('fontverter'); // what makes the fonts reads them

/** The characters of a font, from the segments of its cmap (OpenType, cmap format 4 and 12). */
async function charactersOf(file) {
  const font = await convert(await readFile(file), 'truetype');
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const cmap = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') + 8);
  const found = new Set();
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const at = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    const add = (first, last) => { for (let code = first; code <= last && code < 0xffff + 0x100000; code += 1) found.add(String.fromCodePoint(code)); };
    if (font.readUInt16BE(at) === 12)
      for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) add(font.readUInt32BE(at + 16 + 12 * group), font.readUInt32BE(at + 20 + 12 * group));
    else if (font.readUInt16BE(at) === 4)
      for (let double = font.readUInt16BE(at + 6), segment = 0; segment < double; segment += 2) {
        const last = font.readUInt16BE(at + 14 + segment);
        if (last !== 0xffff) add(font.readUInt16BE(at + 16 + double + segment), last);
      }
  }
  return found;
}

async function pages(folder = dist) {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  return Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
}

const assets = path.join(dist, 'assets', (await readdir(path.join(dist, 'assets')))[0]);
/** What a font of Hangul is asked for: letters, syllables and signs of text; marks that only comments hold do not count. */
const syllables = (texts) => [...new Set(texts.join('').match(/[가-힣ㄱ-ㆎ]/g))];
const lacking = (font, characters) => characters.filter((character) => !font.has(character)).join('');

test('the canvas’s font has every syllable of C++ and of the page’s scripts', async () => {
  const font = await charactersOf(path.join(assets, 'madang-ui.ttf'));
  assert.ok(font.size > 500 && font.size < 5000, `${font.size} characters: a subset`);
  assert.equal(lacking(font, syllables([...(await canvasStrings()), ...(await runtimeStrings())])), '');
  for (const sign of '·–—‘’“”…←→×÷−∂∑≤≥αβθ²▶') assert.ok(font.has(sign), sign);
});

test('the pages’ font has every syllable of the pages and of the page’s scripts', async () => {
  const font = await charactersOf(path.join(assets, 'pretendard-400.woff2'));
  assert.equal(lacking(font, syllables([...(await pages()), ...(await runtimeStrings())])), '');
});
