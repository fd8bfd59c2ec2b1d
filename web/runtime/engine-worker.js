import { EngineHost } from './engine-host.js';

/** Messages from the page: {name, module} once, then {command} and {hold}. To the page: {ready}, {frame}, {failed}. */
let host = null;

onmessage = async ({ data }) => {
  if (data.command) return host?.receive(data.command);
  if ('hold' in data) return host?.hold(data.hold);
  const fail = (failed) => postMessage({ failed });
  try {
    host = await EngineHost.start(data.name, data.module, (frame) => postMessage({ frame }, [frame]), fail);
    postMessage({ ready: true });
  } catch (error) {
    fail(String(error?.message ?? error));
  }
};
