// One implementation in its own process: lists its items, then answers each line "index times" with milliseconds.
// Usage: node implementation.mjs NAME BUILD_FOLDER   (NAME: plain, relaxed, or a peer)
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {pathToFileURL} from 'node:url';
import {ownItems, timed} from './own.mjs';
import {peerItems, peerNames} from './peers.mjs';

const [name, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const load = {
  'onnxruntime-web': () => require('onnxruntime-web'),
  'jax-js': () => import('@jax-js/jax'),
  'tfjs-wasm': () => {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setThreadsCount(1);
    wasm.setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + path.sep);
    return require('@tensorflow/tfjs');
  },
};

async function own() {
  const {default: create} = await import(pathToFileURL(path.resolve(folder, name, 'bench.mjs')));
  return ownItems(await create());
}

const isPeer = peerNames.includes(name);
const items = await (isPeer ? peerItems(name, (which) => load[which]()) : own());
for (const {work, unit, amount, memory} of items) {
  console.log([work, isPeer ? name : `madang ${name}`, unit, amount, memory ?? ''].join('|'));
}
console.log('');
for await (const line of readline.createInterface({input: process.stdin})) {
  const [index, times] = line.split(' ').map(Number);
  console.log(String(await timed(items[index], times)));
}
process.exit(0);
