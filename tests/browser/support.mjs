import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { serve as serveFolder } from '../../web/serve.mjs';

const web = path.join(import.meta.dirname, '..', '..', 'web');
const { chromium } = createRequire(path.join(web, 'package.json'))('playwright-core');
const axeSource = createRequire(path.join(web, 'package.json')).resolve('axe-core/axe.min.js');

export const dist = process.env.MADANG_DIST;
export const demos = JSON.parse(await readFile(path.join(dist, 'demos.json'), 'utf8')).demos;
export const slugs = demos.map((demo) => demo.slug);

/** Only a broken page needs as long: nothing that is waited for depends on how fast the machine is, or on what else it does. */
const broken_ms = 180_000;

/** The built site on a port of its own. */
export async function serve() {
  const { url, close } = await serveFolder(dist, 0);
  return { origin: new URL(url).origin, close };
}

/** Another site, whose only page holds whatever `write` was given last. */
export async function serveBlog() {
  const folder = await mkdtemp(path.join(tmpdir(), 'madang-blog-'));
  const { url, close } = await serveFolder(folder, 0);
  return {
    origin: new URL(url).origin,
    write: (body) => writeFile(path.join(folder, 'index.html'),
      `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>post</title><link rel="icon" href="data:,">${body}`),
    close: async () => { await close(); await rm(folder, { recursive: true }); },
  };
}

/**
 * A browser whose software GPU draws what readers' GPUs draw, as the benchmark wants it.
 * @param {string[]} more  of Chromium's own options
 */
export async function launchWhole(...more) {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  if (!executablePath) throw new Error('no Chromium: install the package chromium, or name the program in CHROMIUM');
  return chromium.launch({
    executablePath,
    headless: false, // the new headless mode, which is the real browser, is asked for below
    args: ['--headless=new', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-unsafe-webgpu', ...more],
  });
}

/** A browser whose software GPU draws WebGL and WebGPU only: the page itself would cost it two seconds each time it is opened. */
export const launch = (...more) => launchWhole('--disable-gpu-compositing', ...more);

/**
 * A page that remembers everything that should not happen: console errors, exceptions, policy violations, requests to another origin.
 * `init` runs in the page before its own scripts.
 */
export async function open(browser, origins, { width = 900, height = 700, dark = false, density = 1, touch = false, camera = false, init, allowed = () => false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, deviceScaleFactor: density, colorScheme: dark ? 'dark' : 'light', hasTouch: touch, locale: 'ko-KR',
    permissions: ['clipboard-read', 'clipboard-write', ...(camera ? ['camera'] : [])], // all others are refused
  });
  const page = await context.newPage();
  page.setDefaultTimeout(broken_ms);
  const complaints = [];
  const browsersOwn = /GL Driver Message .*GPU stall due to ReadPixels/; // a software GPU's canvas is read to be shown
  const complain = (text) => { if (!allowed(text) && !browsersOwn.test(text)) complaints.push(text); };
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complain(`console ${message.type()}: ${message.text()}`); });
  page.on('pageerror', (error) => complain(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && ![].concat(origins).includes(url.origin)) complain(`foreign request: ${url.href}`);
  });
  page.on('response', (response) => { if (response.status() >= 400) complain(`${response.status()}: ${response.url()}`); });
  if (init) await page.addInitScript(init);
  return { page, context, complaints };
}

const packed = new Map();

/** What a host that compresses sends for an address of the site. */
function packedBytes(pathname) {
  if (!packed.has(pathname)) {
    const name = path.join(dist, decodeURIComponent(pathname), pathname.endsWith('/') ? 'index.html' : '');
    packed.set(pathname, readFile(name).then((content) => (name.endsWith('.woff2') ? content.length : gzipSync(content).length)));
  }
  return packed.get(pathname);
}

/** Counts what a page fetches from now on, but for the data that demos learn from. */
export function counted(page) {
  const fetched = new Set();
  page.on('request', (request) => fetched.add(new URL(request.url()).pathname));
  return {
    bytes: async (counts = () => true) => {
      const sizes = await Promise.all([...fetched].filter((name) => !name.startsWith('/data/') && counts(name)).map(packedBytes));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  };
}

/** Waits until the demo in `root` (a page or a frame) has drawn its first picture and told of it. */
export const ready = (root, selector = '.stage') =>
  root.waitForFunction((name) => {
    const stage = document.querySelector(name);
    return stage?.madang?.counters.drawn > 0 && stage.madang.frame && stage.querySelector('[aria-live]')?.textContent;
  }, selector);

/** Waits until all that the demo was asked for is computed, its data files are there, and it is laid out and drawn. */
export const settled = (root, selector = '.stage') =>
  root.waitForFunction((name) => document.querySelector(name)?.madang?.settled, selector);

/** Waits until the run is at this step, and its picture is drawn. */
export async function reaches(root, step) {
  await root.waitForFunction((wanted) => {
    const { frame } = document.querySelector('.stage').madang;
    return frame.step === wanted && !frame.replaying;
  }, step);
  await settled(root);
}

/** Waits for so many turns of the page in which it might have drawn: the measure of how long nothing happens. */
export const turns = (root, count) => root.evaluate(async (many) => {
  for (let i = 0; i < many; i += 1) await new Promise(requestAnimationFrame);
}, count);

/** What the demo says of itself: step, playing, notice, the text mirror, counters. */
export const state = (root, selector = '.stage') =>
  root.evaluate((name) => {
    const stage = document.querySelector(name);
    const { frame, counters } = stage.madang;
    return { ...frame, counters: { ...counters }, mirror: stage.querySelector('[aria-live]')?.textContent ?? '' };
  }, selector);

/** The value of a setting, as a link would have it. */
export const get = (root, name) => root.evaluate((key) => document.querySelector('.stage').madang.get(key), name);
export const set = (root, name, value) => root.evaluate(([key, text]) => document.querySelector('.stage').madang.set(key, text), [name, value]);

/** What a reader calls the controls of the frame around a picture, in both languages. */
const named = {
  play: /^(재생|멈춤|Play|Pause)$/, step: /^(한 단계|Step)$/, reset: /^(처음으로|Reset)$/, undo: /^(되돌리기|Undo)$/, share: /^(공유|Share)$/,
  save: /^(저장|Save)$/, picture: /^(그림 \(PNG\)|Picture \(PNG\))$/, curves: /^(곡선 \(CSV\)|Curves \(CSV\))$/,
  weights: /^(가중치 \(safetensors\)|Weights \(safetensors\))$/, script: /^(PyTorch 코드|PyTorch code)$/, more: /^(더 보기|More)$/, settings: /^(설정|Settings)$/,
};
const ofMenu = { share: ['more'], picture: ['more', 'save'], curves: ['more', 'save'], weights: ['more', 'save'], script: ['more', 'save'] };

/** A control of the picture, by role and name as a screen reader finds it. */
export const control = (root, role, name) => root.locator('.stage').getByRole(role, { name, exact: true });
export const button = (root, name) => control(root, 'button', named[name]);

/** Presses a button by keys; what stands in a menu at this width, through it. */
export async function press(root, name) {
  const open = async (menu) => (await button(root, name).count()) === 0 && (await button(root, menu).count()) > 0 && button(root, menu).press('Enter');
  for (const menu of ofMenu[name] ?? []) await open(menu);
  await button(root, name).press('Enter');
}

/** Takes steps one by one, as if the button were pressed so often. */
export async function take(root, steps) {
  const { step } = await state(root);
  await root.evaluate((count) => { for (let i = 0; i < count; i += 1) document.querySelector('.stage').madang.press('step'); }, steps);
  await reaches(root, step + steps);
}

/** Opens another run of the same page, as a link in its text does. */
export async function go(root, fragment) {
  await root.evaluate((hash) => {
    if (location.hash === `#${hash}`) return null;
    const changed = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    location.hash = hash;
    return changed;
  }, fragment);
}

/** What stands in the window, as PNG (base64). Of an element that is higher than the window it would be one of a window made larger. */
export const screenshot = async (page, clip) => (await page.screenshot({ clip })).toString('base64');

/** How many different colours the canvas shows in the window: a blank one shows one. */
export async function colours(page, selector = '.stage canvas') {
  const { x, y, width, height } = await page.locator(selector).first().boundingBox();
  const bottom = Math.min(y + height, page.viewportSize().height);
  assert.ok(y >= 0 && bottom - y > 100, 'the canvas is in the window');
  const png = await screenshot(page, { x, y, width, height: bottom - y });
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, png);
}

/** The settled picture while nothing is under a finger or the mouse, as PNG (base64). */
export async function picture(root) {
  await settled(root);
  return root.evaluate(() => {
    const stage = document.querySelector('.stage');
    stage.madang.under(0, 0); // draws: a canvas can be read only in the task that drew it
    return stage.querySelector('canvas').toDataURL().split(',')[1];
  });
}

/**
 * The share of pixels in which two pictures differ; 1 where their sizes do. Letters stand elsewhere in their atlas once others were
 * drawn, and pixels of their edges are rounded otherwise: a channel that differs by less than 16 of 255 is the same, and less than
 * 1e-4 of the pixels is no difference.
 */
export const differentPixels = (root, one, two) => root.evaluate(async (pictures) => {
  const [a, b] = await Promise.all(pictures.map(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let at = 0; at < a.data.length; at += 4)
    if ([0, 1, 2].some((channel) => Math.abs(a.data[at + channel] - b.data[at + channel]) >= 16)) different += 1;
  return different / (a.data.length / 4);
}, [one, two]);

/** A place of the canvas, far enough inside, where a finger finds something that has all of `wanted`; null where there is none. */
export async function find(root, wanted) {
  await settled(root);
  return root.evaluate((qualities) => {
    const { madang } = document.querySelector('.stage'), canvas = document.querySelector('.stage canvas');
    const has = (x, y) => { const found = madang.under(x, y); return qualities.every(([name, value]) => found[name] === value); };
    for (let y = 120; y < canvas.clientHeight - 60; y += 16)
      for (const x of [160, 120, 200])
        if (has(x, y) && has(x - 16, y + 20) && has(x + 16, y + 20) && has(x, y + 40)) return [x, y + 20];
    return null;
  }, Object.entries(wanted));
}

/** Turns the wheel with ctrl, as which a trackpad pinches, over a place of the canvas; resolves when the page has its event. */
export async function magnify(page, [x, y]) {
  const canvas = page.locator('.stage canvas');
  await page.evaluate((top) => scrollBy(0, top), (await canvas.boundingBox()).y + y - page.viewportSize().height / 2);
  await turns(page, 2);
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + x, box.y + y);
  await page.evaluate(() => {
    window.turned = new Promise((resolve) => window.addEventListener('wheel', () => resolve(), { once: true, capture: true }));
  });
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.evaluate(() => window.turned);
  await page.keyboard.up('Control');
}

/** axe's findings, as one line each. The page's policy allows no foreign script, so axe comes through the debugger. */
export async function accessibility(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: await readFile(axeSource, 'utf8') });
  await session.detach();
  const { violations } = await page.evaluate(() => axe.run({ exclude: [['iframe']] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** Waits until `condition`, asked again and again, is true; fails with `what` after a time that only a broken page needs. */
export async function eventually(condition, what) {
  const end = Date.now() + broken_ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${typeof what === 'function' ? await what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
