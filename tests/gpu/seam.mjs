// The C++ seam (seam.cpp and what it calls) against a WebGPU that is handed in, whole or with a fault. Knows neither
// Node nor the browser: run.mjs and the browser's test both use it.

/** Passes everything on to `target` but what `changes` names. */
function altered(target, changes) {
  return new Proxy(target, {
    get(_, name) {
      if (name in changes) return changes[name];
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (_, name, value) => Reflect.set(target, name, value),
  });
}

/** A gpu whose device is altered by changes(device). */
function withDevice(gpu, changes) {
  const requestAdapter = async () => {
    const adapter = await gpu.requestAdapter();
    const requestDevice = async (...wishes) => {
      const device = await adapter.requestDevice(...wishes);
      return altered(device, changes(device));
    };
    return altered(adapter, {requestDevice});
  };
  return altered(gpu, {requestAdapter});
}

const limit_ms = 840_000;    // only what hangs takes that long, on however busy a machine
const playing = new Set();  // a module that nobody holds is collected, and its answers never come

/** Runs one scenario in a fresh module; each of its checks is a test. One that never ends, ends all. */
async function play(create, test, title, scenario, surroundings, expected = '') {
  const began = Date.now();
  const checks = [];
  const starting = [];
  let finish;
  const done = new Promise((resolve) => { finish = resolve; });
  const module = await create({
    check: (condition, name) => checks.push([condition, name]),
    done: () => finish('done'),
    gpuStarting: (flag) => { starting.push(flag); },
    ...surroundings,
  });
  playing.add(module);
  module.ccall('run_scenario', null, ['string', 'string'], [scenario, expected]);
  const timer = setTimeout(() => finish('hangs'), limit_ms);
  const end = await done;
  clearTimeout(timer);
  playing.delete(module);
  console.log(`  ${title}: ${checks.length} checks in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  // What comes after the end is looked at too.
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [condition, name] of checks) {
    await test(`${title}: ${name}`, () => { if (!condition) throw new Error('does not hold'); });
  }
  if (end !== 'done') throw new Error(`${title}: still waiting after ${limit_ms / 60_000} minutes`);
  if (checks.length === 0) throw new Error(`${title}: checked nothing`);
  return starting;
}

/** What needs a working GPU. */
export async function testKernels(gpu, create, test) {
  for (const scenario of ['kernels', 'order']) {
    await play(create, test, scenario, scenario, {gpu});
  }
  if ((await gpu.requestAdapter()).features.has('shader-f16')) {
    await play(create, test, 'kernels with f16', 'half kernels', {gpu});
  } else {
    console.log('  kernels with f16: NOT RUN, this adapter has no shader-f16');
  }
}

/** What can be missing or go wrong. */
export async function testSeam(gpu, create, test) {
  const adapterWith = (changes) => altered(gpu, {requestAdapter: async () => altered(await gpu.requestAdapter(), changes)});

  const starting = await play(create, test, 'whole GPU', 'compute', {gpu});
  await test('the page hears of the start and of its end', () => {
    if (starting.join() !== 'true,false') throw new Error(starting.join());
  });

  await play(create, test, 'no WebGPU', 'absent', {gpu: false}, 'WebGPU is not available');
  await play(create, test, 'no adapter', 'absent', {gpu: {requestAdapter: async () => null}}, 'No GPU');
  const refuse = async () => { throw new Error('limit of the house'); };
  await play(create, test, 'adapter request fails', 'absent', {gpu: {requestAdapter: refuse}}, 'limit of the house');
  await play(create, test, 'refused device', 'absent', {gpu: adapterWith({requestDevice: refuse})}, 'limit of the house');
  const tried = await play(create, test, 'a start that killed the page', 'killed page', {gpu, gpuKilledPage: true});
  await test('only the start that was asked for is one', () => {
    if (tried.join() !== 'true,false') throw new Error(tried.join());
  });

  const memory = {};
  const gpuRemember = (key, value) => { memory[key] = value; };
  const tuned = {};
  await play(create, test, 'tuner', 'tuner', {gpu, gpuRemember: (key, value) => { tuned[key] = value; }});
  await test('the choice is remembered', () => {
    if (!/^(tiles|direct|quads)/.test(Object.values(tuned).join())) throw new Error(JSON.stringify(tuned));
  });
  await play(create, test, 'choice', 'choice', {gpu, gpuRemember});
  await test('what was measured is remembered', () => {
    if (Object.keys(memory).length !== 3) throw new Error(JSON.stringify(memory));
  });
  const key = Object.keys(memory).find((each) => each.startsWith('attention crossover'));
  for (const value of ['1000', 'inf']) {
    await play(create, test, `choice, ${value} remembered`, 'choice', {gpu, gpuMemory: {[key]: value}});
  }

  await play(create, test, 'no shader-f16', 'no half', {gpu: adapterWith({features: new Set()})});
  await play(create, test, 'broken shader', 'broken', {gpu});

  let current;
  const remembered = withDevice(gpu, (device) => { current = device; return {}; });
  await play(create, test, 'lost device', 'lost', {gpu: remembered, killDevice: () => current.destroy()});

  // A real device cannot be filled reliably: the scope of each buffer reports what a full one reports.
  const full = withDevice(gpu, (device) => {
    const filters = [];
    return {
      pushErrorScope: (filter) => { filters.push(filter), device.pushErrorScope(filter); },
      popErrorScope: async () => {
        const error = filters.pop() === 'out-of-memory' ? {message: 'full'} : null;
        return await device.popErrorScope() ?? error;
      },
    };
  });
  await play(create, test, 'full memory', 'out of memory', {gpu: full});
}
