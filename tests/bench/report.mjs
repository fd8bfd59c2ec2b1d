// The one table, and what is computed from it.
const kRelaxed = 'madang relaxed';
const isOurs = (result) => result.implementation.startsWith('madang');
const isTorch = (result) => result.implementation.startsWith('PyTorch');
const inChromium = (result) => result.implementation.endsWith('Chromium');
const speed = (result) => result.unit === 'µs' ? 1 / result.median : result.median;

/** How many times as fast as the other: > 1 is faster. */
const ratio = (result, other) => speed(result) / speed(other);

function row(print, work, implementation, value, unit, browser, torch, memory) {
  print([work.padEnd(58), implementation.padEnd(40), value.padStart(11), unit.padEnd(8), browser.padStart(12), torch.padStart(10),
    memory.padStart(9)].join(' '));
}

/** One line per work and implementation. Ours with ratios: to the fastest browser peer in the same host, to PyTorch. */
export function printTable(results, print = console.log) {
  row(print, 'work', 'implementation', 'median', 'unit', 'x best peer', 'x PyTorch', 'MB');
  for (const result of results) {
    const others = results.filter((other) => other.work === result.work && !isOurs(other));
    const torch = others.find(isTorch);
    const peers = others.filter((other) => !isTorch(other) && inChromium(other) === inChromium(result));
    const best = peers.sort((a, b) => speed(b) - speed(a))[0];
    const shown = (other) => isOurs(result) && other ? ratio(result, other).toFixed(2) : '';
    const memory = result.memory ? (result.memory / 2 ** 20).toFixed(2) : '';
    row(print, result.work, result.implementation, result.median.toFixed(2), result.unit, shown(best), shown(torch), memory);
  }
}

/** The geometric mean over the training steps, and each product's share of the machine's peak. */
export function summary(results) {
  const works = [...new Set(results.map((result) => result.work))];
  const of = (work, implementation) => results.find((each) => each.work === work && each.implementation === implementation);
  for (const implementation of [...new Set(results.filter(isOurs).map((result) => result.implementation))]) {
    const ratios = works.filter((work) => work.startsWith('step')).map((work) => {
      const torch = results.find((each) => each.work === work && isTorch(each));
      return torch && of(work, implementation) ? ratio(of(work, implementation), torch) : NaN;
    });
    const mean = Math.exp(ratios.reduce((sum, each) => sum + Math.log(each), 0) / ratios.length);
    if (mean > 0) console.log(`${implementation}: geometric mean over ${ratios.length} steps ${mean.toFixed(2)} x PyTorch`);
  }
  const peak = of('peak of 128-bit multiply-add', kRelaxed);
  for (const work of peak ? works.filter((name) => name.startsWith('gemm')) : []) {
    console.log(`${work}: ${kRelaxed} reaches ${(100 * ratio(of(work, kRelaxed), peak)).toFixed(0)} % of the peak`);
  }
}

/** The share of the float32 peak that each product and each attention of ours reaches. */
export function peakSummary(results) {
  const peak = results.find(({work}) => work === 'GPU peak of float32 multiply-add');
  for (const result of peak ? results.filter((each) => isOurs(each) && each.unit === 'GFLOP/s') : []) {
    console.log(`${result.work}: ${result.implementation} reaches ${(100 * ratio(result, peak)).toFixed(0)} % of the float32 peak`);
  }
}

/** How the GPU compares with the CPU in the same training step. */
export function trainingSummary(results) {
  for (const cpu of results.filter(({work, implementation}) => work.startsWith('GPU training') && implementation.endsWith('CPU'))) {
    const gpu = results.find((each) => each.work === cpu.work && each !== cpu);
    console.log(`${cpu.work}: the GPU takes ${(gpu.median / cpu.median).toFixed(2)} times as long as the CPU`);
  }
}
