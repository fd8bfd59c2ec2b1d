import { EngineClient } from './engine-client.js';
import { Etiquette } from './etiquette.js';
import { furnish, showFault } from './furniture.js';
import { missing } from './modules.js';
import { Picture } from './picture.js';
import { acceptFiles } from './files.js';
import { TextFields } from './text-fields.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

const height_px = { least: 320, most: 2400, wobble: 2, pause_ms: 200 };
const most_canvas_px = 4096; // a side that every WebGL 2 can draw
const mirror_pause_ms = 2000;
const toast_ms = 3000;
const want = 7; // demo::Verb::want, the first byte of a command

/**
 * Dear ImGui asks for the context's state before each frame, to put it back afterwards. Most answers come from another process, and
 * the page would stand still for them; nobody else draws here, so the first answer stays good.
 * @param {WebGL2RenderingContext} context
 */
function rememberParameters(context) {
  const known = new Map();
  const ask = context.getParameter.bind(context);
  context.getParameter = (name) => {
    if (!known.has(name)) known.set(name, ask(name));
    return known.get(name);
  };
}

/** One demo in one element. */
class Demo {
  #stage;
  #options;
  #say;
  #parts;
  /** @type {Picture} */
  #picture;
  #engine;
  #engineFailed = false;
  #watch;
  #context;
  #scheduled = 0;
  #timer = 0;
  #resized = true;
  #height = { wanted: 0, set_at_ms: 0, timer: 0 };
  #mirror = { next: '', shown_at_ms: -mirror_pause_ms, timer: 0 };
  #status = { step: 0, playing: false, replaying: false, canStep: true };
  #notice = '';
  counters = { drawn: 0, snapshots: 0 };

  constructor(stage, options) {
    this.#stage = stage;
    this.#options = options;
    this.#say = wordsOf(options.language);
  }

  async start() {
    const lacking = missing();
    if (lacking) return showFault(this.#stage, this.#say[lacking]);
    this.#parts = furnish(this.#stage, this.#options);
    const { canvas } = this.#parts;
    this.#context = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
    if (!this.#context) return showFault(this.#stage, this.#say.noWebGl);
    rememberParameters(this.#context);
    try {
      this.#engine = new EngineClient({ onFrame: (frame) => this.#receive(frame), onFail: (reason) => this.#engineStopped(reason) });
      const engineReady = this.#engine.start();
      this.#picture = await Picture.start(canvas, this.#page(), this.#options);
      this.#connect();
      this.#picture.open(location.hash);
      await engineReady;
    } catch (error) {
      this.#fault(error);
    }
  }

  #fault(error) {
    this.#engine?.stop();
    this.#watch?.stop();
    this.#picture = null;
    showFault(this.#stage, this.#say.notStarted(String(error?.message ?? error)));
  }

  /** What the page's module calls. */
  #page() {
    const { fields } = this.#parts;
    this.#textFields = new TextFields(
      fields,
      (id, text, finished) => this.#picture?.typed(id, text, finished),
      (most) => this.#picture?.complain(this.#say.tooLong(most)),
      () => this.#parts.canvas.focus({ preventScroll: true }));
    return {
      send: (bytes) => this.#send(bytes),
      share: (fragment) => this.#share(fragment),
      status: (step, playing, replaying, canStep) => this.#showStatus({ step, playing, replaying, canStep }),
      notice: (text) => { this.#notice = text; this.#mirrorSoon(); },
      describe: (text) => { this.#mirror.next = text; this.#mirrorSoon(); },
      wantHeight: (height) => this.#wantHeight(height),
      requestFrame: () => this.requestFrame(),
      textField: (request) => this.#textFields.show(request),
      endOfTextFields: () => this.#textFields.endOfFrame(),
    };
  }
  #textFields;

  #connect() {
    const { frame, canvas, buttons } = this.#parts;
    const picture = this.#picture;
    const etiquette = new Etiquette(this.#stage, frame, canvas, {
      // Drawn at once: what a finger holds must be known before the browser decides to scroll.
      touch: (x, y, down) => { picture.touch(x, y, down); this.#drawNow(); this.#drawNow(); },
      holds: () => picture.holds,
      takesWheel: () => picture.takesWheel,
      leave: () => picture.leave(),
    });
    for (const button of buttons) button.addEventListener('click', () => picture.press(button.dataset.action));
    acceptFiles(this.#stage, this.#say, { onText: (text) => picture.file(text), onRefused: (message) => picture.complain(message) });
    frame.addEventListener('pointerdown', () => etiquette.entered && this.requestFrame());
    new ResizeObserver(() => { this.#resized = true; this.requestFrame(); }).observe(frame);
    canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); picture.contextLost(); });
    canvas.addEventListener('webglcontextrestored', () => picture.contextRestored());
    window.addEventListener('hashchange', () => picture.open(location.hash));
    this.#watch = new Watch(this.#stage, frame, canvas, this.#context, {
      onSeen: (seen) => { this.#engine.hold(!seen); if (seen) this.requestFrame(); },
      beforeStill: () => this.#drawNow(),
    });
  }

  requestFrame() {
    if (this.#scheduled || !this.#picture || !this.#watch?.seen) return;
    clearTimeout(this.#timer);
    this.#scheduled = requestAnimationFrame(() => { this.#scheduled = 0; this.#draw(); });
  }

  #draw() {
    if (!this.#watch?.seen) return;
    const next_seconds = this.#drawNow();
    if (next_seconds === 0) this.requestFrame();
    else if (next_seconds > 0) this.#timer = setTimeout(() => this.requestFrame(), next_seconds * 1000);
  }

  #drawNow() {
    if (!this.#picture || this.#context.isContextLost()) return -1;
    try {
      if (this.#resized) this.#resize();
      const next_seconds = this.#picture.draw();
      this.counters.drawn += 1;
      return next_seconds;
    } catch (error) {
      this.#fault(error);
      return -1;
    }
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#parts.frame;
    this.#resized = false;
    if (width > 0 && height > 0)
      this.#picture.resize(width, height, Math.min(devicePixelRatio, most_canvas_px / Math.max(width, height)));
  }

  /** The demo is as high as what it shows, so that scrolling stays the page's; changes come seldom enough not to flicker. */
  #wantHeight(wanted) {
    const height = Math.min(height_px.most, Math.max(height_px.least, Math.ceil(wanted)));
    this.#height.wanted = height;
    if (Math.abs(height - this.#parts.frame.clientHeight) <= height_px.wobble || this.#height.timer) return;
    const wait_ms = Math.max(0, this.#height.set_at_ms + height_px.pause_ms - performance.now());
    this.#height.timer = setTimeout(() => {
      this.#height.timer = 0;
      this.#height.set_at_ms = performance.now();
      this.#parts.frame.style.height = `${this.#height.wanted}px`;
    }, wait_ms);
  }

  #receive(frame) {
    if (!this.#picture) return;
    this.counters.snapshots += 1;
    if (this.counters.snapshots === 1) this.#parts.loading.remove();
    this.#picture.receive(frame);
    if (this.counters.snapshots === 1) this.#announce('madang-ready');
  }

  #send(command) {
    if (this.#engineFailed && command[0] !== want) {
      this.#engineFailed = false;
      this.#engine.start().then(() => this.#picture?.reopen(), (error) => this.#engineStopped(String(error?.message ?? error)));
      return;
    }
    this.#engine.command(command);
  }

  #engineStopped(reason) {
    this.#engineFailed = true;
    this.#engine.stop();
    this.#status = { ...this.#status, playing: false };
    this.#picture?.complain(this.#say.crashed(reason));
  }

  #showStatus(status) {
    this.#status = status;
    const [play, step] = this.#parts.buttons;
    play.setAttribute('aria-pressed', String(status.playing));
    for (const button of [play, step]) button.setAttribute('aria-disabled', String(!status.canStep));
    this.#announce('madang-frame');
  }

  #announce(name) {
    this.#stage.dispatchEvent(new CustomEvent(name, { detail: { ...this.#status }, bubbles: true }));
  }

  /** A screen reader is told at most every two seconds, the notice first. */
  #mirrorSoon() {
    if (this.#mirror.timer) return;
    const wait_ms = Math.max(0, this.#mirror.shown_at_ms + mirror_pause_ms - performance.now());
    this.#mirror.timer = setTimeout(() => {
      this.#mirror.timer = 0;
      this.#mirror.shown_at_ms = performance.now();
      const text = [this.#notice, this.#mirror.next].filter(Boolean).join('\n');
      if (this.#parts.mirror.textContent !== text) this.#parts.mirror.textContent = text;
    }, wait_ms);
  }

  async #share(fragment) {
    history.replaceState(null, '', `#${fragment}`);
    try {
      await navigator.clipboard.writeText(location.href);
      this.#toast(this.#say.copied);
    } catch {
      this.#toast(this.#say.notCopied);
    }
  }

  #toast(text) {
    const { toast } = this.#parts;
    toast.textContent = text;
    toast.classList.add('shown');
    setTimeout(() => toast.classList.remove('shown'), toast_ms);
  }

  setDark(dark) {
    this.#options.dark = dark;
    this.#picture?.setDark(dark);
  }

  // For the page and the tests.
  get frame() {
    return this.counters.snapshots === 0 ? null : { ...this.#status, notice: this.#notice };
  }
  get(name) { return this.#picture.get(name); }
  set(name, text) { this.#picture.set(name, text); }
  press(action) { this.#picture.press(action); }
}

/**
 * Puts a demo into an element. Emits `madang-ready` and `madang-frame` (detail: step, playing, replaying, canStep) there.
 * @param {HTMLElement} stage
 * @param {{slug: string, language: 'ko' | 'en', embedded?: boolean, dark?: boolean}} options
 * @returns {{setDark: (dark: boolean) => void}}
 */
export function mount(stage, { slug, language = 'ko', embedded = false, dark = false }) {
  const demo = new Demo(stage, { slug, language, embedded, dark });
  stage.madang = demo;
  demo.start();
  return demo;
}
