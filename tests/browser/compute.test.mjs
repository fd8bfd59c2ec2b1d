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
    assert.deepEqual(complaints, []);
    await context.close();
  });
