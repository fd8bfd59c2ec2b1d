// What the GPU benchmark does, in a page and in Node: every result is checked before anything is timed, then all
// implementations take turns, round after round. The operands stay on each one's device; a measurement is `times`
// operations, then one number is read back.
import {own} from './gpu_own.mjs';
import {peakItem} from './gpu_peak.mjs';
import {samples} from './samples.mjs';

const kOurs = 'madang, WebGPU';
const kRunMilliseconds = 100;  // long against the way there and back

const matmul = (size) => ({
  work: `GPU matmul ${size}x${size}x${size}`,
  amount: 2 * size ** 3,
  make: (implementation, [a, b]) => implementation.multiply(size, a, b),
  operands: [samples(size * size, 1), samples(size * size, 2)],
  expected([a, b]) {
    const c = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let d = 0; d < size; d++) {
        for (let j = 0; j < size; j++) c[i * size + j] += a[i * size + d] * b[d * size + j];
      }
    }
    return c;
  },
});

const attention = (shape) => ({
  work: `GPU attention forward, ${shape.heads} heads, n ${shape.length}, d ${shape.depth}`,
  amount: 4 * shape.heads * shape.length ** 2 * shape.depth,
  make: (implementation, operands) => implementation.attend(shape, ...operands),
  operands: [1, 2, 3].map((seed) => samples(shape.heads * shape.length * shape.depth, seed)),
  expected([q, k, v]) {
    const {heads, length, depth} = shape, out = new Float64Array(q.length);
    for (let row = 0; row < heads * length; row++) {
      const first = row - row % length;  // of this head
      const weights = Float64Array.from({length}, (_, j) => {
        let score = 0;
        for (let d = 0; d < depth; d++) score += q[row * depth + d] * k[(first + j) * depth + d];
        return Math.exp(score / Math.sqrt(depth));
      });
      const sum = weights.reduce((a, b) => a + b);
      weights.forEach((weight, j) => {
        for (let d = 0; d < depth; d++) out[row * depth + d] += weight / sum * v[(first + j) * depth + d];
      });
    }
    return out;
  },
});

const works = [matmul(256), matmul(512), matmul(1024), attention({heads: 8, length: 256, depth: 64})];

async function check(item, expected) {
  const values = await item.read();
  let error = values.length === expected.length ? 0 : Infinity;
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < expected.length; i++) error = Math.max(error, Math.abs(values[i] - expected[i]) / largest);
  if (!(error < 1e-4)) throw new Error(`${item.implementation} is wrong: ${item.work}, relative error ${error}`);
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Checked, and with as many times as take about kRunMilliseconds: told from longer and longer runs, as a single one is
 *  little but the way there and back. */
async function calibrated(item, expected) {
  await check(item, expected);
  await item.run(1);
  item.times = 1;
  for (let taken = await timed(() => item.run(1)); taken < kRunMilliseconds / 2 && item.times < 4096;) {
    item.times = Math.ceil(item.times * Math.min(4, kRunMilliseconds / taken));
    taken = await timed(() => item.run(item.times));
  }
  return {...item, milliseconds: []};
}

async function operationItems(implementations, wanted) {
  const items = [];
  for (const {work, amount, make, operands, expected} of works.filter(({work}) => wanted.test(work))) {
    const reference = expected(operands);
    for (const [implementation, made] of Object.entries(implementations)) {
      items.push(await calibrated({work, implementation, unit: 'GFLOP/s', amount, ...await make(made, operands)}, reference));
    }
  }
  return items;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** 50 steps on both sides, in turn: the losses have to agree within 2 %. */
async function trainingResults(ours, size, rounds, say) {
  const work = `GPU training step, GPT d ${size}, ${size / 16} heads, 2 layers, T 32, batch 4, AdamW`;
  const gpt = ours.gpt(size);
  const sides = [['madang relaxed, CPU', gpt.onCpu], [kOurs, gpt.onDevice]].map(([implementation, steps]) =>
    ({work, implementation, unit: 'µs', steps, runs: [], losses: []}));
  const stretch = Math.floor(49 / rounds);
  for (const steps of [50 - rounds * stretch, ...Array(rounds).fill(stretch)]) {  // the first one compiles
    for (const side of sides) side.runs.push(await timed(async () => side.losses.push(await side.steps(steps))) / steps * 1e3);
  }
  const [cpu, gpu] = sides.map(({losses}) => losses);
  cpu.forEach((loss, i) => {
    if (!(Math.abs(gpu[i] - loss) <= 0.02 * loss)) throw new Error(`${work}: loss ${gpu[i]} on the GPU, ${loss} on the CPU`);
  });
  say(`${work}: loss ${cpu[0].toFixed(3)} → ${cpu.at(-1).toFixed(4)} on the CPU, ${gpu.at(-1).toFixed(4)} on the GPU after 50 steps`);
  return sides.map(({steps, losses, runs, ...side}) => ({...side, runs: runs.slice(1), median: median(runs.slice(1))}));
}

/**
 * gpu: a GPU object, the page's own or Dawn's. create: the module of gpu.cpp. peers: by name, functions that start one.
 * sizes: model sizes of the training steps. say(text) tells how far it is. Throws when somebody's result is wrong.
 */
export async function measure({gpu, create, peers = {}, sizes, rounds = 7, wanted = /./, say}) {
  const ours = await own(create, gpu);
  say(`Ours: ${ours.chosen}`);
  const implementations = {[kOurs]: ours, ...ours.halves && {[`${kOurs}, f16`]: ours.halves}};
  for (const [name, start] of works.some(({work}) => wanted.test(work)) ? Object.entries(peers) : []) {
    say(`Starting ${name}`);
    implementations[name] = await start();
  }
  const items = await operationItems(implementations, wanted);
  if (items.length > 0) {
    const {expected, ...peak} = await peakItem(gpu);
    items.unshift(await calibrated(peak, expected));
  }
  for (let round = 0; round < (items.length > 0 ? rounds : 0); round++) {
    say(`Round ${round + 1} of ${rounds}`);
    for (const item of items) item.milliseconds.push(await timed(() => item.run(item.times)));
  }
  const results = items.map(({work, implementation, unit, amount, times, milliseconds}) => {
    const runs = milliseconds.map((value) => amount * times / value / 1e6);
    return {work, implementation, median: median(runs), unit, runs};
  });
  for (const size of sizes) {
    if (wanted.test(`GPU training step, GPT d ${size}`)) results.push(...await trainingResults(ours, size, rounds, say));
  }
  return results;
}
