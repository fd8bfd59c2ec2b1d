// gpu.html by hand: the button measures and shows the table. gpu.mjs calls the same measure_gpu.
import {measure} from './gpu_items.mjs';
import {gpuPeers} from './gpu_peers.mjs';
import {printTable} from './report.mjs';
import {script} from './script.mjs';

const load = (name) => ({
  'onnxruntime-web': () => import('./node_modules/onnxruntime-web/dist/ort.webgpu.min.mjs'),
  'jax-js': () => import('./node_modules/@jax-js/jax/dist/index.js'),
  'tfjs-webgpu': async () => {
    await script('node_modules/@tensorflow/tfjs/dist/tf.min.js');
    await script('node_modules/@tensorflow/tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js');
    return window.tf;
  },
})[name]();

const peers = Object.fromEntries(Object.entries(gpuPeers).map(([name, start]) => [name, () => start(load)]));

const measureHere = async (wishes) =>
  measure({gpu: navigator.gpu, create: (await import('/builds/relaxed/bench_gpu.mjs')).default, peers, sizes: [64, 128, 256], ...wishes});

window.measure_gpu = ({rounds, wanted}) => measureHere({rounds, wanted: new RegExp(wanted ?? ''), say: console.log});

const [button, output] = ['button', 'pre'].map((name) => document.querySelector(name));
button.addEventListener('click', async () => {
  button.disabled = true;
  output.textContent = '';
  const print = (line) => { output.textContent += line + '\n'; };
  try {
    printTable(await measureHere({say: print}), print);
  } catch (error) {
    print(String(error));
  }
  button.disabled = false;
});
