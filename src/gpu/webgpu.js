// Thin glue between C++ and WebGPU, for Emscripten's --js-library; glue.h says what each function promises.
// Works in a page, in a worker and in Node. What belongs to the browser or to Module has a quoted name, so
// that the code may be minified. From outside it takes
//   Module['gpu']            a GPU object in place of navigator.gpu
//   Module['gpuKilledPage']  true: the last start never ended, so only a start that was asked for is made
//   Module['gpuStarting']    called with true before a start (which waits for what it gives) and false after it: a
//                            page that remembers `true` knows that the last start killed the tab
//   Module['gpuMemory']      what was remembered on earlier pages: texts by key
//   Module['gpuRemember']    called with a key and a text to be kept

addToLibrary({
  $madangGpus: [null],  // by handle; null once stopped
  $MadangGpuEvent: {
    ready: 0, noWebgpu: 1, killedPage: 2, noAdapter: 3, refused: 4, lost: 5,
    done: 6, badShader: 7, outOfMemory: 8, runFailed: 9,
  },
  $madangGpuFailure: (event, text) => Object.assign(new Error(text), {event}),

  $madangGpuOpen__deps: ['$MadangGpuEvent', '$madangGpuFailure'],
  $madangGpuOpen: async (gpu, asked) => {
    const fail = (event, error) => { throw madangGpuFailure(event, error ? String(error['message'] ?? error) : ''); };
    if (Module['gpuKilledPage'] && !asked) fail(MadangGpuEvent.killedPage);
    const api = Module['gpu'] ?? globalThis['navigator']?.['gpu'];
    if (!api) fail(MadangGpuEvent.noWebgpu);
    await Module['gpuStarting']?.(true);
    try {
      const adapter = await api['requestAdapter']().catch((error) => fail(MadangGpuEvent.noAdapter, error));
      if (!adapter) fail(MadangGpuEvent.noAdapter);
      const offered = ['subgroups', 'shader-f16'].filter((feature) => adapter['features'].has(feature));
      gpu.device = await adapter['requestDevice']({'requiredFeatures': offered}).catch((error) => fail(MadangGpuEvent.refused, error));
      Module['gpuKilledPage'] = false;
      const info = adapter['info'] ?? {};
      return ['vendor', 'architecture', 'device', 'description'].map((key) => info[key]).filter(Boolean).join(' ');
    } finally {
      Module['gpuStarting']?.(false);
    }
  },

  madang_gpu_start__deps: ['$madangGpus', '$madangGpuOpen', '$madangGpuFailure', '$MadangGpuEvent', '$stringToUTF8'],
  madang_gpu_start: (owner, onEvent, message, messageBytes, asked) => {
    const gpu = {
      device: null, buffers: new Map(), lastBuffer: 0, shaders: new Map(), pipelines: [null],
      turn: null,            // the last piece of work that could not be done at once
      unchecked: new Set(),  // error scopes whose outcome is not known yet
      failure: null,         // the first since the last answer
      ended: false,
    };
    gpu.tell = (event, ticket, text) => {
      if (gpu.ended) return;
      stringToUTF8(text, message, messageBytes);
      {{{ makeDynCall('vpii', 'onEvent') }}}(owner, event, ticket);
    };
    gpu.fail = (event, error) => {
      gpu.failure ??= madangGpuFailure(error.event ?? event, String(error['message'] ?? error));
    };
    const begin = async () => {
      const adapter = await madangGpuOpen(gpu, asked);
      const device = gpu.device;
      if (gpu.ended) return device['destroy']();
      device['onuncapturederror'] = (event) => gpu.fail(MadangGpuEvent.runFailed, event['error']);
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

  madang_gpu_feature__deps: ['$madangGpus', '$UTF8ToString'],
  madang_gpu_feature: (handle, name) => madangGpus[handle].device['features'].has(UTF8ToString(name)) ? 1 : 0,

  madang_gpu_remember__deps: ['$UTF8ToString'],
  madang_gpu_remember: (key, value) => {
    (Module['gpuMemory'] ??= {})[UTF8ToString(key)] = UTF8ToString(value);
    Module['gpuRemember']?.(UTF8ToString(key), UTF8ToString(value));
  },
  madang_gpu_recall__deps: ['$UTF8ToString', '$stringToUTF8'],
  madang_gpu_recall: (key, value, bytes) => {
    stringToUTF8(String(Module['gpuMemory']?.[UTF8ToString(key)] ?? ''), value, bytes);
  },

  // What goes wrong in `action` is known later, and told by the next answer.
  $madangGpuScope: (gpu, filter, event, action) => {
    gpu.device['pushErrorScope'](filter);
    try {
      return action();
    } finally {
      const check = gpu.device['popErrorScope']()
          .then((error) => { if (error) gpu.fail(event, error); }, () => {})  // a lost device tells by itself
          .then(() => gpu.unchecked.delete(check));
      gpu.unchecked.add(check);
    }
  },

  // Does the work at once, or after what could not be done at once; `ready` is what it waits for itself.
  $madangGpuInTurn__deps: ['$MadangGpuEvent'],
  $madangGpuInTurn: (gpu, ready, work) => {
    const guarded = () => {
      try {
        if (!gpu.ended) work();
      } catch (error) {
        gpu.fail(MadangGpuEvent.runFailed, error);
      }
    };
    if (!gpu.turn && !ready) return guarded();
    const turn = Promise.all([gpu.turn, ready])
        .then(guarded, (error) => gpu.fail(MadangGpuEvent.runFailed, error))
        .then(() => { if (gpu.turn === turn) gpu.turn = null; });
    gpu.turn = turn;
  },

  madang_gpu_buffer__deps: ['$madangGpus', '$madangGpuScope', '$MadangGpuEvent'],
  madang_gpu_buffer: (handle, bytes, usage) => {
    const gpu = madangGpus[handle];
    gpu.buffers.set(++gpu.lastBuffer, madangGpuScope(gpu, 'out-of-memory', MadangGpuEvent.outOfMemory,
        () => gpu.device['createBuffer']({'size': bytes, 'usage': usage})));
    return gpu.lastBuffer;
  },
  madang_gpu_free__deps: ['$madangGpus', '$madangGpuInTurn'],
  madang_gpu_free: (handle, buffer) => {
    const gpu = madangGpus[handle], made = gpu.buffers.get(buffer);
    gpu.buffers.delete(buffer);
    madangGpuInTurn(gpu, null, () => made['destroy']());
  },
  madang_gpu_write__deps: ['$madangGpus', '$madangGpuInTurn'],
  madang_gpu_write: (handle, buffer, offset, data, bytes) => {
    const gpu = madangGpus[handle], made = gpu.buffers.get(buffer);
    const copy = gpu.turn ? HEAPU8.slice(data, data + bytes) : HEAPU8.subarray(data, data + bytes);
    madangGpuInTurn(gpu, null, () => gpu.device['queue']['writeBuffer'](made, offset, copy));
  },

  $madangGpuShader: (gpu, wgsl) => {
    if (!gpu.shaders.has(wgsl)) {
      gpu.device['pushErrorScope']('validation');
      const made = gpu.device['createShaderModule']({'code': wgsl});
      gpu.shaders.set(wgsl, {made, error: gpu.device['popErrorScope']().catch(() => null)});
    }
    return gpu.shaders.get(wgsl);
  },

  madang_gpu_pipeline__deps: ['$madangGpus', '$madangGpuFailure', '$madangGpuShader', '$MadangGpuEvent', '$UTF8ToString'],
  madang_gpu_pipeline: (handle, wgsl, entryPoint, constants) => {
    const gpu = madangGpus[handle];
    const fail = (text) => { throw madangGpuFailure(MadangGpuEvent.badShader, text); };
    const name = UTF8ToString(entryPoint), values = JSON.parse(UTF8ToString(constants));
    const shader = madangGpuShader(gpu, UTF8ToString(wgsl));
    const create = async () => {
      if (await shader.error) {
        const {'messages': messages} = await shader.made['getCompilationInfo']();
        fail(messages.filter((m) => m['type'] === 'error')
            .map((m) => `${name}.wgsl:${m['lineNum']}:${m['linePos']} ${m['message']}`).join('; '));
      }
      const stage = {'module': shader.made, 'entryPoint': name, 'constants': values};
      pipeline.made = await gpu.device['createComputePipelineAsync']({'layout': 'auto', 'compute': stage})
          .catch((error) => fail(`${name}.wgsl: ${error['message']}`));
      pipeline.ready = null;
    };
    const pipeline = {made: null, ready: create()};
    pipeline.ready.catch(() => {});  // the submission that waits for it tells
    return gpu.pipelines.push(pipeline) - 1;
  },

  $madangGpuDispatches: (gpu, words) => {
    const dispatches = [];
    for (let at = 0; at < words.length;) {
      const [pipeline, x, y, z, offset, bytes, count] = words.subarray(at, at + 7);
      const bindings = Array.from({length: count}, (_, i) => words.subarray(at + 7 + 3 * i, at + 10 + 3 * i))
          .map(([buffer, from, size]) => ({'buffer': gpu.buffers.get(buffer), 'offset': from, 'size': size}));
      dispatches.push({pipeline: gpu.pipelines[pipeline], groups: [x, y, z], offset, bytes, bindings});
      at += 7 + 3 * count;
    }
    return dispatches;
  },

  $madangGpuEncode: (gpu, dispatches, uniformBuffer, copy) => {
    const encoder = gpu.device['createCommandEncoder']();
    if (dispatches.length > 0) {
      const pass = encoder['beginComputePass']();
      for (const {pipeline, groups, offset, bytes, bindings} of dispatches) {
        const uniform = {'buffer': uniformBuffer, 'offset': offset, 'size': bytes};
        const entries = [uniform, ...bindings].map((resource, i) => ({'binding': i, 'resource': resource}));
        pass['setPipeline'](pipeline.made);
        pass['setBindGroup'](0, gpu.device['createBindGroup'](
            {'layout': pipeline.made['getBindGroupLayout'](0), 'entries': entries}));
        pass['dispatchWorkgroups'](...groups);
      }
      pass['end']();
    }
    if (copy) encoder['copyBufferToBuffer'](copy.source, copy.offset, copy.staging, 0, copy.bytes);
    return encoder['finish']();
  },

  // Waits for the copy and for whatever may have gone wrong before it.
  $madangGpuRead: async (gpu, copy, destination) => {
    if (!gpu.failure) {
      const mapped = copy.staging['mapAsync'](1, 0, copy.bytes);  // GPUMapMode.READ
      gpu.device['queue']['submit']([]);                          // one browser looks at mapAsync only when work comes
      await mapped.catch((error) => gpu.fail(undefined, error));
    }
    await Promise.all(gpu.unchecked);
    const failure = gpu.failure;
    gpu.failure = null;
    if (failure) throw failure;
    if (gpu.ended) return;
    HEAPU8.set(new Uint8Array(copy.staging['getMappedRange'](0, copy.bytes)), destination);
    copy.staging['unmap']();
  },

  madang_gpu_submit__deps: ['$madangGpus', '$madangGpuDispatches', '$madangGpuEncode', '$madangGpuInTurn', '$madangGpuRead',
                            '$madangGpuScope', '$MadangGpuEvent'],
  madang_gpu_submit: (handle, submission) => {
    const gpu = madangGpus[handle], device = gpu.device;
    const [words, wordCount, uniforms, uniformBytes, uniformBuffer, ticket, source, offset, staging, destination, bytes] =
        HEAP32.subarray(submission >> 2, (submission >> 2) + 11);
    const dispatches = madangGpuDispatches(gpu, HEAP32.slice(words >> 2, (words >> 2) + wordCount));
    const values = HEAPU8.slice(uniforms, uniforms + uniformBytes), uniformMade = gpu.buffers.get(uniformBuffer);
    const copy = ticket ? {source: gpu.buffers.get(source), offset, staging: gpu.buffers.get(staging), bytes} : null;
    const waits = [...new Set(dispatches.map(({pipeline}) => pipeline.ready))].filter(Boolean);
    madangGpuInTurn(gpu, waits.length > 0 ? Promise.all(waits) : null, () =>
      madangGpuScope(gpu, 'out-of-memory', MadangGpuEvent.outOfMemory, () =>
        madangGpuScope(gpu, 'validation', MadangGpuEvent.runFailed, () => {
          if (uniformBytes > 0) device['queue']['writeBuffer'](uniformMade, 0, values);
          device['queue']['submit']([madangGpuEncode(gpu, dispatches, uniformMade, copy)]);
        })));
    if (!copy) return;
    // A device lost on the way speaks first: it knows the reason.
    const afterLoss = () => Promise.race([device['lost'], new Promise((resolve) => setTimeout(resolve, 50))]);
    Promise.resolve(gpu.turn).then(() => madangGpuRead(gpu, copy, destination))
        .then(() => () => gpu.tell(MadangGpuEvent.done, ticket, ''),
              (error) => afterLoss().then(
                  () => () => gpu.tell(error.event ?? MadangGpuEvent.runFailed, ticket, String(error.message))))
        .then((tell) => tell());
  },
});
