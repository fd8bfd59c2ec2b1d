// The GPU benchmark in Chromium's software GPU, or served for a browser of one's own.
// Usage: node gpu.mjs BUILD_FOLDER [--serve]
import fs from 'node:fs';
import path from 'node:path';
import {peakSummary, printTable, trainingSummary} from './report.mjs';
import {launch, serve} from './site.mjs';

const [folder, option] = process.argv.slice(2);
const site = await serve(path.resolve(folder), option === '--serve' ? 8090 : 0);
if (option === '--serve') {
  console.log(`Open ${site.origin}/gpu.html`);
} else {
  const browser = await launch('--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-unsafe-webgpu');
  const page = await browser.newPage();
  page.on('console', (message) => console.error(message.text()));
  await page.goto(`${site.origin}/gpu.html`);
  const wishes = {rounds: Math.max(1, Number(process.env.MADANG_BENCH_ROUNDS ?? 7)), wanted: process.env.MADANG_BENCH_ONLY};
  const results = await page.evaluate((all) => window.measure_gpu(all), wishes);
  await browser.close();
  site.close();
  printTable(results);
  peakSummary(results);
  trainingSummary(results);
  const file = path.resolve(folder, '..', 'bench.json');
  const others = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).filter(({work}) => !work.startsWith('GPU ')) : [];
  fs.writeFileSync(file, JSON.stringify([...others, ...results], null, 1) + '\n');
}
