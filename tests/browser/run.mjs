// node tests/browser/run.mjs DIST_DIR: drives the built site in real Chromium. Ends with the line `N passed, N failed`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [dist, only = ''] = process.argv.slice(2);
if (!dist) {
  console.error('usage: node tests/browser/run.mjs DIST_DIR [NAME]');
  process.exit(2);
}
process.env.MADANG_DIST = path.resolve(dist);

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.mjs') && name.includes(only))
  .map((name) => path.join(import.meta.dirname, name));
let passed = 0;
let failed = 0;
const count = (stream) => {
  stream.on('test:pass', ({ details }) => { if (details.type !== 'suite') passed += 1; });
  stream.on('test:fail', ({ details }) => { if (details.type !== 'suite') failed += 1; });
  return new Promise((resolve) => { stream.compose(new spec()).on('end', resolve).pipe(process.stdout, { end: false }); });
};

// Most of a test is waiting, so that two files go side by side; but what watches how smoothly a page runs has the machine for itself.
const alone = files.filter((name) => name.endsWith('training.test.mjs'));
const together = files.filter((name) => !alone.includes(name));
for (const [group, concurrency] of [[together, 2], [alone, 1]])
  if (group.length > 0) await count(run({ files: group, concurrency, timeout: 180_000 }));
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
