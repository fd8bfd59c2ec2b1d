import { EngineClient } from './engine-client.js';

const want = 7; // demo::Verb::want, the first byte of a command

/** The engines of one demo: the first, and a second one while two runs are compared. Each starts by its first command. */
export class Engines {
  /** @type {({client: EngineClient, failed: boolean, started: Promise<void>} | null)[]} */
  #slots = [null, null];
  #held = false;
  #slug;
  #events;

  /**
   * @param {string} slug
   * @param {{onFrame: (engine: number, frame: ArrayBuffer) => void, onFail: (engine: number, reason: string) => void,
   *   onReopen: (engine: number) => void}} events  onReopen: one that had failed was started anew
   */
  constructor(slug, events) {
    this.#slug = slug;
    this.#events = events;
  }

  /** @returns {Promise<void>} rejects where the engine cannot be started at all */
  start(engine) {
    const slot = { client: null, failed: false, started: null };
    const isMine = () => this.#slots[engine] === slot;
    slot.client = new EngineClient(this.#slug, {
      onFrame: (frame) => isMine() && this.#events.onFrame(engine, frame),
      onFail: (reason) => isMine() && this.#fail(engine, reason),
    });
    this.#slots[engine] = slot;
    slot.started = slot.client.start();
    slot.client.hold(this.#held);
    return slot.started;
  }

  /** @param {Uint8Array} command */
  command(engine, command) {
    const slot = this.#slots[engine];
    if (slot?.failed) {
      if (command[0] === want) return;
      slot.failed = false;
      slot.client.start().then(() => this.#events.onReopen(engine), (error) => this.#fail(engine, String(error?.message ?? error)));
      return;
    }
    if (!slot) this.start(engine).catch((error) => this.#fail(engine, String(error?.message ?? error)));
    this.#slots[engine].client.command(command);
  }

  /** While held nothing is computed. @param {boolean} held */
  hold(held) {
    this.#held = held;
    for (const slot of this.#slots) slot?.client.hold(held);
  }

  /** Whether nothing is computed, and no file or command is on its way. */
  get idle() { return this.#slots.every((slot) => !slot || slot.failed || slot.client.idle); }

  close(engine) {
    this.#slots[engine]?.client.stop();
    this.#slots[engine] = null;
  }

  #fail(engine, reason) {
    const slot = this.#slots[engine];
    if (!slot) return;
    slot.failed = true;
    slot.client.stop();
    this.#events.onFail(engine, reason);
  }
}
