// One implementation in its own process: lists its items, then answers each line "index times" with milliseconds.
// Usage: node implementation.mjs NAME BUILD_FOLDER   (NAME: plain, relaxed, or a peer)
import path from 'node:path';
import readline from 'node:readline';
import {pathToFileURL} from 'node:url';
import {peerItems, peerNames} from './peers.mjs';

const [name, folder] = process.argv.slice(2);

async function ownItems() {
  const {default: create} = await import(pathToFileURL(path.resolve(folder, name, 'bench.mjs')));
  const module = await create();
  return Array.from({length: module._bench_count()}, (_, i) => {
    const variant = module.UTF8ToString(module._bench_variant(i));
    return {
      work: module.UTF8ToString(module._bench_work(i)),
      implementation: `madang ${name}${variant}`,
      operations: module._bench_operations(i),
      run: (times) => {
        const start = performance.now();
        module._bench_run(i, times);
        return performance.now() - start;
      },
    };
  });
}

const items = await (peerNames.includes(name) ? peerItems(name) : ownItems());
for (const {work, implementation, operations} of items) console.log(`${work}|${implementation}|${operations}`);
console.log('');
for await (const line of readline.createInterface({input: process.stdin})) {
  const [index, times] = line.split(' ').map(Number);
  console.log(String(await items[index].run(times)));
}
process.exit(0);
