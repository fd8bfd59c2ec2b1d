import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { serve as serveFolder } from '../../web/serve.mjs';

const web = path.join(import.meta.dirname, '..', '..', 'web');
const { chromium } = createRequire(path.join(web, 'package.json'))('playwright-core');
export const axeSource = createRequire(path.join(web, 'package.json')).resolve('axe-core/axe.min.js');

export const dist = process.env.MADANG_DIST;
export const demos = JSON.parse(await readFile(path.join(dist, 'demos.json'), 'utf8')).demos;
export const slugs = demos.map((demo) => demo.slug);

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

/** @param {string[]} more  of Chromium's own options */
export async function launch(...more) {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  if (!executablePath) throw new Error('no Chromium: install the package chromium, or name the program in CHROMIUM');
  return chromium.launch({
    executablePath,
    headless: false, // the new headless mode, which is the real browser, is asked for below
    args: ['--headless=new', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-unsafe-webgpu', ...more],
  });
}

/**
 * A page that remembers everything that should not happen: console errors, exceptions, policy violations, requests to another origin.
 * `init` runs in the page before its own scripts.
 */
export async function open(browser, origins, { width = 900, height = 700, dark = false, touch = false, camera = false, init, allowed = () => false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', hasTouch: touch, locale: 'ko-KR',
    permissions: ['clipboard-read', 'clipboard-write', ...(camera ? ['camera'] : [])], // all others are refused
  });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000); // software rendering on a busy machine
  const complaints = [];
  const complain = (text) => { if (!allowed(text)) complaints.push(text); };
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

/** Waits until the demo in `root` (a page or a frame) has drawn its first picture and told of it. */
export const ready = (root, selector = '.stage') =>
  root.waitForFunction((name) => {
    const stage = document.querySelector(name);
    return stage?.madang?.counters.drawn > 0 && stage.madang.frame && stage.querySelector('[aria-live]')?.textContent;
  }, selector, { timeout: 60_000 });

/** What the demo says of itself: step, playing, notice, the text mirror, counters. */
export const state = (root, selector = '.stage') =>
  root.evaluate((name) => {
    const stage = document.querySelector(name);
    const { frame, counters } = stage.madang;
    return { ...frame, counters: { ...counters }, mirror: stage.querySelector('[aria-live]')?.textContent ?? '' };
  }, selector);

/** The canvas as it stands on the screen. */
export async function picture(page, selector = '.stage canvas') {
  return page.locator(selector).first().screenshot();
}

/** How many different colours the canvas shows: a blank one shows one. */
export async function colours(page, selector = '.stage canvas') {
  const png = (await picture(page, selector)).toString('base64');
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, png);
}

/** The share of pixels in which two PNGs (base64) differ; 1 where their sizes do. */
export async function differentPixels(browser, one, two) {
  const page = await browser.newPage();
  const share = await page.evaluate(async (pictures) => {
    const [a, b] = await Promise.all(pictures.map(async (data) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    }));
    if (a.width !== b.width || a.height !== b.height) return 1;
    const [left, right] = [a, b].map(({ data }) => new Uint32Array(data.buffer));
    return left.filter((pixel, i) => pixel !== right[i]).length / left.length;
  }, [one, two]);
  await page.close();
  return share;
}

/** Waits until `condition`, asked again and again, is true; fails with `what` after a time that only a broken page needs. */
export async function eventually(condition, what, limit_ms = 30_000) {
  const end = Date.now() + limit_ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
