// Runs every work item of every implementation in turn, round after round, and prints the medians.
// Usage: node bench.mjs BUILD_FOLDER [PYTHON_WITH_TORCH]
import fs from 'node:fs';
import path from 'node:path';
import {LineProcess} from './line_process.mjs';
import {peerNames} from './peers.mjs';
import {printTable, summary} from './report.mjs';

const kRounds = Math.max(1, Number(process.env.MADANG_BENCH_ROUNDS ?? 7));
const kRunMilliseconds = 40;  // long against the clock's grain, short against the machine's moods

const [folder, python] = process.argv.slice(2);
const here = (name) => path.join(import.meta.dirname, name);
const wanted = new RegExp(process.env.MADANG_BENCH_ONLY ?? '');  // of works

/** Every implementation is a process that lists its items, then answers "index times" with milliseconds. */
async function itemsOf(command, ...args) {
  const child = new LineProcess(command, args);
  const items = [];
  for (let line = await child.line(); line !== ''; line = await child.line()) {
    const [work, implementation, unit, amount, memory] = line.split('|');
    const index = items.length;
    items.push({work, implementation, unit, amount: Number(amount), memory: memory ? Number(memory) : undefined, child,
      run: (times) => child.ask(`${index} ${times}`)});
  }
  return items;
}

async function allItems() {
  const names = [...['relaxed', 'plain'].filter((name) => fs.existsSync(path.join(folder, name, 'bench.mjs'))), ...peerNames];
  const items = [];
  for (const name of names) items.push(...await itemsOf(process.execPath, here('implementation.mjs'), name, folder));
  if (process.env.MADANG_BENCH_CHROMIUM !== '0') {
    items.push(...await itemsOf(process.execPath, here('chromium.mjs'), path.resolve(folder), ...names));
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
    if (milliseconds >= kRunMilliseconds / 2 && tries >= 3) break;
    item.times = Math.max(1, Math.ceil(item.times * Math.min(4, kRunMilliseconds / Math.max(milliseconds, 0.01))));
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function measured({work, implementation, unit, amount, memory, times, milliseconds}) {
  const runs = milliseconds.map((value) => unit === 'µs' ? value / times / amount * 1e3 : amount * times / value / 1e6);
  return {work, implementation, median: median(runs), unit, runs, memory};
}

const everything = await allItems();
const items = everything.filter((item) => wanted.test(item.work));
for (const item of items) {
  await calibrate(item);
  item.milliseconds = [];
}
for (let round = 0; round < kRounds; round++) {
  for (const item of items) item.milliseconds.push(await item.run(item.times));
}
for (const child of new Set(everything.map((item) => item.child))) child.close();
const results = items.map(measured);
printTable(results);
summary(results);
const stored = results.map(({memory, ...result}) => result);
fs.writeFileSync(path.resolve(folder, '..', 'bench.json'), JSON.stringify(stored, null, 1) + '\n');
