// Whose wheel, keys and fingers these are: the page's, until the reader enters the demo by a click or a tap.

const shaky_finger_px = 10;

const isUndo = (event) =>
  ['Control', 'Meta'].includes(event.key) || ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyZ');

/** Keys that stay the browser's even inside; undo, and the keys that it is held with, are the demo's. */
const isBrowsers = (event) =>
  (!isUndo(event) && (event.ctrlKey || event.metaKey || event.altKey)) || event.key === 'Tab' || /^F\d+$/.test(event.key);

export class Etiquette {
  #stage;
  #canvas;
  #ui;
  #touch = null;
  entered = false;

  /**
   * @param {HTMLElement} stage  @param {HTMLElement} frame  around the canvas  @param {HTMLCanvasElement} canvas
   * @param {{touch: (x: number, y: number, down: boolean) => void, holds: () => boolean, takesWheel: () => boolean, leave: () => void}} ui
   */
  constructor(stage, frame, canvas, ui) {
    this.#stage = stage;
    this.#canvas = canvas;
    this.#ui = ui;
    // In the capture phase, so that SDL's own listeners on the canvas do not see what is not theirs.
    const guard = (kinds, passes) => {
      for (const kind of kinds)
        frame.addEventListener(kind, (event) => { if (event.target === canvas && !passes(event)) event.stopPropagation(); }, { capture: true, passive: true });
    };
    guard(['wheel'], () => this.entered && ui.takesWheel());
    guard(['keydown', 'keyup', 'keypress'], (event) => this.entered && !isBrowsers(event));
    guard(['touchstart', 'touchmove', 'touchend', 'touchcancel'], () => false); // fingers come by #finger
    for (const kind of ['touchstart', 'touchmove', 'touchend', 'touchcancel'])
      frame.addEventListener(kind, (event) => { if (event.target === canvas) this.#finger(event); }, { capture: true, passive: false });
    frame.addEventListener('mousedown', () => this.enter(), { capture: true });
    frame.addEventListener('focusin', (event) => { if (event.target !== canvas) this.enter(false); });
    frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) this.leave();
    });
    // In the capture phase as the guard, which lets no key through before the reader has entered.
    frame.addEventListener('keydown', (event) => { if (event.key === 'Enter' && event.target === canvas) this.enter(); }, { capture: true });
    document.addEventListener('pointerdown', (event) => { if (!stage.contains(event.target)) this.leave(); });
    window.addEventListener('blur', () => { if (document.activeElement?.tagName !== 'IFRAME') this.leave(); });
  }

  enter(focus = true) {
    if (focus && document.activeElement !== this.#canvas) this.#canvas.focus({ preventScroll: true });
    if (this.entered) return;
    this.entered = true;
    this.#stage.classList.add('entered');
  }

  leave() {
    if (!this.entered) return;
    this.entered = false;
    this.#stage.classList.remove('entered');
    if (this.#stage.contains(document.activeElement)) document.activeElement.blur();
    this.#ui.leave();
  }

  /** One finger plays; where it holds nothing, and with two fingers, the page scrolls and zooms. */
  #finger(event) {
    const finger = event.changedTouches[0];
    const box = this.#canvas.getBoundingClientRect();
    const at = [finger.clientX - box.left, finger.clientY - box.top];
    switch (event.type) {
      case 'touchstart':
        if (event.touches.length > 1) return this.#cancel();
        this.#touch = { id: finger.identifier, start: at, held: false, moved: false };
        if (!this.entered) return;
        this.#ui.touch(...at, true);
        this.#touch.held = this.#ui.holds();
        return;
      case 'touchmove': {
        const touch = this.#touch;
        if (finger.identifier !== touch?.id) return;
        touch.moved ||= Math.hypot(at[0] - touch.start[0], at[1] - touch.start[1]) > shaky_finger_px;
        if (!this.entered) return;
        if (touch.held && event.cancelable) event.preventDefault();
        this.#ui.touch(...at, true);
        return;
      }
      case 'touchend': {
        const touch = this.#touch;
        this.#touch = null;
        if (finger.identifier !== touch?.id) return;
        if (event.cancelable) event.preventDefault(); // no mouse events after it
        if (this.entered) return this.#ui.touch(...at, false);
        if (touch.moved) return;
        this.enter();
        this.#ui.touch(...at, true);
        return this.#ui.touch(...at, false);
      }
      default:
        return this.#cancel();
    }
  }

  /** The browser took the gesture: nothing was clicked. */
  #cancel() {
    this.#touch = null;
    if (this.entered) this.#ui.leave();
  }
}
