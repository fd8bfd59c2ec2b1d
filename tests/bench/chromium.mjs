// The wasm implementations in Chromium, one page each, asked in the same way as implementation.mjs.
// Usage: node chromium.mjs BUILD_FOLDER NAME...
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const [folder, ...names] = process.argv.slice(2);
const {chromium} = createRequire(path.join(import.meta.dirname, '..', '..', 'web', 'package.json'))('playwright-core');
const types = {'.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm'};

/** This folder, and under /builds the builds. Without isolation headers, as on a blog: so there are no threads. */
const server = createServer(async (request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = name.startsWith('/builds/') ? path.join(folder, name.slice(8)) : path.join(import.meta.dirname, name);
  try {
    const content = await readFile(file);
    response.writeHead(200, {'content-type': types[path.extname(file)] ?? 'application/octet-stream'}).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({executablePath, headless: false, args: ['--headless=new', '--no-sandbox', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu',
  '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows']});

const items = [];
for (const name of names) {
  const page = await browser.newPage();
  page.on('console', (message) => { if (message.type() === 'error') console.error(`Chromium: ${message.text()}`); });
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  const listed = await page.evaluate((which) => window.open_items(which), name);
  listed.forEach((item, index) => items.push({...item, run: (times) => page.evaluate(([i, n]) => window.run_item(i, n), [index, times])}));
}
for (const {work, implementation, unit, amount, memory} of items) {
  console.log([work, `${implementation}, Chromium`, unit, amount, memory ?? ''].join('|'));
}
console.log('');
for await (const line of readline.createInterface({input: process.stdin})) {
  const [index, times] = line.split(' ').map(Number);
  console.log(String(await items[index].run(times)));
}
await browser.close();
server.close();
