import { compile, fonts, frameName, instantiate, viewName } from './modules.js';
import { linkSide } from './side-module.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** What can be pressed, in the order of app::Press. */
const presses = ['play', 'step', 'reset', 'share', 'undo', 'picture', 'curves', 'weights', 'script', 'look', 'back'];

/** A string as it is, half pairs too, which no UTF-8 has. */
const utf16 = (text) => new Uint8Array(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).buffer);

/** The page's module: the shell and the view of one demo on one canvas. Texts and messages go through its inbox. */
export class Picture {
  #module;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} page  what the module calls, see page.js
   * @param {{slug: string, language: string, dark: boolean}} demo
   * @returns {Promise<Picture>}
   */
  static async start(canvas, page, { slug, language, dark }) {
    const [frame, view, letters] = await Promise.all([compile(frameName), compile(viewName(slug)), fonts(slug)]);
    const picture = new Picture();
    const { module, exports } = await instantiate(frameName, frame, { canvas, madang: page });
    await linkSide(view, exports, module._madang_ui_room);
    picture.#module = module;
    for (const font of letters) {
      picture.#put(font);
      picture.#module._madang_ui_font();
    }
    picture.#put(slug);
    if (!picture.#module._madang_ui_start(language === 'ko', dark)) throw new Error(slug);
    return picture;
  }

  #put(content) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    const inbox = this.#module._madang_ui_inbox(bytes.length);
    this.#module.HEAPU8.set(bytes, inbox);
  }

  #outbox(size) {
    const outbox = this.#module._madang_ui_outbox();
    return decoder.decode(this.#module.HEAPU8.slice(outbox, outbox + size));
  }

  /** @param {string} fragment  the state that a link says, '' for none */
  open(fragment) { this.#put(fragment); this.#module._madang_ui_open(); }
  /** @param {0 | 1} engine  that was started anew */
  reopen(engine) { this.#module._madang_ui_reopen(engine); }
  /** @param {0 | 1} engine  @param {ArrayBuffer} frame */
  receive(engine, frame) { this.#put(new Uint8Array(frame)); this.#module._madang_ui_receive(engine); }
  /** @returns {number} seconds until the next frame is wanted, less than 0: none is */
  draw() { return this.#module._madang_ui_frame(); }
  /** Which part is in sight, in css px from the top. */
  seen(top, bottom) { this.#module._madang_ui_seen(top, bottom); }
  /** @param {{width: number, height: number, pixelWidth: number, pixelHeight: number}} size  see size.js */
  resize({ width, height, pixelWidth, pixelHeight }) { this.#module._madang_ui_resize(width, height, pixelWidth, pixelHeight); }
  /** @param {boolean} calm  nothing fades or moves */
  setCalm(calm) { this.#module._madang_ui_set_calm(calm); }
  setDark(dark) { this.#module._madang_ui_set_dark(dark); }
  /** @param {string} name  one of `presses` */
  press(name) { this.#module._madang_ui_press(presses.indexOf(name)); }
  /** @param {{text?: string | null, cut?: boolean, finished?: boolean}} answer  of a text field */
  typed(id, { text = null, cut = false, finished = false }) { this.#put(utf16(text ?? '')); this.#module._madang_ui_typed(id, text !== null, cut, finished); }
  complain(message) { this.#put(message); this.#module._madang_ui_complain(); }
  /**
   * What it is, its bytes say.
   * @param {Uint8Array} bytes  @returns {string} empty: it was taken or refused; else it is for the browser to decode as a picture of
   *   this format, '?' where that is not known
   */
  file(bytes) {
    this.#put(bytes);
    const size = this.#module._madang_ui_file();
    return this.#outbox(size);
  }
  /** @param {Uint8Array} pixmap  see photos.js */
  photo(pixmap) { this.#put(pixmap); this.#module._madang_ui_photo(); }
  contextLost() { this.#module._madang_ui_context_lost(); }
  contextRestored() { this.#module._madang_ui_context_restored(); }
  rest(x, y) { this.#module._madang_ui_rest(x, y); }
  touch(x, y, down) { this.#module._madang_ui_touch(x, y, down); }
  tap(x, y) { this.#module._madang_ui_tap(x, y); }
  pinch(x, y, factor, movedX, movedY) { this.#module._madang_ui_pinch(x, y, factor, movedX, movedY); }
  /** @param {KeyboardEvent} event  a key that went down  @returns {boolean} whether it is a shortcut of the demo */
  key({ key, code, ctrlKey, metaKey, altKey, shiftKey, repeat }) {
    this.#put(`${key}\0${code}`);
    return Boolean(this.#module._madang_ui_key(ctrlKey, metaKey, altKey, shiftKey, repeat));
  }
  /** @param {string} id  of a control to which something was done */
  ask(id, value) { this.#module._madang_ui_ask(id, value); }
  /** @param {string | 0} id  of the control that has the focus */
  focus(id) { this.#module._madang_ui_focus(id); }
  /** @param {number} key  of ui::PadKey */
  pad(id, key, drags) { this.#module._madang_ui_pad(id, key, drags); }
  /** @returns {boolean} whether a list was open over the picture */
  closeLists() { return Boolean(this.#module._madang_ui_close_lists()); }
  leave() { this.#module._madang_ui_leave(); }
  get takesDrag() { return Boolean(this.#module._madang_ui_takes_drag()); }
  get takesSideways() { return Boolean(this.#module._madang_ui_takes_sideways()); }
  get zooms() { return Boolean(this.#module._madang_ui_zooms()); }
  get takesWheel() { return Boolean(this.#module._madang_ui_takes_wheel()); }

  /** @param {string} name  of a setting */
  get(name) {
    this.#put(name);
    return this.#outbox(this.#module._madang_ui_setting());
  }
  /** The fragment of a link to what is shown. */
  get link() { return this.#outbox(this.#module._madang_ui_link()); }
  /** How far below the upper edge, in css px, the view begins: what is above are the shell's buttons. */
  get viewTop() { return this.#module._madang_ui_view_top(); }
  set(name, text) { this.#put(`${name}\0${text}`); this.#module._madang_ui_set_setting(); }
}
