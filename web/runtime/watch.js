import { below, stillOf } from './still.js';

const release_after_ms = 20_000;

/** Watches whether anybody can see the demo. Long out of sight it gives the GL context back, of which a browser has few; a still
 *  picture stays in its place. */
export class Watch {
  #onScreen = true;
  #released = false;
  #timer = 0;
  #frame;
  #canvas;
  #lose;
  #still = null;
  #paper = null;
  #events;
  #observer;
  #onVisibility = () => this.#update();
  seen = false;

  /**
   * @param {HTMLElement} stage  @param {HTMLElement} frame  @param {HTMLCanvasElement} canvas  @param {WebGL2RenderingContext} context
   * @param {{onSeen: (seen: boolean) => void, beforeStill: () => void, viewTop: () => number}} events
   */
  constructor(stage, frame, canvas, context, events) {
    this.#frame = frame;
    this.#canvas = canvas;
    this.#events = events;
    this.#lose = context.getExtension('WEBGL_lose_context');
    this.#observer = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1).isIntersecting;
      this.#update();
    });
    this.#observer.observe(stage);
    document.addEventListener('visibilitychange', this.#onVisibility);
    canvas.addEventListener('webglcontextrestored', () => this.#removeStill());
    // Paper gets a picture, without the tools above it: a canvas is empty between two frames.
    window.addEventListener('beforeprint', () => this.#putOnPaper(events.viewTop()));
    window.addEventListener('afterprint', () => { this.#paper?.remove(); this.#paper = null; });
    this.#update();
  }

  stop() {
    this.#observer.disconnect();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#timer);
  }

  #update() {
    const seen = this.#onScreen && document.visibilityState === 'visible';
    if (seen === this.seen) return;
    clearTimeout(this.#timer);
    if (!seen && !this.#onScreen && this.#lose) this.#timer = setTimeout(() => this.#release(), release_after_ms);
    if (seen && this.#released) this.#restore();
    this.seen = seen;
    this.#events.onSeen(seen);
  }

  #release() {
    this.#takeStill();
    this.#released = true;
    this.#lose.loseContext();
  }

  #takeStill() {
    if (this.#still) return;
    this.#still = this.#picture(0);
    this.#frame.append(this.#still);
  }

  #putOnPaper(top) {
    if (this.#paper) return;
    this.#paper = this.#still ? below(this.#still, top, this.#canvas.clientWidth) : this.#picture(top);
    this.#paper.className = 'madang-paper';
    this.#paper.setAttribute('aria-hidden', 'true');
    this.#paper.style.setProperty('--width', `${this.#canvas.clientWidth}px`);
    this.#frame.append(this.#paper);
  }

  /** What is seen now, from `top` css px on. */
  #picture(top) {
    this.#events.beforeStill(); // a canvas can be read only in the task that drew it
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const picture = stillOf(this.#canvas, { left: 0, top, width, height: height - top });
    picture.className = 'madang-still';
    picture.setAttribute('aria-hidden', 'true');
    return picture;
  }

  #removeStill() {
    this.#still?.remove();
    this.#still = null;
  }

  #restore() {
    this.#released = false;
    this.#lose.restoreContext();
  }
}
