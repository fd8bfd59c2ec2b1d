import { readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const symbols = '·–—‘’“”…←↑→↓↔×÷±−√∂∑∏∫∞≈≠≤≥αβγδεηθλμπρστφψωΔΣ²³½•▶⏸■●○✓✕°ŷŵ';

const file = (root, weight) => path.join(root, `pretendard/dist/public/static/alternative/Pretendard-${weight}.ttf`);

const characters = (texts) => [...new Set(texts.join('') + ascii + symbols)].sort().join('');

/** Pretendard for the pages: exactly the characters they use. → [{weight, woff2}] */
export async function pageFonts(nodeModules, texts) {
  const wanted = characters(texts);
  return Promise.all(
    [['Regular', 400], ['Bold', 700]].map(async ([name, weight]) => ({
      weight,
      woff2: await subsetFont(await readFile(file(nodeModules, name)), wanted, { targetFormat: 'woff2' }),
    })),
  );
}

/** Pretendard for the canvas, as TrueType for Dear ImGui: the characters of the user interface's own strings. What a reader
 *  types beyond them is drawn by the browser. */
export async function canvasFont(nodeModules, sources) {
  const beyondAscii = sources.map((source) => source.replace(/[\x00-\x7f]/g, ''));
  return subsetFont(await readFile(file(nodeModules, 'Regular')), characters(beyondAscii), { targetFormat: 'truetype' });
}
