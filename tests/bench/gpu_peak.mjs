// The speed that no kernel can exceed: float32 multiply-adds that wait for nothing, on a device of its own.
const kThreads = 2 ** 17, kGroup = 256, kChains = 8, kRounds = 128;

/** x ← ½ x + ½ from a number that the compiler does not know, eight chains of four lanes a thread: all end at 1. */
const code = `
@group(0) @binding(0) var<storage, read_write> data: array<f32>;
@compute @workgroup_size(${kGroup}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let factor = vec4f(data[${kThreads}]);
  ${Array.from({length: kChains}, (_, i) => `var x${i} = vec4f(data[id.x] + ${i}.0);`).join(' ')}
  for (var round = 0; round < ${kRounds}; round++) {
    ${Array.from({length: kChains}, (_, i) => `x${i} = fma(x${i}, factor, factor);`).join(' ')}
  }
  data[id.x] = dot(${Array.from({length: kChains}, (_, i) => `x${i}`).join(' + ')}, vec4f(${1 / (4 * kChains)}));
}`;

/** An item like those of gpu_items.mjs: run(times) does so many dispatches, read() gives what the last one left. */
export async function peakItem(gpu) {
  const adapter = await gpu.requestAdapter({powerPreference: 'high-performance'});
  const device = await adapter.requestDevice();
  const size = 4 * (kThreads + 1);
  const data = device.createBuffer({size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC});
  const staging = device.createBuffer({size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ});
  device.queue.writeBuffer(data, 0, new Float32Array(kThreads + 1).fill(0.5));
  const pipeline = await device.createComputePipelineAsync({layout: 'auto', compute: {module: device.createShaderModule({code})}});
  const group = device.createBindGroup({layout: pipeline.getBindGroupLayout(0), entries: [{binding: 0, resource: {buffer: data}}]});

  async function dispatch(times, bytes) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    for (let i = 0; i < times; i++) pass.dispatchWorkgroups(kThreads / kGroup);
    pass.end();
    encoder.copyBufferToBuffer(data, 0, staging, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, bytes);
    const values = new Float32Array(staging.getMappedRange(0, bytes).slice(0));
    staging.unmap();
    return values;
  }
  return {
    work: 'GPU peak of float32 multiply-add', implementation: 'chains', unit: 'GFLOP/s',
    amount: 2 * 4 * kChains * kRounds * kThreads,
    run: (times) => dispatch(times, 4),
    read: async () => (await dispatch(1, size)).subarray(0, kThreads),
    expected: new Float64Array(kThreads).fill(1),
  };
}
