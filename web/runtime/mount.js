import { Address } from './address.js';
import { Controls } from './controls.js';
import { Engines } from './engines.js';
import { Etiquette } from './etiquette.js';
import { furnish, showFault } from './furniture.js';
import { Mirror } from './mirror.js';
import { missing } from './modules.js';
import { Picture } from './picture.js';
import { acceptFiles, download } from './files.js';
import { openCamera } from './photos.js';
import { watchSeen } from './seen.js';
import { Size } from './size.js';
import { stillOf } from './still.js';
import { TextFields } from './text-fields.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

const height_px = { least: 320, most: 3600, pause_ms: 200 };
const toast_ms = 3000;

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

function followMotion(callback) {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  reduced.addEventListener('change', () => callback(reduced.matches));
  callback(reduced.matches);
}

/** One demo in one element. */
class Demo {
  #stage;
  #options;
  #say;
  #parts;
  /** @type {Picture} */
  #picture;
  #engines;
  #pickFile = () => {};
  #events;
  #picture_wanted = null;
  #watch;
  #context;
  #scheduled = 0;
  #timer = 0;
  #resized = true;
  /** @type {Size} */
  #size;
  #address = new Address((state) => this.#picture?.open(state));
  #height = { first: 0, wanted: 0, set_at_ms: 0, timer: 0 };
  /** @type {Mirror} */
  #mirror;
  #description = '';
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
    this.#mirror = new Mirror(this.#parts.mirror);
    this.#context = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
    if (!this.#context) return showFault(this.#stage, this.#say.noWebGl);
    rememberParameters(this.#context);
    try {
      this.#engines = new Engines(this.#options.slug, {
        onFrame: (engine, frame) => this.#receive(engine, frame),
        onFail: (engine, reason) => this.#engineStopped(reason),
        onReopen: (engine) => this.#picture?.reopen(engine),
      });
      const engineReady = this.#engines.start(0);
      this.#picture = await Picture.start(canvas, this.#page(), this.#options);
      this.#connect();
      followMotion((calm) => this.#picture?.setCalm(calm));
      this.#address.start();
      await engineReady;
    } catch (error) {
      this.#fault(error);
    }
  }

  #fault(error) {
    for (const engine of [0, 1]) this.#engines?.close(engine);
    this.#watch?.stop();
    this.#picture = null;
    showFault(this.#stage, this.#say.notStarted(String(error?.message ?? error)));
  }

  /** What the page's module calls. */
  #page() {
    const { fields, canvas } = this.#parts;
    this.#textFields = new TextFields(fields, canvas, (id, answer) => this.#picture?.typed(id, answer));
    // Drawn at once: a browser lets a page copy or open a file only while it handles the press.
    this.#controls = new Controls(fields, {
      act: (id, value) => { this.#picture?.ask(id, value); this.#drawNow(); },
      focus: (id) => this.#picture?.focus(id),
      pad: (...what) => this.#picture?.pad(...what),
      field: (id) => this.#textFields.element(id),
      keysOfPad: this.#say.keysOfPad,
    });
    return {
      send: (engine, command) => this.#engines.command(engine, command),
      closeEngine: (engine) => this.#engines.close(engine),
      download: (name, type, contents) => download(name, new Blob([contents], { type })),
      savePicture: (name, area) => { this.#picture_wanted = { name, area, frames: 2 }; this.requestFrame(); },
      pickFile: () => this.#pickFile(),
      askPhoto: (camera) => this.askPhoto(camera),
      share: (fragment) => this.#share(fragment),
      copy: (text) => this.#copy(text, this.#say.textCopied, this.#say.textNotCopied),
      status: (step, playing, replaying, canStep) => this.#showStatus({ step, playing, replaying, canStep }),
      notice: (text) => { this.#notice = text; this.#mirror.take({ notice: text }); },
      changes: (told) => this.#stage.dispatchEvent(new CustomEvent('madang-changes', { detail: told })),
      describe: (text) => { this.#description = text; this.#mirror.take({ description: text }); },
      wantHeight: (height) => this.#wantHeight(height),
      requestFrame: () => this.requestFrame(),
      textField: (request) => this.#textFields.show(request),
      controls: (message) => this.#controls.show(message),
      told: (text) => this.#controls.tell(text),
      endOfTextFields: () => this.#textFields.endOfFrame(),
    };
  }
  #textFields;
  #controls;

  #connect() {
    const { frame, canvas, end } = this.#parts;
    const picture = this.#picture;
    const etiquette = new Etiquette(this.#stage, frame, canvas, end, {
      // Drawn at once: what is under a finger must be known before the browser decides to scroll.
      rest: (x, y) => { picture.rest(x, y); this.#drawNow(); this.#drawNow(); },
      touch: (x, y, down) => picture.touch(x, y, down),
      tap: (x, y) => picture.tap(x, y),
      pinch: (...what) => picture.pinch(...what),
      takesDrag: () => picture.takesDrag,
      takesSideways: () => picture.takesSideways,
      takesWheel: () => picture.takesWheel,
      zooms: () => picture.zooms,
      leave: () => picture.leave(),
      key: (event) => picture.key(event),
      closeLists: () => picture.closeLists(),
    });
    this.#events = {
      onFile: (bytes) => picture.file(bytes),
      onPhoto: (pixmap) => picture.photo(pixmap),
      onRefused: (message) => picture.complain(message),
    };
    this.#pickFile = acceptFiles(this.#stage, this.#say, this.#events);
    frame.addEventListener('pointerdown', () => etiquette.entered && this.requestFrame());
    this.#size = new Size(frame, this.#context, () => { this.#resized = true; this.requestFrame(); });
    watchSeen(frame, (top, bottom) => {
      picture.seen(top, bottom);
      frame.style.setProperty('--seen-bottom', `${bottom}px`);
    });
    canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); picture.contextLost(); });
    canvas.addEventListener('webglcontextrestored', () => picture.contextRestored());
    this.#watch = new Watch(this.#stage, frame, canvas, this.#context, {
      onSeen: (seen) => { this.#engines.hold(!seen); if (seen) this.requestFrame(); },
      beforeStill: () => this.#drawNow(),
      viewTop: () => picture.viewTop,
    });
  }

  requestFrame() {
    if (this.#scheduled || !this.#picture || !this.#watch?.seen) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
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
      return this.#savePicture() ? 0 : next_seconds;
    } catch (error) {
      this.#fault(error);
      return -1;
    }
  }

  /** The menu that asked for the picture is still drawn in the first frame. @returns {boolean} true: one more is needed */
  #savePicture() {
    const wanted = this.#picture_wanted;
    if (!wanted) return false;
    wanted.frames -= 1;
    if (wanted.frames > 0) return true;
    this.#picture_wanted = null;
    stillOf(this.#parts.canvas, wanted.area).toBlob((blob) => (blob ? download(wanted.name, blob) : this.#picture?.complain('PNG')), 'image/png');
    return false;
  }

  #resize() {
    this.#resized = false;
    const size = this.#size.measure();
    if (!(size.width > 0 && size.height > 0)) return;
    // In pixels of its own: until it is drawn anew it is cut off or has an empty edge, and is never stretched.
    Object.assign(this.#parts.canvas.style, { width: `${size.width}px`, height: `${size.height}px` });
    this.#picture.resize(size);
  }

  /** The demo is as high as what it shows, so that scrolling stays the page's; changes come seldom enough not to flicker. */
  #wantHeight(wanted) {
    const height = Math.min(height_px.most, Math.max(height_px.least, Math.ceil(wanted)));
    this.#height.wanted = height;
    if (!this.#stage.classList.contains('sized')) return this.#takeFirstHeight(height);
    if (height === this.#parts.frame.clientHeight || this.#height.timer) return;
    const wait_ms = Math.max(0, this.#height.set_at_ms + height_px.pause_ms - performance.now());
    this.#height.timer = setTimeout(() => {
      this.#height.timer = 0;
      this.#height.set_at_ms = performance.now();
      this.#parts.frame.style.height = `${this.#height.wanted}px`;
    }, wait_ms);
  }

  /** The first height that it wants twice, as ImGui sizes in a second frame, takes the place of the room that was reserved. */
  #takeFirstHeight(height) {
    if (height !== this.#height.first) {
      this.#height.first = height;
      return this.requestFrame();
    }
    this.#parts.frame.style.height = `${height}px`;
    this.#stage.classList.add('sized');
    this.#announce('madang-sized');
  }

  #receive(engine, frame) {
    if (!this.#picture) return;
    this.counters.snapshots += 1;
    if (this.counters.snapshots === 1) this.#parts.loading.remove();
    this.#picture.receive(engine, frame);
    if (this.counters.snapshots > 1) return;
    this.#mirror.begin();
    this.#announce('madang-ready');
  }

  #engineStopped(reason) {
    this.#showStatus({ ...this.#status, playing: false });
    this.#picture?.complain(this.#say.crashed(reason));
  }

  #showStatus(status) {
    this.#status = status;
    this.#mirror.take({ playing: status.playing });
    this.#announce('madang-frame');
  }

  #announce(name) {
    this.#stage.dispatchEvent(new CustomEvent(name, { detail: { ...this.#status }, bubbles: true }));
  }

  async #share(fragment) {
    this.#address.share(fragment);
    // From a post the link leads to the demo's own page.
    const { embedded, slug, language } = this.#options;
    const page = embedded ? new URL(`../../${language}/${slug}/#${fragment}`, location.href) : location;
    return this.#copy(page.href, this.#say.copied, embedded ? this.#say.notCopiedHere : this.#say.notCopied);
  }

  /** Puts a text on the clipboard, right after a press. */
  async #copy(text, done, refused) {
    try {
      await navigator.clipboard.writeText(text);
      this.#toast(done);
    } catch {
      this.#toast(refused);
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
    return this.counters.snapshots === 0 ? null : { ...this.#status, notice: this.#notice, description: this.#description };
  }
  /** Whether everything is computed, laid out and drawn, so that nothing changes until somebody does something. Only what the mirror
      tells may be behind, see mirror.js. */
  get settled() {
    if (!this.#picture || !this.#watch?.seen || this.counters.snapshots === 0) return false;
    if (this.#status.playing || this.#status.replaying) return false;
    return this.#engines.idle && !this.#scheduled && !this.#timer && !this.#height.timer && !this.#picture_wanted
      && this.#size.current;
  }
  /** Opens a run, given as the fragment of a link; what it changes is lit, and announced as `madang-changes`. */
  open(fragment) { this.#address.open(fragment); }
  /** Brings back what was there before the last link. */
  back() {
    this.#picture?.press('back');
    this.#address.share(this.link);
  }
  /** The fragment of a link to what is shown; empty before anything is. */
  get link() { return this.#picture?.link ?? ''; }
  get viewTop() { return this.#picture?.viewTop ?? 0; }
  /** The state that the page's address belongs to, '' for none. */
  get state() { return this.#address.state; }
  get(name) { return this.#picture.get(name); }
  set(name, text) { this.#picture.set(name, text); }
  press(action) { this.#picture.press(action); }
  /** What a finger would find at a place of the canvas. */
  under(x, y) {
    this.#picture.rest(x, y);
    this.#drawNow();
    this.#drawNow();
    const { takesDrag, zooms } = this.#picture;
    this.#picture.leave();
    return { takesDrag, zooms };
  }
  askPhoto(camera) {
    if (camera) openCamera(this.#parts.frame, this.#say, this.#events);
    else this.#pickFile('image/*');
  }
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
