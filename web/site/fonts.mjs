import { readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const symbols = '·–—‘’“”…←↑→↓↔×÷±−√∂∑∏∫∞≈≠≤≥αβγδεηθλμπρστφψωΔΣ²³½•▶⏸■●○✓✕°ŷŵ';

const file = (root, weight) => path.join(root, `pretendard/dist/public/static/alternative/Pretendard-${weight}.ttf`);

const everywhere = [...ascii + symbols];
const charactersOf = (texts) => new Set(texts.join(''));

/** A font without a letter is none: where a group has no characters of its own, as on a site of one demo, it has this one. */
const some = (characters) => characters || 'a';

/** Splits the characters of `groups`, [[name, texts]], so that a page fetches what all need and what it alone needs.
 *  → {shared: string, own: Map of name → string}; shared is what `texts` hold and what at least half of the groups use. */
export function sharedAndOwn(groups, texts) {
  const sets = groups.map(([name, of]) => [name, charactersOf(of)]);
  const uses = (character) => sets.filter(([, set]) => set.has(character)).length;
  const often = [...charactersOf(groups.flatMap(([, of]) => of))].filter((character) => 2 * uses(character) >= sets.length);
  const shared = new Set([...everywhere, ...charactersOf(texts), ...often]);
  const sorted = (set) => [...set].filter((character) => character > ' ').sort().join('');
  return { shared: sorted(shared) + ' ', own: new Map(sets.map(([name, set]) => [name, sorted(set.difference(shared))])) };
}

// Pretendard's alternates, fractions and figures of other widths are not asked for by any style sheet.
const keepFeatures = ['kern', 'ccmp', 'mark', 'mkmk', 'locl', 'calt', 'liga'];

/** What pages write in bold: headings, strong, cells that head a table, the brand. */
const inBold = (page) => [...page.matchAll(/<(h[1-6]|strong|b|th|a class="brand")\b[^>]*>([\s\S]*?)<\/(?:h[1-6]|strong|b|th|a)>/g)].map(([, , text]) => text);

/** Pretendard for the pages, as files pretendard-WEIGHT.woff2 of all pages and of each group of them: exactly the characters
 *  they use in each weight. `groups`: [[folder, pages]]; `texts`: what scripts may write into any page. → [[file, woff2]] */
export async function pageFonts(nodeModules, groups, texts) {
  const files = [];
  for (const [name, weight, written] of [['Regular', 400, (pages) => pages], ['Bold', 700, (pages) => pages.flatMap(inBold)]]) {
    const whole = await readFile(file(nodeModules, name));
    const { shared, own } = sharedAndOwn(groups.map(([folder, pages]) => [folder, written(pages)]), written(texts));
    const part = (characters) => subsetFont(whole, characters, { targetFormat: 'woff2', keepFeatures });
    files.push([`pretendard-${weight}.woff2`, await part(shared)]);
    for (const [folder, characters] of own) files.push([`${folder}/pretendard-${weight}.woff2`, await part(some(characters))]);
  }
  return files;
}

/** The faces of those files that lie in `folder`, as a style sheet. */
export const fontFaces = (family, folder = '') => [400, 700].map((weight) =>
  `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;src:url(${folder}pretendard-${weight}.woff2) format("woff2")}`).join('');

/** One of KaTeX's fonts with the characters that the pages use. */
export async function formulaFont(bytes, pages) {
  return subsetFont(bytes, [...charactersOf([...pages, ascii])].join(''), { targetFormat: 'woff2' });
}

/** Pretendard for the canvas, as TrueType for Dear ImGui, as files letters.ttf of the frame and of each demo: the characters of
 *  their strings. What a reader types beyond them is drawn by the browser. Dear ImGui places glyphs by their advance alone.
 *  `groups`: [[slug, sources]]; `texts`: the frame's sources. → [[file, ttf]] */
export async function canvasFonts(nodeModules, groups, texts) {
  const whole = await readFile(file(nodeModules, 'Regular'));
  const beyondAscii = (sources) => sources.map((source) => source.replace(/[\x00-\x7f]/g, ''));
  const { shared, own } = sharedAndOwn(groups.map(([slug, sources]) => [slug, beyondAscii(sources)]), beyondAscii(texts));
  const part = (characters) =>
    subsetFont(whole, characters, { targetFormat: 'truetype', dropTables: ['GSUB', 'GPOS', 'GDEF'], noLayoutClosure: true, noHinting: true });
  return [['letters.ttf', await part(shared)], ...await Promise.all([...own].map(async ([slug, characters]) => [`${slug}/letters.ttf`, await part(some(characters))]))];
}
