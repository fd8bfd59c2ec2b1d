// The wasm implementations in Chromium, one page each, asked in the same way as implementation.mjs.
// Usage: node chromium.mjs BUILD_FOLDER NAME...
import readline from 'node:readline';
import {launch, serve} from './site.mjs';

const [folder, ...names] = process.argv.slice(2);
const site = await serve(folder);
const browser = await launch('--disable-gpu');

const items = [];
for (const name of names) {
  const page = await browser.newPage();
  page.on('console', (message) => { if (message.type() === 'error') console.error(`Chromium: ${message.text()}`); });
  await page.goto(`${site.origin}/page.html`);
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
site.close();
