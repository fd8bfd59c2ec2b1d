// Runs every work item of every implementation in turn, round after round, and prints the medians.
// Usage: node bench.mjs BUILD_FOLDER [PYTHON_WITH_TORCH]
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {LineProcess} from './line_process.mjs';
import {peerItems} from './peers.mjs';

const kRounds = Number(process.env.MADANG_BENCH_ROUNDS ?? 9);
const kRunMilliseconds = 60;  // long against the clock's grain, short against the machine's moods

const [folder, python] = process.argv.slice(2);

function own(build, work, variant, operations, run) {
  return {work, implementation: variant === 'vector' ? `madang ${build}` : `madang ${build} ${variant}`, operations, run};
}

async function wasmItems(build) {
  const {default: create} = await import(pathToFileURL(path.resolve(folder, build, 'bench.mjs')));
  const module = await create();
  return Array.from({length: module._bench_count()}, (_, i) =>
    own(build, module.UTF8ToString(module._bench_work(i)), module.UTF8ToString(module._bench_variant(i)),
      module._bench_operations(i), (times) => {
        const start = performance.now();
        module._bench_run(i, times);
        return performance.now() - start;
      }));
}

async function nativeItems() {
  const child = new LineProcess(path.resolve(folder, 'native', 'bench'), []);
  const items = [];
  for (let line = await child.line(); line !== ''; line = await child.line()) {
    const [work, variant, operations] = line.split('|');
    const index = items.length;
    items.push(own('native', work, variant, Number(operations), (times) => child.ask(`${index} ${times}`)));
  }
  items[0].close = () => child.close();
  return items;
}

/** Warms up until one measurement lasts about kRunMilliseconds. */
async function calibrate(item) {
  item.times = 1;
  for (let tries = 0; tries < 40; tries++) {
    const milliseconds = await item.run(item.times);
    if (milliseconds >= kRunMilliseconds / 2 && tries >= 4) break;
    item.times = Math.max(1, Math.ceil(item.times * Math.min(4, kRunMilliseconds / Math.max(milliseconds, 0.01))));
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** GFLOP/s where operations are counted, else microseconds of one run. */
function measured(item) {
  const perRun = item.milliseconds.map((value) => value / item.times);
  const runs = item.operations ? perRun.map((value) => item.operations / value / 1e6) : perRun.map((value) => value * 1e3);
  return {work: item.work, implementation: item.implementation, median: median(runs),
    unit: item.operations ? 'GFLOP/s' : 'µs', runs};
}

/** How many times as fast as the fastest of the others: > 1 is faster. */
function ratio(result, results) {
  const peers = results.filter((other) => other.work === result.work && !other.implementation.startsWith('madang'));
  if (peers.length === 0 || peers.includes(result)) return '';
  const speed = (each) => each.unit === 'µs' ? 1 / each.median : each.median;
  return (speed(result) / Math.max(...peers.map(speed))).toFixed(2);
}

function print(results) {
  console.log(['work'.padEnd(34), 'implementation'.padEnd(26), 'median'.padStart(10), 'unit'.padEnd(8), 'of best peer'].join(' '));
  for (const result of results) {
    console.log([result.work.padEnd(34), result.implementation.padEnd(26), result.median.toFixed(2).padStart(10),
      result.unit.padEnd(8), ratio(result, results).padStart(12)].join(' '));
  }
}

const items = [...await wasmItems('relaxed'), ...await wasmItems('plain'), ...await nativeItems(), ...await peerItems(python)];
const works = [...new Set(items.map((item) => item.work))];
items.sort((a, b) => works.indexOf(a.work) - works.indexOf(b.work));
for (const item of items) {
  await calibrate(item);
  item.milliseconds = [];
}
for (let round = 0; round < kRounds; round++) {
  for (const item of items) item.milliseconds.push(await item.run(item.times));
}
for (const item of items) item.close?.();
const results = items.map(measured);
print(results);
fs.writeFileSync(path.resolve(folder, '..', 'bench.json'), JSON.stringify(results, null, 1) + '\n');
process.exit(0);
