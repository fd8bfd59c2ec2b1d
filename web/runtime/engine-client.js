import { EngineHost } from './engine-host.js';
import { gpuKilledPage, gpuMemory, gpuRemember, gpuStarting } from './gpu-journal.js';
import { compile, engineName } from './modules.js';

/** The engine as the page sees it: in a worker of its own where the browser allows one, else inline. */
export class EngineClient {
  #send = null;
  #waiting = [];
  #commands = 0;
  #done = 0;
  #held = false;
  #stop = () => {};
  #slug;
  #events;

  /** @param {string} slug  @param {{onFrame: (frame: ArrayBuffer) => void, onFail: (reason: string) => void}} events */
  constructor(slug, events) {
    this.#slug = slug;
    this.#events = events;
  }

  /** Starts an engine, or another after the last one failed. */
  async start() {
    this.stop();
    const name = engineName(this.#slug);
    const [module, killed] = await Promise.all([compile(name), gpuKilledPage()]);
    const send = (await this.#inWorker(name, module, killed)) ?? (await this.#inline(name, module, killed));
    if (this.#held) send({ hold: true });
    for (const message of this.#waiting.splice(0)) send(message);
    this.#send = send;
  }

  /** @param {Uint8Array} command */
  command(command) {
    this.#commands += 1;
    this.#post({ command: command.buffer });
  }

  /** @param {boolean} held  while held nothing is computed */
  hold(held) {
    if (held === this.#held) return;
    this.#held = held;
    this.#send?.({ hold: held });
  }

  stop() {
    this.#stop();
    this.#send = null;
    this.#waiting = [];
    this.#commands = this.#done = 0;
  }

  /** Whether all that it was told to do is done. What it waits for on the GPU is not counted. */
  get idle() { return this.#send !== null && this.#done === this.#commands; }

  #post(message) {
    if (this.#send) this.#send(message);
    else this.#waiting.push(message);
  }

  /** @returns {Promise<((message: object) => void) | null>} null where workers are refused or do not load */
  #inWorker(name, module, killed) {
    let worker;
    try {
      worker = new Worker(new URL('./engine-worker.js', import.meta.url), { type: 'module' });
    } catch {
      return Promise.resolve(null);
    }
    return new Promise((resolve) => {
      let ready = false, startsGpu = false;
      const refuse = () => { worker.terminate(); resolve(null); };
      worker.onerror = (event) => {
        event.preventDefault();
        if (ready) this.#events.onFail(event.message);
        else refuse();
      };
      worker.onmessage = ({ data }) => {
        if (data.frame) return this.#events.onFrame(data.frame);
        if ('idle' in data) return (this.#done = data.idle);
        if (data.gpuRemember) return gpuRemember(...data.gpuRemember);
        if ('gpuStarting' in data) {
          startsGpu = data.gpuStarting;
          return gpuStarting(startsGpu).then(() => worker.postMessage({ gpuNoted: true }));
        }
        if (data.failed) return ready ? this.#events.onFail(data.failed) : refuse();
        ready = true;
        this.#stop = () => { worker.terminate(); if (startsGpu) gpuStarting(false); };
        resolve((message) => worker.postMessage(message, message.command ? [message.command] : []));
      };
      worker.postMessage({ name, module, gpu: { gpuKilledPage: killed, gpuMemory: gpuMemory() } });
    });
  }

  async #inline(name, module, killed) {
    const gpu = { gpuKilledPage: killed, gpuMemory: gpuMemory(), gpuStarting, gpuRemember };
    const host = await EngineHost.start(name, module, gpu, {
      onFrame: this.#events.onFrame,
      onIdle: (received) => { this.#done = received; },
      onFail: this.#events.onFail,
    });
    this.#stop = () => host.close();
    return (message) => (message.command ? host.receive(message.command) : host.hold(message.hold));
  }
}
