import { readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const symbols = '·–—‘’“”…←↑→↓↔×÷±−√∂∑∏∫∞≈≠≤≥αβγδεηθλμπρστφψωΔΣ²³½•▶⏸■●○✓✕°ŷŵ';

const file = (root, weight) => path.join(root, `pretendard/dist/public/static/alternative/Pretendard-${weight}.ttf`);

const characters = (texts) => [...new Set(texts.join('') + ascii + symbols)].sort().join('');

// Pretendard's alternates, fractions and figures of other widths are not asked for by any style sheet.
const keepFeatures = ['kern', 'ccmp', 'mark', 'mkmk', 'locl', 'calt', 'liga'];

/** What pages write in bold: headings, strong, cells that head a table, the brand. */
const inBold = (page) => [...page.matchAll(/<(h[1-6]|strong|b|th|a class="brand")\b[^>]*>([\s\S]*?)<\/(?:h[1-6]|strong|b|th|a)>/g)].map(([, , text]) => text);

/** Pretendard for the pages: exactly the characters they use in each weight. → [{weight, woff2}] */
export async function pageFonts(nodeModules, pages) {
  return Promise.all(
    [['Regular', 400, pages], ['Bold', 700, pages.flatMap(inBold)]].map(async ([name, weight, texts]) => ({
      weight,
      woff2: await subsetFont(await readFile(file(nodeModules, name)), characters(texts), { targetFormat: 'woff2', keepFeatures }),
    })),
  );
}

/** One of KaTeX's fonts with the characters that the pages use. */
export async function formulaFont(bytes, pages) {
  return subsetFont(bytes, characters(pages), { targetFormat: 'woff2' });
}

/** Pretendard for the canvas, as TrueType for Dear ImGui: the characters of the user interface's own strings. What a reader
 *  types beyond them is drawn by the browser. Dear ImGui places glyphs by their advance alone. */
export async function canvasFont(nodeModules, sources) {
  const beyondAscii = sources.map((source) => source.replace(/[\x00-\x7f]/g, ''));
  return subsetFont(await readFile(file(nodeModules, 'Regular')), characters(beyondAscii),
    { targetFormat: 'truetype', dropTables: ['GSUB', 'GPOS', 'GDEF'], noLayoutClosure: true, noHinting: true });
}
