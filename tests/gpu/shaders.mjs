// The shaders by themselves, without C++: every result against the same formula in double precision.
// Outputs are poisoned first, so that an element which nobody wrote shows.
import {readFileSync} from 'node:fs';

const root = new URL('../../', import.meta.url);
const poison = 12345.678;
const pipelines = new Map();
let seed = 1;

function numbers(count) {
  return Float32Array.from({length: count}, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 31 - 1;
  });
}

async function pipeline(device, name, constants) {
  const key = name + JSON.stringify(constants);
  if (!pipelines.has(key)) {
    const module = device.createShaderModule({code: readFileSync(new URL(`shaders/${name}.wgsl`, root), 'utf8')});
    const {messages} = await module.getCompilationInfo();
    for (const m of messages) throw new Error(`${name}.wgsl:${m.lineNum}:${m.linePos} ${m.type}: ${m.message}`);
    pipelines.set(key, await device.createComputePipelineAsync(
        {layout: 'auto', compute: {module, entryPoint: name, constants}}));
  }
  return pipelines.get(key);
}

async function run(device, name, constants, uniforms, inputs, outputCount, groups) {
  const compute = await pipeline(device, name, constants);
  const buffer = (data, usage) => {
    const made = device.createBuffer({size: data.byteLength, usage: usage | GPUBufferUsage.COPY_DST});
    device.queue.writeBuffer(made, 0, data);
    return made;
  };
  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const output = buffer(new Float32Array(outputCount).fill(poison), storage);
  const bindings = [buffer(uniforms, GPUBufferUsage.UNIFORM), ...inputs.map((data) => buffer(data, storage)), output];
  const staging = device.createBuffer({size: output.size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST});
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(compute);
  pass.setBindGroup(0, device.createBindGroup({
    layout: compute.getBindGroupLayout(0),
    entries: bindings.map((made, binding) => ({binding, resource: {buffer: made}})),
  }));
  pass.dispatchWorkgroups(...groups);
  pass.end();
  encoder.copyBufferToBuffer(output, 0, staging, 0, output.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const values = new Float32Array(staging.getMappedRange()).slice();
  for (const made of [...bindings, staging]) made.destroy();
  return values;
}

/// Throws unless every value is within 1e-4 of the largest finite one, and NaN or infinite exactly where wanted.
function expectClose(got, wanted) {
  const largest = wanted.reduce((most, value) => Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most, 1e-30);
  for (let i = 0; i < wanted.length; ++i) {
    if (!Object.is(got[i], wanted[i]) && !(Math.abs(got[i] - wanted[i]) <= 1e-4 * largest)) {
      throw new Error(`element ${i} of ${wanted.length}: ${got[i]}, not ${wanted[i]}`);
    }
  }
}

function matmulReference({batch, m, n, k, ta, tb, sharedB}, a, b) {
  const c = new Float64Array(batch * m * n);
  for (let z = 0; z < batch; ++z) {
    const bOffset = sharedB ? 0 : z * k * n;
    for (let i = 0; i < m; ++i) {
      for (let j = 0; j < n; ++j) {
        let sum = 0;
        for (let d = 0; d < k; ++d) {
          sum += a[z * m * k + (ta ? d * m + i : i * k + d)] * b[bOffset + (tb ? j * k + d : d * n + j)];
        }
        c[(z * m + i) * n + j] = sum;
      }
    }
  }
  return c;
}

async function testMatmul(device, shape) {
  const {batch, m, n, k, ta, tb, sharedB, tile, nan} = shape;
  const a = numbers(batch * m * k), b = numbers((sharedB ? 1 : batch) * k * n);
  if (nan) a[Math.floor(a.length / 2)] = NaN, b[0] = Infinity;
  const uniforms = new Uint32Array([m, n, k, ta, tb, m * k, sharedB ? 0 : k * n, 0]);
  const [x, y, depth] = tile;
  const groups = [Math.ceil(n / (4 * x)), Math.ceil(m / (4 * y)), batch];
  const constants = {threads_x: x, threads_y: y, tile_depth: depth};
  const got = await run(device, 'matmul', constants, uniforms, [a, b], batch * m * n, groups);
  expectClose(got, matmulReference(shape, a, b));
}

function attentionReference({heads, queries, keys, depth, valueDepth, causal, scale}, q, k, v) {
  const out = new Float64Array(heads * queries * valueDepth);
  for (let h = 0; h < heads; ++h) {
    for (let i = 0; i < queries; ++i) {
      const scores = [];
      for (let j = 0; j < (causal ? Math.min(keys, i + 1) : keys); ++j) {
        let dot = 0;
        for (let d = 0; d < depth; ++d) dot += q[(h * queries + i) * depth + d] * k[(h * keys + j) * depth + d];
        scores.push(dot * scale);
      }
      const maximum = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - maximum));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      for (let d = 0; d < valueDepth; ++d) {
        const total = weights.reduce((so_far, w, j) => so_far + w * v[(h * keys + j) * valueDepth + d], 0);
        out[(h * queries + i) * valueDepth + d] = total / sum;
      }
    }
  }
  return out;
}

async function testAttention(device, shape) {
  const {heads, queries, keys, depth, valueDepth, causal, scale, tile, nan} = shape;
  const q = numbers(heads * queries * depth), k = numbers(heads * keys * depth), v = numbers(heads * keys * valueDepth);
  if (nan === 'q') q[depth] = NaN;
  if (nan === 'last value') v[v.length - 1] = NaN;
  const uniforms = new ArrayBuffer(32);
  new Uint32Array(uniforms).set([queries, keys, depth, valueDepth, causal]);
  new Float32Array(uniforms)[5] = scale;
  const [lanes, rows, groups] = tile;
  const got = await run(device, 'attention', {lanes, rows, groups}, uniforms, [q, k, v], heads * queries * valueDepth,
                        [Math.ceil(queries / rows), heads]);
  expectClose(got, attentionReference(shape, q, k, v));
}

const describe = (shape) => Object.entries(shape).map(([name, value]) => `${name} ${value}`).join(', ');

function* matmulShapes() {
  const plain = {batch: 1, ta: 0, tb: 0, sharedB: false, tile: [8, 8, 16]};
  for (const [m, n, k] of [[1, 1, 1], [1, 7, 5], [31, 1, 33], [32, 32, 16], [33, 31, 17], [13, 127, 3], [2, 3, 257]]) {
    yield {...plain, m, n, k};
  }
  for (const ta of [0, 1]) for (const tb of [0, 1]) yield {...plain, batch: 3, m: 37, n: 29, k: 19, ta, tb};
  yield {...plain, batch: 2, m: 5, n: 6, k: 7, sharedB: true};
  for (const size of [63, 64, 65]) yield {...plain, m: size, n: size, k: size, tile: [16, 16, 16]};
  yield {...plain, m: 50, n: 20, k: 9, tile: [4, 16, 8]};
  yield {...plain, m: 40, n: 9, k: 11, nan: true};
}

function* attentionShapes() {
  const plain = {heads: 1, depth: 8, valueDepth: 8, causal: 0, scale: 8 ** -0.5, tile: [16, 16, 16]};
  for (const [queries, keys] of [[1, 1], [1, 17], [15, 16], [16, 15], [17, 33], [31, 7]]) {
    yield {...plain, queries, keys};
    yield {...plain, queries, keys, causal: 1};
  }
  for (let heads = 1; heads <= 8; ++heads) yield {...plain, heads, queries: 13, keys: 13, depth: heads, causal: heads % 2};
  yield {...plain, queries: 257, keys: 257, heads: 2, causal: 1};
  yield {...plain, queries: 19, keys: 23, depth: 64, valueDepth: 1};
  yield {...plain, queries: 19, keys: 23, depth: 3, valueDepth: 61};
  yield {...plain, queries: 11, keys: 40, depth: 127, valueDepth: 128, tile: [16, 8, 32]};
  yield {...plain, queries: 30, keys: 30, scale: 60};    // nearly one-hot
  yield {...plain, queries: 30, keys: 30, scale: 1e-6};  // nearly uniform
  yield {...plain, queries: 30, keys: 30, scale: -3};
  yield {...plain, queries: 21, keys: 21, nan: 'q'};
  yield {...plain, queries: 21, keys: 21, nan: 'last value'};
  yield {...plain, queries: 21, keys: 21, nan: 'last value', causal: 1};
}

export async function testShaders(gpu, test) {
  const device = await (await gpu.requestAdapter()).requestDevice();
  const uncaptured = [];
  device.onuncapturederror = ({error}) => uncaptured.push(error.message);
  for (const shape of matmulShapes()) await test(`matmul.wgsl: ${describe(shape)}`, () => testMatmul(device, shape));
  for (const shape of attentionShapes()) {
    await test(`attention.wgsl: ${describe(shape)}`, () => testAttention(device, shape));
  }
  await test('no error that nobody asked for', () => {
    if (uncaptured.length > 0) throw new Error(uncaptured.join('\n'));
  });
  device.destroy();
}
