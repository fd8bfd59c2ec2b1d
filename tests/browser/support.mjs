import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRequire } from 'node:module';

const web = path.join(import.meta.dirname, '..', '..', 'web');
const { chromium } = createRequire(path.join(web, 'package.json'))('playwright-core');
export const axeSource = createRequire(path.join(web, 'package.json')).resolve('axe-core/axe.min.js');

export const dist = process.env.MADANG_DIST;
export const demos = JSON.parse(await readFile(path.join(dist, 'demos.json'), 'utf8')).demos;
export const slugs = demos.map((demo) => demo.slug);

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
  '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.ttf': 'font/ttf',
};

/** Serves the built site, and under /blog/ whatever pages a test adds: `site.pages.set('/blog/post', html)`. */
export async function serve() {
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (pages.has(name)) return response.writeHead(200, { 'content-type': types['.html'] }).end(pages.get(name));
    const file = path.join(dist, name.endsWith('/') ? `${name}index.html` : name);
    try {
      const content = await readFile(file);
      response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, pages, close: () => server.close() };
}

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  if (!executablePath) throw new Error('no Chromium: install the package chromium, or name the program in CHROMIUM');
  return chromium.launch({
    executablePath,
    headless: false, // the new headless mode, which is the real browser, is asked for below
    args: ['--headless=new', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-unsafe-webgpu'],
  });
}

/**
 * A page that remembers everything that should not happen: console errors, exceptions, policy violations, requests to another origin.
 * `init` runs in the page before its own scripts.
 */
export async function open(browser, origins, { width = 900, height = 700, dark = false, touch = false, init, allowed = () => false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', hasTouch: touch, locale: 'ko-KR',
    permissions: ['clipboard-read', 'clipboard-write'],
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

/** Waits until the demo in `root` (a page or a frame) has drawn its first picture. */
export const ready = (root, selector = '.stage') =>
  root.waitForFunction((name) => document.querySelector(name)?.madang?.counters.drawn > 0 && document.querySelector(name).madang.frame, selector, { timeout: 60_000 });

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
