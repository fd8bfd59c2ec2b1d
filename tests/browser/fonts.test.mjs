// Every character that can be shown is in the font that shows it.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { demoStrings, frameStrings, runtimeStrings } from '../../web/site/strings.mjs';
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

const slugs = JSON.parse(await readFile(path.join(dist, 'demos.json'), 'utf8')).demos.map(({ slug }) => slug);
const assets = path.join(dist, 'assets', (await readdir(path.join(dist, 'assets')))[0]);
/** What a font of Hangul is asked for: letters, syllables and signs of text; marks that only comments hold do not count. */
const syllables = (texts) => [...new Set(texts.join('').match(/[가-힣ㄱ-ㆎ]/g) ?? [])];
const lacking = (font, characters) => characters.filter((character) => !font.has(character)).join('');

/** The characters of a font of all demos and of the one that lies in `folder`. */
const inBoth = async (folder, name) => new Set([...await charactersOf(path.join(assets, name)), ...await charactersOf(path.join(assets, folder, name))]);

test('the canvas’s fonts have every syllable of C++ and of the page’s scripts', async () => {
  const shared = await charactersOf(path.join(assets, 'letters.ttf'));
  assert.equal(lacking(shared, syllables([...(await frameStrings()), ...(await runtimeStrings())])), '');
  for (const sign of '·–—‘’“”…←→×÷−∂∑≤≥αβθ²▶') assert.ok(shared.has(sign), sign);
  for (const slug of slugs) {
    const font = await inBoth(slug, 'letters.ttf');
    assert.ok(font.size > 300 && font.size < 3000, `${font.size} characters: a subset`);
    assert.equal(lacking(font, syllables(await demoStrings(slug))), '', slug);
  }
});

test('the pages’ fonts have every syllable of the page, of its demo and of the page’s scripts, in both weights', async () => {
  const files = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.html') && !/^(404|jekyll\/)/.test(name));
  const scripts = await runtimeStrings();
  for (const name of files) {
    const page = await readFile(path.join(dist, name), 'utf8');
    const folder = slugs.find((slug) => name.includes(`/${slug}/`));
    const regular = await inBoth(folder ?? 'pages', 'pretendard-400.woff2');
    assert.equal(lacking(regular, syllables([page, ...scripts, ...(folder ? await demoStrings(folder) : [])])), '', name);
    const bold = await inBoth(folder ?? 'pages', 'pretendard-700.woff2');
    const headings = [...page.matchAll(/<(h[1-6]|strong|th)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , text]) => text);
    assert.equal(lacking(bold, syllables([headings.join('')])), '', name);
    assert.ok(page.includes(`${folder ?? 'pages'}/pretendard-400.woff2`), name);
  }
});
