// The data files: whole, of the site itself, and with a reason where they cannot be had.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dist, launch, open, serve, slugs } from './support.mjs';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const assets = async () => `/assets/${(await readdir(path.join(dist, 'assets')))[0]}`;
const provenance = JSON.parse(await readFile(path.join(dist, 'data', 'provenance.json'), 'utf8'));

/** What the page's own code gets for a name: the number of bytes and their digest, or why there are none. */
const fetched = async (page, name) => page.evaluate(async ([folder, file]) => {
  const { dataFile } = await import(`${folder}/data-files.js`);
  try {
    const bytes = await dataFile(file);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return { length: bytes.length, sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') };
  } catch (error) {
    return { reason: error.message };
  }
}, [await assets(), name]);

test('every set of images comes unpacked and whole, enough of them, under the page’s own policy', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/${slugs[0]}/`);
  assert.deepEqual(provenance.map((set) => set.file), ['mnist.idx.gz', 'fashion-mnist.idx.gz']);
  for (const set of provenance) {
    assert.ok(set.train_images >= 12_000 && set.test_images >= 2_000);
    const { length, sha256 } = await fetched(page, set.file.replace(/\.gz$/, ''));
    assert.equal(length, set.bytes);
    assert.equal(sha256, set.sha256);
    const packed = await readFile(path.join(dist, 'data', set.file));
    assert.equal(packed.length, set.packed_bytes);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('every shipped start comes whole, as its recipe says', async () => {
  const starts = JSON.parse(await readFile(path.join(dist, 'data', 'starts.json'), 'utf8'));
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/${slugs[0]}/`);
  for (const start of starts) {
    assert.ok(start.steps > 0 && start.bytes <= 1.5e6, start.file);
    assert.deepEqual(await fetched(page, start.file.replace(/\.gz$/, '')), { length: start.bytes, sha256: start.sha256 });
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a file that is unpacked on the way is taken as it is; one that is not there, cut or garbage has its reason', async () => {
  const { page, context } = await open(browser, site.origin, { allowed: (text) => /404/.test(text) });
  await page.goto(`${site.origin}/en/${slugs[0]}/`);
  await page.route('**/data/plain.gz', (route) => route.fulfill({ body: Buffer.from([0, 0, 8, 1, 0, 0, 0, 0]) }));
  const whole = await readFile(path.join(dist, 'data', 'mnist.idx.gz'));
  await page.route('**/data/cut.gz', (route) => route.fulfill({ body: whole.subarray(0, 5000) }));
  await page.route('**/data/lost.gz', (route) => route.abort());
  assert.equal((await fetched(page, 'plain')).sha256, createHash('sha256').update(Buffer.from([0, 0, 8, 1, 0, 0, 0, 0])).digest('hex'));
  assert.equal((await fetched(page, 'missing')).reason, 'HTTP 404');
  for (const name of ['cut', 'lost']) assert.ok((await fetched(page, name)).reason.length > 0);
  await context.close();
});

test('no page fetches data before a demo asks for it', async () => {
  const { page, context } = await open(browser, site.origin);
  const requested = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  for (const place of ['/', '/ko/', `/en/${slugs[0]}/`]) await page.goto(site.origin + place, { waitUntil: 'networkidle' });
  assert.deepEqual(requested.filter((name) => name.startsWith('/data/')), []);
  await context.close();
});
