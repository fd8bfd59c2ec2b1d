// Everything that can be shown, by who draws it: the fonts hold the characters of exactly these.
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

async function contents(...patterns) {
  const files = [];
  for await (const file of glob(patterns, { cwd: root })) files.push(await readFile(path.join(root, file), 'utf8'));
  return files;
}

const kinds = '*.{h,cpp,inc,txt,csv,json}';

/** What the canvas may show in any demo: every sentence of C++, wherever it is thrown, and data that comes with the sources. */
export const frameStrings = () => contents(`src/*/${kinds}`);

/** And what in this one alone. */
export const demoStrings = (slug) => contents(`src/demos/${slug}/${kinds}`);

/** What the page's scripts say, in the page and, as notices, on the canvas. */
export const runtimeStrings = () => contents('web/{runtime,scripts}/*.{js,mjs}');
