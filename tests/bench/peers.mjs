// The other implementations in JavaScript. Each item: {work, implementation, operations, run(times) → milliseconds}.
import {createRequire} from 'node:module';
import path from 'node:path';
import {matmulModel} from './onnx_model.mjs';

const require = createRequire(import.meta.url);

/** The same inputs for everybody: a linear congruential generator in [-1, 1). */
function samples(count, seed) {
  let state = (Math.imul(seed, 2654435761) + 12345) >>> 0;
  return Float32Array.from({length: count}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) * 2 ** -23 - 1;
  });
}

const gemm = (size, implementation, run) => ({
  work: `gemm ${size}x${size}x${size}`, implementation, operations: 2 * size ** 3,
  run: async (times) => {
    const start = performance.now();
    await run(times);
    return performance.now() - start;
  },
});

/** b is a constant of the model, so that the session may pack it beforehand, as it does with a layer's weights. */
async function onnxruntime(size) {
  const ort = require('onnxruntime-web');
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(matmulModel(size, samples(size * size, 2)),
    {executionProviders: ['wasm']});
  const feeds = {a: new ort.Tensor('float32', samples(size * size, 1), [size, size])};
  return gemm(size, 'onnxruntime-web', async (times) => {
    for (let i = 0; i < times; i++) await session.run(feeds);
  });
}

async function jaxJs(size) {
  const {defaultDevice, init, jit, numpy, blockUntilReady} = await import('@jax-js/jax');
  await init('wasm');
  defaultDevice('wasm');
  const a = numpy.array(samples(size * size, 1)).reshape([size, size]);
  const b = numpy.array(samples(size * size, 2)).reshape([size, size]);
  const multiply = jit((x, y) => numpy.matmul(x, y));
  return gemm(size, 'jax-js', async (times) => {
    for (let i = 0; i < times; i++) {
      const c = multiply(a.ref, b.ref);
      await blockUntilReady(c);
      c.dispose();
    }
  });
}

async function tfjs(size) {
  const tf = require('@tensorflow/tfjs-core');
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setThreadsCount(1);
  wasm.setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + path.sep);
  await tf.setBackend('wasm');
  await tf.ready();
  const a = tf.tensor2d(samples(size * size, 1), [size, size]);
  const b = tf.tensor2d(samples(size * size, 2), [size, size]);
  return gemm(size, 'tfjs-wasm', (times) => {
    for (let i = 0; i < times; i++) tf.matMul(a, b).dispose();
  });
}

const peers = {'onnxruntime-web': onnxruntime, 'jax-js': jaxJs, 'tfjs-wasm': tfjs};
export const peerNames = Object.keys(peers);

/** The items of one peer. Each peer has a process of its own: some of them put a Worker into Node's globals. */
export async function peerItems(name) {
  const items = [];
  for (const size of [512, 64]) items.push(await peers[name](size));
  return items;
}
