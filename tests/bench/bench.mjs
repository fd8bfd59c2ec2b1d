// Runs every work item of every implementation in turn, round after round, and prints the medians.
// Usage: node bench.mjs BUILD_FOLDER [PYTHON_WITH_TORCH]
import fs from 'node:fs';
import path from 'node:path';
import {LineProcess} from './line_process.mjs';
import {peerNames} from './peers.mjs';

const kRounds = Number(process.env.MADANG_BENCH_ROUNDS ?? 9);
const kRunMilliseconds = 60;  // long against the clock's grain, short against the machine's moods

const [folder, python] = process.argv.slice(2);
const here = (name) => path.join(import.meta.dirname, name);

/** Every implementation is a process that lists its items, then answers "index times" with milliseconds. */
async function itemsOf(command, ...args) {
  const child = new LineProcess(command, args);
  const items = [];
  for (let line = await child.line(); line !== ''; line = await child.line()) {
    const [work, implementation, operations] = line.split('|');
    const index = items.length;
    items.push({work, implementation, operations: Number(operations), run: (times) => child.ask(`${index} ${times}`)});
  }
  items[0].close = () => child.close();
  return items;
}

async function allItems() {
  const items = [];
  for (const name of ['relaxed', 'plain', ...peerNames]) {
    items.push(...await itemsOf(process.execPath, here('implementation.mjs'), name, folder));
  }
  items.push(...await itemsOf(path.resolve(folder, 'native', 'bench')));
  if (python) items.push(...await itemsOf(python, here('torch_step.py')));
  const works = [...new Set(items.map((item) => item.work))];
  return items.sort((a, b) => works.indexOf(a.work) - works.indexOf(b.work));
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
  const line = (work, implementation, value, unit, times) => console.log(
    [work.padEnd(36), implementation.padEnd(26), value.padStart(9), unit.padEnd(8), times.padStart(12)].join(' '));
  line('work', 'implementation', 'median', 'unit', 'of best peer');
  for (const each of results) {
    line(each.work, each.implementation, each.median.toFixed(2), each.unit, ratio(each, results));
  }
}

const items = await allItems();
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
