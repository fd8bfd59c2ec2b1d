// The starts that demos ship, weights trained by the native build: node web/site/starts.mjs FOLDER
// Of a demo's start.txt (the recipe, with the digest of what came of it) and start.safetensors, FOLDER gets
// SLUG-start.safetensors, SLUG-start.safetensors.gz, which is what the site serves, and starts.json. A recipe without weights
// waits for `tests/run.sh --start SLUG`.
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const demos = path.join(import.meta.dirname, '..', '..', 'src', 'demos');
const most_bytes = 1.5e6;

/** A recipe's lines `name: value`, see README.md. */
export function readRecipe(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '').map((line) => line.match(/^([a-z0-9]+): *(.*)$/)?.slice(1));
  const recipe = Object.fromEntries(lines.map((line) => line ?? fail(`not "name: value": ${text}`)));
  for (const name of ['settings', 'steps', 'sha256']) if (!(name in recipe)) fail(`"${name}:" is missing`);
  return recipe;
}

function fail(reason) {
  throw new Error(`start.txt: ${reason}`);
}

async function start(slug, folder) {
  const [recipe, bytes] = await Promise.all([
    readFile(path.join(demos, slug, 'start.txt'), 'utf8').then(readRecipe), readFile(path.join(demos, slug, 'start.safetensors'))]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== recipe.sha256) fail(`of ${slug} speaks of other weights: sha256 ${recipe.sha256}, those here ${sha256}`);
  if (bytes.length > most_bytes) fail(`${slug} has ${bytes.length} bytes of weights, more than ${most_bytes}`);
  const name = `${slug}-start.safetensors`, packed = gzipSync(bytes, { level: 9 });
  await writeFile(path.join(folder, name), bytes);
  await writeFile(path.join(folder, `${name}.gz`), packed);
  return { file: `${name}.gz`, settings: recipe.settings, steps: Number(recipe.steps), bytes: bytes.length, packed_bytes: packed.length, sha256 };
}

if (import.meta.filename === path.resolve(process.argv[1] ?? '')) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error('usage: node web/site/starts.mjs FOLDER');
    process.exit(2);
  }
  const slugs = globSync('*/start.safetensors', { cwd: demos }).map((name) => path.dirname(name)).sort();
  const starts = [];
  for (const slug of slugs) starts.push(await start(slug, folder));
  await writeFile(path.join(folder, 'starts.json'), JSON.stringify(starts, null, 2) + '\n');
}
