// node tests/gpu/run.mjs --wasm-dir <folder of madang_gpu_tests.js> [--modules <node_modules>]
// The kernels, then the C++ seam with the wasm module's glue, on a real WebGPU implementation (Dawn) in Node.
// On a machine without a GPU the software driver that comes with Chromium does the work.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';

import {testKernels, testSeam} from './seam.mjs';

const chromium = ['/usr/lib/chromium', '/usr/lib/chromium-browser'].find(
    (folder) => existsSync(`${folder}/vk_swiftshader_icd.json`));
if (chromium && !process.env.VK_ICD_FILENAMES) {
  // The Vulkan loader reads its environment before any script runs: start again with it.
  const env = {
    ...process.env,
    VK_ICD_FILENAMES: `${chromium}/vk_swiftshader_icd.json`,
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, chromium].filter(Boolean).join(':'),
  };
  const {status} = spawnSync(process.execPath, process.argv.slice(1), {env, stdio: 'inherit'});
  process.exit(status ?? 1);
}

const {values: options} = parseArgs({options: {'wasm-dir': {type: 'string'}, 'modules': {type: 'string'}}});
const modules = options.modules ?? fileURLToPath(new URL('../../web/node_modules', import.meta.url));
let passed = 0;
let failed = 0;

async function test(name, action) {
  try {
    await action();
    ++passed;
  } catch (error) {
    ++failed;
    console.error(`FAILED  ${name}\n        ${error.stack ?? error}`);
  }
}

async function main() {
  const entry = createRequire(`${modules}/`).resolve(`${modules}/webgpu`);
  const {create: createGpu, globals} = await import(pathToFileURL(entry));
  Object.assign(globalThis, globals);
  const gpu = createGpu(['backend=vulkan']);
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('no WebGPU adapter: neither a Vulkan driver nor the one of Chromium was found');
  console.log(`adapter: ${adapter.info.vendor} ${adapter.info.description}`);
  if (!options['wasm-dir']) throw new Error('--wasm-dir is missing: the folder of madang_gpu_tests.js');
  const create = createRequire(import.meta.url)(resolve(options['wasm-dir'], 'madang_gpu_tests.js'));
  await testKernels(gpu, create, test);
  await testSeam(gpu, create, test);
}

await test('the tests run to their end', main);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
