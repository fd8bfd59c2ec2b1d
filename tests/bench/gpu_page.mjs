// gpu.html by hand: the button measures and shows the table. gpu.mjs calls the same measure_gpu.
import {measure} from './gpu_items.mjs';
import {printTable} from './report.mjs';
import {script} from './script.mjs';

const load = (name) => ({
  'madang, WebGPU': async () => (await import('/builds/relaxed/bench_gpu.mjs')).default,
  'onnxruntime-web': () => import('./node_modules/onnxruntime-web/dist/ort.webgpu.min.mjs'),
  'jax-js': () => import('./node_modules/@jax-js/jax/dist/index.js'),
  'tfjs-webgpu': async () => {
    await script('node_modules/@tensorflow/tfjs/dist/tf.min.js');
    await script('node_modules/@tensorflow/tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js');
    return window.tf;
  },
})[name]();

window.measure_gpu = ({rounds, wanted}) => measure({load, rounds, wanted: new RegExp(wanted ?? ''), say: console.log});

const [button, output] = ['button', 'pre'].map((name) => document.querySelector(name));
button.addEventListener('click', async () => {
  button.disabled = true;
  output.textContent = '';
  const print = (line) => { output.textContent += line + '\n'; };
  try {
    printTable(await measure({load, say: print}), print);
  } catch (error) {
    print(String(error));
  }
  button.disabled = false;
});
