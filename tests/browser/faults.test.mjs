// What a browser may lack or lose: the demo says so and goes on with what there is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { colours, eventually, launch, open, press, reaches, ready, serve, slugs, state, take } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const message = (page) => page.locator('.stage [role=alert]').innerText();

test('no WebGL 2: a message in the page’s language, the text stays readable', async () => {
  for (const [language, pattern] of [['ko', /WebGL.*[가-힣]/s], ['en', /WebGL/]]) {
    const { page, context, complaints } = await open(browser, site.origin, {
      init: () => {
        const original = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === 'webgl2' ? null : original.call(this, kind, ...rest); };
      },
    });
    await page.goto(`${site.origin}/${language}/${slugs[0]}/`);
    assert.match(await message(page), pattern);
    assert.ok(await page.locator('.prose').isVisible());
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('no WebAssembly SIMD, and no WebAssembly at all: a message', async () => {
  for (const init of [() => { WebAssembly.validate = () => false; }, () => { delete globalThis.WebAssembly; }]) {
    const { page, context, complaints } = await open(browser, site.origin, { init });
    await page.goto(`${site.origin}/ko/${slugs[0]}/`);
    assert.match(await message(page), /WebAssembly|SIMD/);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('no relaxed SIMD: the plain module does the same work', async () => {
  const { page, context, complaints } = await open(browser, site.origin, {
    init: () => {
      const original = WebAssembly.validate;
      WebAssembly.validate = (bytes) => !String(new Uint8Array(bytes.buffer ?? bytes)).includes('253,') || original(bytes) && !new Uint8Array(bytes.buffer ?? bytes).join().includes('253,133,2');
    },
  });
  const modules = [];
  page.on('request', (request) => { if (request.url().endsWith('.wasm')) modules.push(request.url().replace(/.*\//, '')); });
  await page.goto(`${site.origin}/en/backprop/`);
  await ready(page);
  assert.ok(modules.includes('engine.wasm') && !modules.includes('engine-relaxed.wasm'), modules.join());
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [what, init] of [
  ['refused', () => { delete globalThis.Worker; }],
  ['failing', () => { globalThis.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError'); } }; }],
])
  test(`a ${what} worker: the same demo runs inline`, async () => {
    const { page, context, complaints } = await open(browser, site.origin, { init });
    await page.goto(`${site.origin}/en/backprop/#v=1&mode=train`);
    await ready(page);
    await press(page, 'play');
    await page.waitForFunction(() => document.querySelector('.stage').madang.frame.step > 50);
    assert.deepEqual(complaints, []);
    await context.close();
  });

test('no WebGPU: attention goes on on the CPU and says why', async () => {
  const { page, context, complaints } = await open(browser, site.origin, {
    init: () => { Object.defineProperty(Object.getPrototypeOf(navigator), 'gpu', { get: () => undefined }); },
  });
  // The engine's worker has its own navigator, which an init script does not reach: inline is the same code.
  await page.addInitScript(() => { delete globalThis.Worker; });
  await page.goto(`${site.origin}/en/attention/#v=1&backend=webgpu&shown=devices`);
  await ready(page);
  await eventually(async () => /WebGPU/.test((await state(page)).mirror + (await state(page)).notice), 'the reason is told');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('WebGPU through SwiftShader: attention computed there agrees with the CPU', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/attention/#v=1&backend=webgpu&shown=devices`);
  await ready(page);
  await page.waitForFunction(() => /computed by WebGPU/.test(document.querySelector('.stage [aria-live]').textContent));
  const difference = (await state(page)).mirror.match(/double precision: ([\d.]+)(?:[eE]([-−]?\d+))?/);
  assert.ok(Number(`${difference[1]}e${(difference[2] ?? '0').replace('−', '-')}`) < 1e-4, difference[0]);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a lost GL context: the picture comes back with the run where it was', async () => {
  const { page, context, complaints } = await open(browser, site.origin, { allowed: (text) => /CONTEXT_LOST|context lost/i.test(text) });
  await page.goto(`${site.origin}/en/backprop/#v=1`);
  await ready(page);
  await take(page, 1);
  await page.evaluate(async () => {
    const canvas = document.querySelector('.stage canvas');
    const extension = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    const told = (name) => new Promise((resolve) => canvas.addEventListener(name, () => setTimeout(resolve), { once: true }));
    const lost = told('webglcontextlost'), restored = told('webglcontextrestored');
    extension.loseContext();
    await lost;
    extension.restoreContext();
    await restored;
  });
  await eventually(async () => await colours(page) > 20, 'the picture is back');
  assert.equal((await state(page)).step, 1);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('long off-screen the GL context is given back, and fetched again when seen', async () => {
  const { page, context, complaints } = await open(browser, site.origin, {
    allowed: (text) => /CONTEXT_LOST|context lost/i.test(text),
    init: () => { // 20 s pass at once
      const { setTimeout } = window;
      window.setTimeout = (task, ms, ...rest) => setTimeout(task, ms === 20_000 ? 0 : ms, ...rest);
    },
  });
  await page.goto(`${site.origin}/en/backprop/#v=1`);
  await ready(page);
  await take(page, 1);
  const lost = () => page.evaluate(() => document.querySelector('.stage canvas').getContext('webgl2').isContextLost());
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator('.stage .madang-still').waitFor({ state: 'attached' });
  assert.equal(await lost(), true);
  const [hidden, tools, colours_on_paper] = await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const of = (name) => document.querySelector(name), paper = of('.madang-paper');
    const pixels = new Uint32Array(paper.getContext('2d').getImageData(0, 0, paper.width, paper.height).data.buffer);
    const told = [of('.madang-still').height - paper.height, of('.stage').madang.viewTop, new Set(pixels).size];
    window.dispatchEvent(new Event('afterprint'));
    return told;
  });
  assert.ok(tools > 40 && hidden === Math.round(tools), `${hidden} of ${tools} px of tools are left out on paper`);
  assert.ok(colours_on_paper > 20);
  assert.equal(await page.locator('.stage .madang-paper').count(), 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('.stage .madang-still').waitFor({ state: 'detached' });
  await eventually(async () => await colours(page) > 20, 'the picture is back');
  assert.equal(await lost(), false);
  assert.equal((await state(page)).step, 1);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('an engine that dies: a message, and the next press goes on from the same step', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/backprop/#v=1`);
  await ready(page);
  await take(page, 3);
  await page.workers()[0].evaluate(() => { setTimeout(() => { throw new Error('out of memory'); }); });
  await page.waitForFunction(() => /out of memory/.test(document.querySelector('.stage').madang.frame.notice));
  const before = (await state(page)).counters.snapshots;
  await press(page, 'play'); // starts the engine again
  await page.waitForFunction((count) => {
    const { frame, counters } = document.querySelector('.stage').madang;
    return counters.snapshots > count && !frame.notice && !frame.replaying && frame.step === 3;
  }, before);
  await press(page, 'step');
  await reaches(page, 4);
  assert.deepEqual(complaints, []);
  await context.close();
});
