// Whose wheel, keys and fingers these are: wheel and keys the page's, until the reader enters the demo by a click, a tap or a drag; a
// finger the picture's from its first touch, where there is something to drag, else the page's.

const shaky_finger_px = 10;
const line_px = 30;
const most_wheel_px = 40; // a notch of a mouse's wheel says 100 and more, a trackpad a few

/** What a letter is typed into, or looked up in. */
const takesLetters = (element) => Boolean(element.closest('input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select'));

export class Etiquette {
  #stage;
  #frame;
  #canvas;
  #end;
  #ui;
  #touch = null;
  #pinch = null;
  entered = false;

  /**
   * @param {HTMLElement} stage  @param {HTMLElement} frame  around the canvas  @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} end  behind the demo: from where Tab goes on after Esc
   * @param {{rest: (x: number, y: number) => void, touch: (x: number, y: number, down: boolean) => void, tap: (x: number, y: number) => void,
   *   pinch: (x: number, y: number, factor: number, movedX: number, movedY: number) => void, takesDrag: () => boolean,
   *   takesSideways: () => boolean, takesWheel: () => boolean, zooms: () => boolean, leave: () => void, key: (event: KeyboardEvent) => boolean, closeLists: () => boolean}} ui
   */
  constructor(stage, frame, canvas, end, ui) {
    this.#stage = stage;
    this.#frame = frame;
    this.#canvas = canvas;
    this.#end = end;
    this.#ui = ui;
    // In the capture phase, so that SDL's own listeners on the canvas do not see what is not theirs.
    const guard = (kinds, passes) => {
      for (const kind of kinds)
        frame.addEventListener(kind, (event) => { if (event.target === canvas && !passes(event)) event.stopPropagation(); }, { capture: true, passive: true });
    };
    guard(['wheel'], () => this.entered && ui.takesWheel());
    guard(['touchstart', 'touchmove', 'touchend', 'touchcancel'], () => false); // fingers come by #finger
    for (const kind of ['touchstart', 'touchmove', 'touchend', 'touchcancel'])
      frame.addEventListener(kind, (event) => { if (event.target === canvas) this.#finger(event); }, { capture: true, passive: false });
    frame.addEventListener('mousedown', () => this.enter(), { capture: true });
    frame.addEventListener('focusin', (event) => { if (event.target !== canvas) this.enter(false); });
    frame.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('pointerdown', (event) => { if (!stage.contains(event.target)) this.leave(); });
    window.addEventListener('blur', () => { if (document.activeElement?.tagName !== 'IFRAME') this.#pause(); });
    window.addEventListener('pagehide', () => this.#pause());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.#pause(); });
  }

  enter(focus = true) {
    if (focus && document.activeElement !== this.#canvas) this.#canvas.focus({ preventScroll: true });
    if (this.entered) return;
    this.entered = true;
    // Only now: a page that is scrolled past must not wait for an answer.
    this.#frame.addEventListener('wheel', this.#magnify, { capture: true, passive: false });
    this.#stage.classList.add('entered');
  }

  leave() {
    if (!this.entered) return;
    this.#letGo();
    if (!this.#stage.contains(document.activeElement)) return;
    this.#end.focus({ preventScroll: true });
    this.#end.blur();
  }

  /** The reader looks elsewhere. The control that has the focus keeps it, and the reader enters again on coming back to it. */
  #pause() {
    if (document.activeElement === this.#canvas) this.leave();
    else if (this.entered) this.#letGo();
  }

  #letGo() {
    this.entered = false;
    this.#frame.removeEventListener('wheel', this.#magnify, { capture: true });
    this.#stage.classList.remove('entered');
    this.#ui.leave();
  }

  /** Only strokes are told, never what is held: see madang_ui_key. */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      if (!this.#ui.closeLists()) this.leave();
      return;
    }
    if (!this.entered || takesLetters(event.target) || (event.key === ' ' && event.target !== this.#canvas)) return;
    if (this.#ui.key(event)) event.preventDefault(); // space scrolls no page
  }

  /** A rested finger points; a tap is a click; a drag is the picture's where it has a use for it, else it scrolls the page; two fingers
      magnify what can be magnified, once the reader has entered, else the page. */
  #finger(event) {
    if (this.#pinch && /end|cancel/.test(event.type)) return this.#cancel();
    if (event.touches.length > 1) return this.#twoFingers(event);
    const finger = event.changedTouches[0];
    const at = this.#place(finger);
    const touch = this.#touch;
    switch (event.type) {
      case 'touchstart':
        this.#ui.rest(...at);
        this.#touch = { id: finger.identifier, start: at, held: false, moved: false, drags: this.#ui.takesDrag(), sideways: this.#ui.takesSideways() };
        return; // a second finger may follow, and nothing was drawn then
      case 'touchmove': {
        if (finger.identifier !== touch?.id) return;
        const [x, y] = at.map((to, axis) => Math.abs(to - touch.start[axis]));
        const aside = touch.sideways && !touch.moved && x > y && x > shaky_finger_px;
        if (!touch.held && (touch.drags || aside)) this.#hold(touch.start, touch);
        touch.moved ||= Math.hypot(x, y) > shaky_finger_px;
        if (!touch.held) return;
        if (event.cancelable) event.preventDefault();
        return this.#ui.touch(...at, true);
      }
      case 'touchend':
        this.#touch = null;
        if (finger.identifier !== touch?.id) return;
        if (event.cancelable) event.preventDefault(); // no mouse events after it
        if (touch.drags && !touch.held) this.#hold(at, touch);
        if (touch.held) return this.#ui.touch(...at, false);
        if (touch.moved) return this.#ui.leave();
        this.enter();
        return this.#ui.tap(...at);
      default:
        return this.#cancel();
    }
  }

  #place(finger) {
    const box = this.#canvas.getBoundingClientRect();
    return [finger.clientX - box.left, finger.clientY - box.top];
  }

  #hold(at, touch) {
    this.enter();
    touch.held = true;
    this.#ui.touch(...at, true);
  }

  #twoFingers(event) {
    if (!this.entered || event.touches.length > 2) return this.#cancel();
    const [a, b] = [...event.touches].map((finger) => this.#place(finger));
    const centre = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const apart = Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1]));
    if (event.type === 'touchstart') {
      this.#cancel();
      this.#ui.rest(...centre);
      this.#pinch = this.#ui.zooms() ? { centre, apart } : null;
      this.#ui.leave();
    }
    const before = this.#pinch;
    if (!before) return;
    if (event.cancelable) event.preventDefault();
    this.#pinch = { centre, apart };
    this.#ui.pinch(...centre, apart / before.apart, centre[0] - before.centre[0], centre[1] - before.centre[1]);
  }

  /** A pinch on a trackpad comes as the wheel with ctrl. */
  #magnify = (event) => {
    if (!event.ctrlKey || event.target !== this.#canvas || !this.#ui.zooms()) return;
    event.preventDefault();
    event.stopPropagation();
    const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? line_px : 1);
    const factor = Math.exp(-Math.max(-most_wheel_px, Math.min(most_wheel_px, px)) / 100);
    this.#ui.pinch(...this.#place(event), factor, 0, 0);
  };

  /** The browser took the gesture: nothing was clicked. */
  #cancel() {
    if (this.entered || this.#touch) this.#ui.leave();
    this.#touch = null;
    this.#pinch = null;
  }
}
