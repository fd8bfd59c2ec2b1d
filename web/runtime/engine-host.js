import { dataFile } from './data-files.js';
import { instantiate } from './modules.js';

const slice_ms = 4;

/** Runs the engine's module in slices between which messages come through: the same in a worker and on the page. */
export class EngineHost {
  #engine;
  #channel = new MessageChannel();
  #events;
  #timer = 0;
  #scheduled = false;
  #held = false;
  #received = 0;
  #fetching = 0;

  /**
   * @param {string} name  @param {WebAssembly.Module} module
   * @param {object} gpu  what src/gpu/webgpu.js asks its surroundings for
   * @param {{onFrame: (frame: ArrayBuffer) => void, onIdle: (received: number) => void, onFail: (reason: string) => void}} events
   *   onIdle: there is nothing to do after so many commands; onFail: the module is dead after it
   */
  static async start(name, module, gpu, events) {
    const host = new EngineHost();
    host.#events = events;
    host.#channel.port1.onmessage = () => { host.#scheduled = false; host.#slice(); };
    ({ module: host.#engine } = await instantiate(name, module, { ...gpu, madangWake: () => host.#schedule() }));
    return host;
  }

  /** @param {ArrayBuffer} command */
  receive(command) {
    this.#received += 1;
    this.#hand(new Uint8Array(command), (engine) => engine._madang_engine_receive());
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

  /** Puts bytes into the engine's inbox, calls it, and lets it work. */
  #hand(bytes, call) {
    this.#guarded((engine) => {
      const inbox = engine._madang_engine_inbox(bytes.length); // first: the memory may grow by it
      engine.HEAPU8.set(bytes, inbox);
      call(engine);
    });
    this.#schedule();
  }

  #outbox(engine, size) {
    const outbox = engine._madang_engine_outbox();
    return size > 0 ? engine.HEAPU8.slice(outbox, outbox + size) : null;
  }

  /** @param {string} name  of a data file that the experiment waits for */
  async #fetch(name) {
    let bytes;
    this.#fetching += 1;
    try {
      bytes = await dataFile(name);
    } catch (error) {
      const reason = new TextEncoder().encode(String(error?.message ?? error));
      return this.#hand(reason, (engine) => engine._madang_engine_refuse_file());
    } finally {
      this.#fetching -= 1;
    }
    this.#hand(bytes, (engine) => engine._madang_engine_give_file());
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
      const frame = this.#outbox(engine, engine._madang_engine_take_frame());
      if (frame) this.#events.onFrame(frame.buffer);
      const wanted = this.#outbox(engine, engine._madang_engine_take_wanted_file());
      if (wanted) this.#fetch(new TextDecoder().decode(wanted));
      if (wait_ms === 0) this.#schedule();
      else if (wait_ms > 0) this.#timer = setTimeout(() => this.#schedule(), wait_ms);
      else if (this.#fetching === 0) this.#events.onIdle(this.#received);
    });
  }

  /** A trap of the module (memory, stack) ends it; the page is told and may start another. */
  #guarded(deed) {
    if (!this.#engine) return;
    try {
      deed(this.#engine);
    } catch (error) {
      this.close();
      this.#events.onFail(String(error?.message ?? error));
    }
  }
}
