// Ours on a real GPU, in Node through Dawn, without a browser: what gpu_folder.sh packs. Usage: node gpu_node.mjs
// MADANG_BENCH_ROUNDS and MADANG_BENCH_ONLY as in README.md. Results also go to gpu.json beside this file.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import create from './bench_gpu.mjs';
import {measure} from './gpu_items.mjs';
import {peakSummary, printTable, trainingSummary} from './report.mjs';

const {create: createGpu, globals} = createRequire(import.meta.url)('./dawn.node');
Object.assign(globalThis, globals);
const gpu = createGpu(['backend=vulkan']);
const adapter = await gpu.requestAdapter({powerPreference: 'high-performance'});
if (!adapter) {
  console.log('No GPU was found: a Vulkan driver and its loader (Debian: libvulkan1) are needed. Nothing was measured.');
  process.exit(1);
}
const {vendor, architecture, device, description, isFallbackAdapter} = adapter.info;
console.log(`Adapter: ${[vendor, architecture, device, description].filter(Boolean).join(', ')}`);
if (isFallbackAdapter) console.log('That is a software GPU: its numbers say nothing of a real one.');

const results = await measure({
  gpu, create, sizes: [64, 256, 512], say: console.log,
  rounds: Math.max(1, Number(process.env.MADANG_BENCH_ROUNDS ?? 5)),
  wanted: new RegExp(process.env.MADANG_BENCH_ONLY ?? ''),
});
printTable(results);
peakSummary(results);
trainingSummary(results);
fs.writeFileSync(path.join(import.meta.dirname, 'gpu.json'), JSON.stringify({adapter: description, results}, null, 1) + '\n');
process.exit(0);
