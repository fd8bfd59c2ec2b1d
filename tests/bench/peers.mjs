// The other implementations in JavaScript, in Node and in a browser. Each item: {work, unit, amount, run(times)}; how a
// package is loaded is the caller's affair: load('jax') and so on gives the module.
import {matmulModel} from './onnx_model.mjs';
import {samples} from './samples.mjs';
import {jaxSteps} from './training_jax.mjs';
import {tfjsSteps} from './training_tfjs.mjs';

const kSizes = [64, 256, 512];
const gemm = (size, run) => ({work: `gemm ${size}x${size}x${size}`, unit: 'GFLOP/s', amount: 2 * size ** 3, run});
const step = ([work, once]) => ({work, unit: 'µs', amount: 1, once, run: async (times) => {
  for (let i = 0; i < times; i++) await once();
}});

/** b is a constant of the model, so that the session may pack it beforehand, as it does with a layer's weights. */
async function onnxruntime(load) {
  const ort = await load('onnxruntime-web');
  ort.env.wasm.numThreads = 1;
  return Promise.all(kSizes.map(async (size) => {
    const session = await ort.InferenceSession.create(matmulModel(size, samples(size * size, 2)), {executionProviders: ['wasm']});
    const feeds = {a: new ort.Tensor('float32', samples(size * size, 1), [size, size])};
    return gemm(size, async (times) => {
      for (let i = 0; i < times; i++) await session.run(feeds);
    });
  }));
}

async function jaxJs(load) {
  const jax = await load('jax-js');
  const {numpy} = jax;
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const multiply = jax.jit((x, y) => numpy.matmul(x, y));
  const products = kSizes.map((size) => {
    const a = numpy.array(samples(size * size, 1)).reshape([size, size]);
    const b = numpy.array(samples(size * size, 2)).reshape([size, size]);
    return gemm(size, async (times) => {
      for (let i = 0; i < times; i++) {
        const c = multiply(a.ref, b.ref);
        await jax.blockUntilReady(c);
        c.dispose();
      }
    });
  });
  return [...products, ...jaxSteps(jax).map(step)];
}

async function tfjs(load) {
  const tf = await load('tfjs-wasm');
  await tf.setBackend('wasm');
  await tf.ready();
  const products = kSizes.map((size) => {
    const a = tf.tensor2d(samples(size * size, 1), [size, size]);
    const b = tf.tensor2d(samples(size * size, 2), [size, size]);
    return gemm(size, (times) => {
      for (let i = 0; i < times; i++) tf.matMul(a, b).dispose();
    });
  });
  return [...products, ...tfjsSteps(tf).map(step)];
}

const peers = {'onnxruntime-web': onnxruntime, 'jax-js': jaxJs, 'tfjs-wasm': tfjs};
export const peerNames = Object.keys(peers);

/** The items of one peer. What it cannot do is said and left out. */
export async function peerItems(name, load) {
  const able = [];
  for (const item of await peers[name](load)) {
    try {
      await item.once?.();
      able.push(item);
    } catch (error) {
      console.error(`${name} cannot do "${item.work}": ${error.message.split('\n')[0]}`);
    }
  }
  return able;
}
