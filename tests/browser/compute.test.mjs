// The machine measured on the page: the relaxed kernels beside the plain ones, the GPU beside both, and the numbers taken away.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control, eventually, launch, open, press, ready, serve, settled, state } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const said = /WebGPU, resident: n = (\d+)/;

/** What the clipboard holds once the table was copied. */
async function copiedTable(page) {
  await settled(page);
  await control(page, 'button', 'Copy as CSV').press('Enter');
  await page.locator('.madang-toast.shown').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** By the times of this machine: no other size to go to the GPU from would be chosen worse where it is worst. */
function assertBestChoice(rows, mirror) {
  const times = (backend) => new Map(rows.filter((row) => row.backend === backend).map(({ n, ms }) => [n, ms]));
  const cpu = times('relaxed_simd'), gpu = times('webgpu');
  const sizes = [...cpu.keys()].filter((n) => gpu.has(n));
  const worst = (from) => Math.max(...sizes.map((n) => (n >= from ? gpu : cpu).get(n) / Math.min(cpu.get(n), gpu.get(n))));
  const said = mirror.match(/From n = (\d+) on, the GPU is faster|The GPU, transfers included, is not faster at any measured size/);
  assert.ok(said, mirror);
  const chosen = worst(said[1] ? Number(said[1]) : Infinity), best = Math.min(...[...sizes, Infinity].map(worst));
  assert.ok(chosen <= best * 1.05, `${chosen} against ${best}: ${mirror}`); // the table is rounded
}

for (const work of ['matmul', 'attention'])
  test(`${work} is measured on every backend, and they agree`, async () => {
    const { page, context, complaints } = await open(browser, site.origin, { height: 1400 });
    await page.goto(`${site.origin}/en/compute/#v=1&largest=128&heads=1&page=table&work=${work}`);
    await ready(page);
    await press(page, 'play');
    await eventually(async () => Number((await state(page)).mirror.match(said)?.[1]) >= 32, 'the GPU is measured at two sizes');
    await press(page, 'play');
    const lines = (await copiedTable(page)).trim().split('\n').map((line) => line.split(','));
    const [head, ...rows] = lines;
    const column = (name) => head.indexOf(name);
    assert.deepEqual([...new Set(rows.map((row) => row[column('backend')]))],
      ['scalar', 'simd', 'relaxed_simd', 'webgpu', 'webgpu_resident']);
    for (const row of rows) {
      assert.equal(row[0], work);
      assert.ok(Number(row[column('gflops')]) > 0, `${row}`);
      assert.ok(Number(row[column('max_error')]) < 1e-4, `${row}`);
      assert.ok(Number(row[column('rel_error')]) < 1e-4, `${row}`);
    }
    assertBestChoice(rows.map((row) => ({ backend: row[1], n: Number(row[column('n')]), ms: Number(row[column('ms')]) })), (await state(page)).mirror);
    assert.deepEqual(complaints, []);
    await context.close();
  });
