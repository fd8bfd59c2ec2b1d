/** Ours, from the module of gpu.cpp: the same as a peer of gpu_peers.mjs, `halves` too where the device has shader-f16 (its
 *  operands are stored as f16), and gpt(...) for training steps. */
export async function own(create, gpu) {
  let finish;
  const module = await create({gpu, answer: (values, reason) => finish(values, reason)});
  /** Calls one of the module's functions and waits for its answer. */
  const ask = (call) => new Promise((resolve, reject) => {
    finish = (values, reason) => values ? resolve(values) : reject(new Error(reason));
    call();
  });
  /** Gives the places of copies in the module's memory to `call`. */
  function withCopies(arrays, call) {
    const places = arrays.map((array) => module._malloc(array.byteLength));
    arrays.forEach((array, i) => module.HEAPF32.set(array, places[i] / 4));
    const result = call(...places);
    places.forEach((place) => module._free(place));
    return result;
  }
  const operation = (index) => ({
    run: (times) => ask(() => module._bench_run(index, times, 0)),
    read: () => ask(() => module._bench_run(index, 1, 1)),
  });
  const kernels = (half) => ({
    multiply: (size, ...operands) => operation(withCopies(operands, (...places) => module._bench_matmul(size, half, ...places))),
    attend: ({heads, length, depth}, ...operands) =>
      operation(withCopies(operands, (...places) => module._bench_attention(heads, length, depth, half, ...places))),
  });
  await ask(() => module._bench_start());
  return {
    chosen: `matmul by ${module.UTF8ToString(module._bench_variant(0))}, attention by ${module.UTF8ToString(module._bench_variant(1))}`,
    ...kernels(0),
    halves: module._bench_has_half() ? kernels(1) : null,
    /** One model for both: each gives the loss of the last of its steps. */
    gpt: (size) => {
      module._bench_gpt(size);
      return {
        onCpu: async (steps) => module._bench_cpu_steps(steps),
        onDevice: async (steps) => (await ask(() => module._bench_device_steps(steps)))[0],
      };
    },
  };
}
