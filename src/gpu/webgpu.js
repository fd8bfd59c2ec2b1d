// Thin glue between C++ and WebGPU, for Emscripten's --js-library; glue.h says what each function promises.
// Works in a page, in a worker and in Node. What belongs to the browser or to Module has a quoted name, so
// that the code may be minified. From outside it takes
//   Module['gpu']            a GPU object in place of navigator.gpu
//   Module['gpuForbidden']   a reason not to start the GPU at all
//   Module['gpuStarting']    called with true before a start and false after it: a page that remembers `true`
//                            knows that the last start killed the tab

addToLibrary({
  $madangGpus: [null],  // by handle; null once stopped
  $MadangGpuEvent: {
    ready: 0, noWebgpu: 1, forbidden: 2, noAdapter: 3, refused: 4, lost: 5,
    done: 6, badShader: 7, outOfMemory: 8, runFailed: 9,
  },

  // The error of the scope just pushed, or null; a lost device has other ways to say so.
  $madangGpuScope: (device, filter, action) => {
    device['pushErrorScope'](filter);
    const made = action();
    return {made, error: device['popErrorScope']().catch(() => null)};
  },
  $madangGpuFailure: (event, text) => Object.assign(new Error(text), {event}),

  $madangGpuOpen__deps: ['$MadangGpuEvent', '$madangGpuFailure'],
  $madangGpuOpen: async (gpu) => {
    const fail = (event, error) => { throw madangGpuFailure(event, error ? String(error['message'] ?? error) : ''); };
    if (Module['gpuForbidden']) fail(MadangGpuEvent.forbidden, Module['gpuForbidden']);
    const api = Module['gpu'] ?? globalThis['navigator']?.['gpu'];
    if (!api) fail(MadangGpuEvent.noWebgpu);
    Module['gpuStarting']?.(true);
    try {
      const adapter = await api['requestAdapter']().catch((error) => fail(MadangGpuEvent.noAdapter, error));
      if (!adapter) fail(MadangGpuEvent.noAdapter);
      gpu.device = await adapter['requestDevice']().catch((error) => fail(MadangGpuEvent.refused, error));
      const info = adapter['info'] ?? {};
      return ['vendor', 'architecture', 'device', 'description'].map((key) => info[key]).filter(Boolean).join(' ');
    } finally {
      Module['gpuStarting']?.(false);
    }
  },

  madang_gpu_start__deps: ['$madangGpus', '$madangGpuOpen', '$MadangGpuEvent', '$stringToUTF8'],
  madang_gpu_start: (owner, onEvent, message, messageBytes) => {
    const gpu = {device: null, buffers: new Map(), pipelines: [null], lastBuffer: 0, uncaptured: null, ended: false};
    gpu.tell = (event, ticket, text) => {
      if (gpu.ended) return;
      stringToUTF8(text, message, messageBytes);
      {{{ makeDynCall('vpii', 'onEvent') }}}(owner, event, ticket);
    };
    const begin = async () => {
      const adapter = await madangGpuOpen(gpu);
      const device = gpu.device;
      if (gpu.ended) return device['destroy']();
      device['onuncapturederror'] = (event) => { gpu.uncaptured = String(event['error']['message']); };
      device['lost'].then((info) => gpu.tell(MadangGpuEvent.lost, 0, info['message'] || info['reason'] || ''));
      return adapter;
    };
    begin().then((adapter) => () => gpu.tell(MadangGpuEvent.ready, 0, adapter),
                 (error) => () => gpu.tell(error.event ?? MadangGpuEvent.refused, 0, error.message))
        .then((tell) => tell());
    return madangGpus.push(gpu) - 1;
  },

  madang_gpu_stop__deps: ['$madangGpus'],
  madang_gpu_stop: (handle) => {
    const gpu = madangGpus[handle];
    madangGpus[handle] = null;
    gpu.ended = true;
    gpu.device?.['destroy']();
  },

  madang_gpu_limit__deps: ['$madangGpus', '$UTF8ToString'],
  madang_gpu_limit: (handle, name) => madangGpus[handle].device['limits'][UTF8ToString(name)],

  madang_gpu_buffer__deps: ['$madangGpus', '$madangGpuScope'],
  madang_gpu_buffer: (handle, bytes, usage) => {
    const gpu = madangGpus[handle];
    const create = () => gpu.device['createBuffer']({'size': bytes, 'usage': usage});
    gpu.buffers.set(++gpu.lastBuffer, madangGpuScope(gpu.device, 'out-of-memory', create));
    return gpu.lastBuffer;
  },
  madang_gpu_free__deps: ['$madangGpus'],
  madang_gpu_free: (handle, buffer) => {
    const {buffers} = madangGpus[handle];
    buffers.get(buffer).made['destroy']();
    buffers.delete(buffer);
  },
  madang_gpu_write__deps: ['$madangGpus'],
  madang_gpu_write: (handle, buffer, data, bytes) => {
    const gpu = madangGpus[handle];
    gpu.device['queue']['writeBuffer'](gpu.buffers.get(buffer).made, 0, HEAPU8, data, bytes);
  },

  madang_gpu_pipeline__deps: ['$madangGpus', '$madangGpuFailure', '$madangGpuScope', '$MadangGpuEvent', '$UTF8ToString'],
  madang_gpu_pipeline: (handle, wgsl, entryPoint, constants) => {
    const gpu = madangGpus[handle], device = gpu.device;
    const fail = (text) => { throw madangGpuFailure(MadangGpuEvent.badShader, text); };
    const code = UTF8ToString(wgsl), name = UTF8ToString(entryPoint), values = JSON.parse(UTF8ToString(constants));
    const shader = madangGpuScope(device, 'validation', () => device['createShaderModule']({'code': code}));
    const create = async () => {
      if (await shader.error) {
        const {'messages': messages} = await shader.made['getCompilationInfo']();
        fail(messages.filter((m) => m['type'] === 'error')
            .map((m) => `${name}.wgsl:${m['lineNum']}:${m['linePos']} ${m['message']}`).join('; '));
      }
      const stage = {'module': shader.made, 'entryPoint': name, 'constants': values};
      return device['createComputePipelineAsync']({'layout': 'auto', 'compute': stage})
          .catch((error) => fail(`${name}.wgsl: ${error['message']}`));
    };
    const pipeline = create();
    pipeline.catch(() => {});  // the run that waits for it tells
    return gpu.pipelines.push(pipeline) - 1;
  },

  madang_gpu_run__deps: ['$madangGpus', '$madangGpuFailure', '$madangGpuScope', '$MadangGpuEvent'],
  madang_gpu_run: (handle, ticket, pipelineHandle, bindings, count, x, y, z, staging, destination, bytes) => {
    const gpu = madangGpus[handle], device = gpu.device;
    const places = Array.from({length: count}, (_, i) => gpu.buffers.get(HEAP32[(bindings >> 2) + i]));
    const stagingPlace = gpu.buffers.get(staging), readable = stagingPlace.made;
    const check = async (errors, event) => {
      for (const error of await Promise.all(errors)) if (error) throw madangGpuFailure(event, error['message']);
    };
    const submit = (pipeline) => {
      const encoder = device['createCommandEncoder'](), pass = encoder['beginComputePass']();
      const entries = places.map(({made}, i) => ({'binding': i, 'resource': {'buffer': made}}));
      pass['setPipeline'](pipeline);
      pass['setBindGroup'](0, device['createBindGroup']({'layout': pipeline['getBindGroupLayout'](0), 'entries': entries}));
      pass['dispatchWorkgroups'](x, y, z);
      pass['end']();
      encoder['copyBufferToBuffer'](places[count - 1].made, 0, readable, 0, bytes);
      device['queue']['submit']([encoder['finish']()]);
    };
    const work = async () => {
      const before = gpu.uncaptured;
      await check([...places, stagingPlace].map(({error}) => error), MadangGpuEvent.outOfMemory);
      const pipeline = await gpu.pipelines[pipelineHandle];
      if (gpu.ended) return;
      const memory = madangGpuScope(device, 'out-of-memory',
          () => madangGpuScope(device, 'validation', () => submit(pipeline)));
      const mapped = readable['mapAsync'](1, 0, bytes);  // GPUMapMode.READ
      device['queue']['submit']([]);                     // one browser looks at mapAsync only when work comes
      await mapped;
      await check([memory.made.error], MadangGpuEvent.runFailed);
      await check([memory.error], MadangGpuEvent.outOfMemory);
      if (gpu.uncaptured !== before) throw madangGpuFailure(MadangGpuEvent.runFailed, gpu.uncaptured);
      if (!gpu.ended) HEAPU8.set(new Uint8Array(readable['getMappedRange'](0, bytes)), destination);
      readable['unmap']();
    };
    // A device lost on the way speaks first: it knows the reason.
    const afterLoss = () => Promise.race([device['lost'], new Promise((resolve) => setTimeout(resolve, 50))]);
    work().then(() => () => gpu.tell(MadangGpuEvent.done, ticket, ''),
                (error) => afterLoss().then(
                    () => () => gpu.tell(error.event ?? MadangGpuEvent.runFailed, ticket, String(error.message))))
        .then((tell) => tell());
  },
});
