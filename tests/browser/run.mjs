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
const stream = run({ files, concurrency: 1, timeout: 180_000 });
stream.on('test:pass', ({ details }) => { if (details.type !== 'suite') passed += 1; });
stream.on('test:fail', ({ details }) => { if (details.type !== 'suite') failed += 1; });
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  setImmediate(() => console.log(`${passed} passed, ${failed} failed`));
});
