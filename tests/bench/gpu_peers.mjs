// Matrix products and attention on the GPU by the other implementations. Each gives multiply(size, a, b) and
// attend(shape, q, k, v), which put the operands on its device, once, and give {run(times), read()}.
import {attentionModel, matmulModel} from './onnx_model.mjs';

/**
 * start() begins one operation and gives its result, which stays on the device; release(result) gives its memory back;
 * settle(result) waits for it by reading one number; read(result) gives all of them.
 */
const repeated = ({start, release, settle, read}) => ({
  async run(times) {
    let last = await start();
    for (let i = 1; i < times; i++) {
      release(last);
      last = await start();
    }
    await settle(last);
    release(last);
  },
  async read() {
    const result = await start(), values = await read(result);
    release(result);
    return values;
  },
});

/** The first number of a buffer: it comes when everything before it has been done. */
async function firstNumber(device, buffer) {
  const staging = device.createBuffer({size: 4, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ});
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, 4);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  staging.destroy();
}

/** Attention of single operators: the fused MultiHeadAttention is wrong on Chromium's software GPU (1.30.0). */
async function onnxruntime(load) {
  const ort = await load('onnxruntime-web');
  const options = {executionProviders: ['webgpu'], preferredOutputLocation: 'gpu-buffer'};
  async function operation(model, inputs) {
    const session = await ort.InferenceSession.create(model, options);
    const device = await ort.env.webgpu.device;
    const feeds = Object.fromEntries(inputs.map(([name, values, dims]) => {
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
      const buffer = device.createBuffer({size: values.byteLength, usage});
      device.queue.writeBuffer(buffer, 0, values);
      return [name, ort.Tensor.fromGpuBuffer(buffer, {dataType: 'float32', dims})];
    }));
    return repeated({
      start: async () => Object.values(await session.run(feeds))[0],
      release: (result) => result.dispose(),
      settle: (result) => firstNumber(device, result.gpuBuffer),
      read: (result) => result.getData(),
    });
  }
  return {
    multiply: (size, a, b) => operation(matmulModel(size, b), [['a', a, [size, size]]]),
    attend: ({heads, length, depth}, ...operands) => {
      const dims = [heads, length, depth];
      return operation(attentionModel(dims), operands.map((values, i) => ['qkv'[i], values, dims]));
    },
  };
}

/** Each operation is one jit function. jax-js counts references: what is used again is passed as `.ref`. */
async function jaxJs(load) {
  const jax = await load('jax-js');
  const {numpy: np, nn} = jax;
  await jax.init('webgpu');
  jax.defaultDevice('webgpu');
  const device = jax.getWebGPUDevice();
  const operation = (compute, operands) => repeated({
    start: async () => {
      const result = compute(...operands.map((x) => x.ref));
      await result.ref.gpuBuffer();  // sends it to the device: what is released before that is never computed
      return result;
    },
    release: (result) => result.dispose(),
    settle: async (result) => firstNumber(device, await result.ref.gpuBuffer()),
    read: (result) => result.ref.data(),
  });
  const array = (values, shape) => np.array(values).reshape(shape);
  return {
    multiply: (size, a, b) => operation(jax.jit((x, y) => np.matmul(x, y)), [a, b].map((x) => array(x, [size, size]))),
    attend: ({heads, length, depth}, ...operands) => {
      const attention = jax.jit((q, k, v) => {
        const scores = np.matmul(q, np.transpose(k, [0, 2, 1])).mul(1 / Math.sqrt(depth));
        return np.matmul(nn.softmax(scores, -1), v);
      });
      return operation(attention, operands.map((x) => array(x, [heads, length, depth])));
    },
  };
}

async function tfjs(load) {
  const tf = await load('tfjs-webgpu');
  await tf.setBackend('webgpu');
  await tf.ready();
  const operation = (compute) => repeated({
    start: () => tf.tidy(compute),
    release: (result) => result.dispose(),
    settle: async (result) => {
      const one = tf.slice(result, result.shape.map(() => 0), result.shape.map(() => 1));
      await one.data();
      one.dispose();
    },
    read: (result) => result.data(),
  });
  return {
    multiply: (size, ...operands) => {
      const [a, b] = operands.map((x) => tf.tensor(x, [size, size]));
      return operation(() => tf.matMul(a, b));
    },
    attend: ({heads, length, depth}, ...operands) => {
      const [q, k, v] = operands.map((x) => tf.tensor(x, [heads, length, depth]));
      return operation(() => tf.matMul(tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(depth))), v));
    },
  };
}

export const gpuPeers = {'tfjs-webgpu': tfjs, 'jax-js': jaxJs, 'onnxruntime-web': onnxruntime};
