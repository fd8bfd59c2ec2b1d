import { EngineHost } from './engine-host.js';

/** Messages from the page: {name, module, gpu} once, then {command}, {hold} and {gpuNoted}.
    To the page: {ready}, {frame}, {idle}, {failed}, {gpuRemember}, and {gpuStarting}, which is answered by {gpuNoted}. */
let host = null;
let gpuNoted = () => {};

onmessage = async ({ data }) => {
  if (data.command) return host?.receive(data.command);
  if ('hold' in data) return host?.hold(data.hold);
  if (data.gpuNoted) return gpuNoted();
  const gpuStarting = (starting) => {
    postMessage({ gpuStarting: starting });
    return new Promise((resolve) => { gpuNoted = resolve; });
  };
  const gpuRemember = (...what) => postMessage({ gpuRemember: what });
  const fail = (failed) => postMessage({ failed });
  try {
    const gpu = { ...data.gpu, gpuStarting, gpuRemember };
    host = await EngineHost.start(data.name, data.module, gpu, {
      onFrame: (frame) => postMessage({ frame }, [frame]),
      onIdle: (idle) => postMessage({ idle }),
      onFail: fail,
    });
    postMessage({ ready: true });
  } catch (error) {
    fail(String(error?.message ?? error));
  }
};
