// node tests/browser/run.mjs DIST_DIR [NAME] [--only SLUG[,SLUG]]: drives the built site in real Chromium.
// NAME: only the files in whose name it is; --only: only the test of these demos. Ends with the line `N passed, N failed`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';

const { positionals: [dist, part = ''], values: { only } } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
if (!dist) {
  console.error('usage: node tests/browser/run.mjs DIST_DIR [NAME] [--only SLUG[,SLUG]]');
  process.exit(2);
}
process.env.MADANG_DIST = path.resolve(dist);
if (only) process.env.MADANG_ONLY = only;

const perDemo = 'demo.test.mjs';
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.mjs') && name.includes(part) && (!only || name === perDemo))
  .map((name) => path.join(import.meta.dirname, name));

// The suite may take as long as it has tests, but no single one takes a quarter of an hour.
const stuck_ms = 900_000;
const stuck = new AbortController();
const giveUp = () => { console.log(`no test has ended for ${stuck_ms / 60_000} minutes`); stuck.abort(); };
let watch = setTimeout(giveUp, stuck_ms);

let passed = 0, failed = 0;
const seconds = new Map(); // of each demo
const ended = ({ name, nesting, file, details }) => {
  clearTimeout(watch);
  watch = setTimeout(giveUp, stuck_ms);
  if (file?.endsWith(perDemo) && nesting === 1) seconds.set(name, details.duration_ms / 1000);
};
const count = (stream) => {
  stream.on('test:pass', (test) => { ended(test); if (test.details.type !== 'suite') passed += 1; });
  stream.on('test:fail', (test) => { ended(test); if (test.details.type !== 'suite') failed += 1; });
  return new Promise((resolve) => { stream.compose(new spec()).on('end', resolve).pipe(process.stdout, { end: false }); });
};

// Most of a test is waiting, so that two pages are open at a time: of two files, or of the one that takes two demos at a time.
const alone = files.filter((name) => name.endsWith(perDemo));
const together = files.filter((name) => !alone.includes(name));
for (const [group, concurrency] of [[alone, 1], [together, 2]]) {
  if (group.length === 0) continue;
  const started = performance.now();
  await count(run({ files: group, concurrency, signal: stuck.signal }));
  const took = (performance.now() - started) / 1000;
  if (group === alone && seconds.size > 0) {
    console.log(`${took.toFixed(0)} s for ${seconds.size} demos, two at a time; seconds of each:`);
    console.log([...seconds].map(([name, of]) => `${name} ${of.toFixed(1)}`).join(', '));
  } else {
    console.log(`${took.toFixed(0)} s for ${group.length} files`);
  }
}
clearTimeout(watch);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
