import { instantiate } from './modules.js';

const slice_ms = 4;

/** Runs the engine's module in slices between which messages come through: the same in a worker and on the page. */
export class EngineHost {
  #engine;
  #channel = new MessageChannel();
  #onFrame;
  #onFail;
  #timer = 0;
  #scheduled = false;
  #held = false;

  /**
   * @param {string} name  @param {WebAssembly.Module} module
   * @param {(frame: ArrayBuffer) => void} onFrame  @param {(reason: string) => void} onFail  the module is dead after it
   */
  static async start(name, module, onFrame, onFail) {
    const host = new EngineHost();
    host.#onFrame = onFrame;
    host.#onFail = onFail;
    host.#channel.port1.onmessage = () => { host.#scheduled = false; host.#slice(); };
    host.#engine = await instantiate(name, module, { madangWake: () => host.#schedule() });
    return host;
  }

  /** @param {ArrayBuffer} command */
  receive(command) {
    this.#guarded((engine) => {
      const inbox = engine._madang_engine_inbox(command.byteLength);
      engine.HEAPU8.set(new Uint8Array(command), inbox);
      engine._madang_engine_receive();
    });
    this.#schedule();
  }

  /** While held nothing is computed. @param {boolean} held */
  hold(held) {
    this.#held = held;
    if (!held) this.#schedule();
  }

  close() {
    this.#engine = null;
    clearTimeout(this.#timer);
    this.#channel.port1.close();
  }

  #schedule() {
    if (this.#scheduled || this.#held || !this.#engine) return;
    clearTimeout(this.#timer);
    this.#scheduled = true;
    this.#channel.port2.postMessage(0);
  }

  #slice() {
    if (this.#held) return;
    this.#guarded((engine) => {
      const wait_ms = engine._madang_engine_work(slice_ms);
      const size = engine._madang_engine_take_frame();
      if (size > 0) {
        const outbox = engine._madang_engine_outbox();
        this.#onFrame(engine.HEAPU8.slice(outbox, outbox + size).buffer);
      }
      if (wait_ms === 0) this.#schedule();
      else if (wait_ms > 0) this.#timer = setTimeout(() => this.#schedule(), wait_ms);
    });
  }

  /** A trap of the module (memory, stack) ends it; the page is told and may start another. */
  #guarded(deed) {
    if (!this.#engine) return;
    try {
      deed(this.#engine);
    } catch (error) {
      this.close();
      this.#onFail(String(error?.message ?? error));
    }
  }
}
