// What chromium.mjs asks for: open_items(name) → the list, run_item(index, times) → milliseconds.
import {ownItems, timed} from './own.mjs';
import {peerItems, peerNames} from './peers.mjs';
import {script} from './script.mjs';

const load = {
  'onnxruntime-web': () => import('./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs'),
  'jax-js': () => import('./node_modules/@jax-js/jax/dist/index.js'),
  'tfjs-wasm': async () => {
    await script('node_modules/@tensorflow/tfjs/dist/tf.min.js');
    await script('node_modules/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js');
    window.tf.wasm.setThreadsCount(1);
    window.tf.wasm.setWasmPaths('node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    return window.tf;
  },
};

let items = [];

window.open_items = async (name) => {
  const isPeer = peerNames.includes(name);
  items = isPeer ? await peerItems(name, (which) => load[which]())
    : ownItems(await (await import(`/builds/${name}/bench.mjs`)).default());
  return items.map(({work, unit, amount, memory}) => ({work, unit, amount, memory, implementation: isPeer ? name : `madang ${name}`}));
};
window.run_item = (index, times) => timed(items[index], times);
