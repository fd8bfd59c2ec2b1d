// The GPU in real Chromium: kernels and seam as in Node (tests/gpu), then the page when the GPU is missing or dies.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { serve as serveFolder } from '../../web/serve.mjs';
import { launch, open, ready, serve, state } from './support.mjs';

const root = path.join(import.meta.dirname, '..', '..');
const built = process.env.MADANG_GPU_TESTS ?? path.join(root, 'build', 'web', 'tests', 'gpu');
let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

/** The tests' module (build-wasm.sh --tests makes it) and what drives it, on a page of their own. */
async function serveTests() {
  const folder = await mkdtemp(path.join(tmpdir(), 'madang-gpu-'));
  for (const name of ['madang_gpu_tests.js', 'madang_gpu_tests.wasm']) await copyFile(path.join(built, name), path.join(folder, name));
  await copyFile(path.join(root, 'tests', 'gpu', 'seam.mjs'), path.join(folder, 'seam.mjs'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><script src="madang_gpu_tests.js"></script>');
  const { url, close } = await serveFolder(folder, 0);
  return { origin: new URL(url).origin, close: async () => { await close(); await rm(folder, { recursive: true }); } };
}

test('every kernel against the CPU, training, and the seam with every fault', async (context) => {
  const tests = await serveTests();
  const page = await browser.newPage();
  await page.goto(`${tests.origin}/`);
  const results = await page.evaluate(async () => {
    const { testKernels, testSeam } = await import('/seam.mjs');
    const checks = [];
    const check = async (name, action) => {
      try { await action(); checks.push([name, null]); } catch (error) { checks.push([name, String(error)]); }
    };
    for (const part of [testKernels, testSeam]) await check('ends', () => part(navigator.gpu, window.createGpuTests, check));
    return checks;
  });
  await page.close();
  await tests.close();
  assert.ok(results.length > 400, `${results.length} checks`);
  assert.deepEqual(results.filter(([, error]) => error), []);
  context.diagnostic(`${results.length} checks`);
});

const devices = (settings = '') => `${site.origin}/en/attention/#v=1&backend=webgpu&shown=devices${settings}`;
const mirror = (page) => page.evaluate(() => document.querySelector('.stage [aria-live]').textContent);
const says = (page, pattern) => page.waitForFunction(
  (source) => new RegExp(source).test(document.querySelector('.stage [aria-live]').textContent), pattern.source);

for (const settings of ['', '&attention=cross&heads=8', '&causal=1&temperature=0.1', '&causal=padding&padding=3', '&causal=drawn&hidden=0-2-ff-ffffff'])
  test(`attention on the page's GPU agrees with double precision to 1e-4${settings && `: ${settings.slice(1)}`}`, async () => {
    const { page, context, complaints } = await open(browser, site.origin);
    await page.goto(devices(settings));
    await ready(page);
    await says(page, /computed by WebGPU/);
    const said = await mirror(page);
    const [, difference] = said.match(/relative difference to double precision: ([\d.e−-]+)\./);
    const relative = Number(difference.replaceAll('−', '-'));
    assert.ok(relative > 0 && relative < 1e-4, said); // 0: nothing was compared with anything else
    assert.deepEqual(complaints, []);
    await context.close();
  });

/** Another device and back, one after the other: two changes before a frame would be none. `reason` goes away in between. */
async function chooseAgain(page, reason) {
  await page.evaluate(() => document.querySelector('.stage').madang.set('backend', 'simd'));
  await page.waitForFunction((text) => !document.querySelector('.stage [aria-live]').textContent.includes(text), reason);
  await page.evaluate(() => document.querySelector('.stage').madang.set('backend', 'webgpu'));
}

/** Where the engine runs in the page itself, `fault` can reach its GPU. */
async function withFault(fault, action, { allowed } = {}) {
  const { page, context, complaints } = await open(browser, site.origin, { init: fault, allowed });
  await page.addInitScript(() => { delete globalThis.Worker; });
  await page.goto(devices());
  await ready(page);
  await action(page);
  assert.equal((await state(page)).notice, '');
  assert.deepEqual(complaints, []);
  await context.close();
}

for (const [what, fault, reason] of [
  ['no adapter', () => { GPU.prototype.requestAdapter = async () => null; }, /computed by SIMD.*No GPU/],
  ['a refused device', () => { GPUAdapter.prototype.requestDevice = async () => { throw new Error('limits refused'); }; },
    /computed by SIMD.*limits refused/],
  ['a shader that does not compile', () => {
    const original = GPUDevice.prototype.createShaderModule;
    GPUDevice.prototype.createShaderModule = function () { return original.call(this, { code: 'fn broken( {' }); };
  }, /computed by SIMD.*did not compile/],
  ['full memory', () => {
    const [push, pop] = [GPUDevice.prototype.pushErrorScope, GPUDevice.prototype.popErrorScope];
    const filters = [];
    GPUDevice.prototype.pushErrorScope = function (filter) { filters.push(filter); push.call(this, filter); };
    GPUDevice.prototype.popErrorScope = async function () {
      const full = filters.pop() === 'out-of-memory';
      return (await pop.call(this)) ?? (full ? { message: 'full' } : null);
    };
  }, /computed by SIMD.*out of memory/],
])
  test(`${what}: attention goes on on the CPU and says why`, async () => {
    await withFault(fault, (page) => says(page, reason), { allowed: (text) => /WGSL|shader|parsing/i.test(text) });
  });

test('a device lost in the middle: the CPU goes on, and the GPU comes back when it is chosen again', async () => {
  const remember = () => {
    const original = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...rest) { return (window.gpuDevice = await original.apply(this, rest)); };
  };
  await withFault(remember, async (page) => {
    await says(page, /computed by WebGPU/);
    await page.evaluate(() => { window.gpuDevice.destroy(); });
    await page.evaluate(() => document.querySelector('.stage').madang.set('temperature', '2'));
    await says(page, /computed by SIMD.*lost/);
    await chooseAgain(page, 'lost');
    await says(page, /computed by WebGPU/);
  });
});

test('a start of the GPU that killed the tab is not made again before it is asked for', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/`);
  await page.evaluate(() => localStorage.setItem('madang-gpu-starting', '1')); // as a page leaves it that dies in between
  await page.goto(devices());
  await ready(page);
  await says(page, /computed by SIMD.*last time/);
  await chooseAgain(page, 'last time');
  await says(page, /computed by WebGPU/);
  assert.equal(await page.evaluate(() => localStorage.getItem('madang-gpu-starting')), null);
  assert.ok(!/last time/.test(await mirror(page)));
  assert.deepEqual(complaints, []);
  await context.close();
});
