const most_side_px = 8192, most_area_px = 4096 ** 2; // what browsers give a canvas; a page at 400 % is four times as high as wide
const look_again_ms = 1000;

/** The size of an element in css px and in pixels of the screen, which change apart when the page is zoomed, the window comes to
 *  another screen, or whoever embeds the page scales it. */
export class Size {
  width = 0;
  height = 0;
  #element;
  #ratio = 0;
  #pixels = null;
  #most_side_px;
  #changed;

  /** @param {HTMLElement} element  @param {WebGL2RenderingContext} context  that draws it  @param {() => void} changed */
  constructor(element, context, changed) {
    this.#element = element;
    this.#most_side_px = Math.min(most_side_px, context.getParameter(context.MAX_RENDERBUFFER_SIZE), ...context.getParameter(context.MAX_VIEWPORT_DIMS));
    this.#changed = changed;
    const observer = new ResizeObserver(([{ devicePixelContentBoxSize: pixels }]) => {
      this.#pixels = pixels ? { width: pixels[0].inlineSize, height: pixels[0].blockSize } : null;
      changed();
    });
    try {
      observer.observe(element, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(element); // Safari tells of the element alone
    }
    this.#followRatio();
    // Not every change is told: a window on its way to another screen and an emulated device say nothing.
    setInterval(() => { if (this.#ratio !== 0 && this.#ratio !== devicePixelRatio) changed(); }, look_again_ms);
  }

  #followRatio() {
    const same = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    same.addEventListener('change', () => { this.#changed(); this.#followRatio(); }, { once: true });
  }

  /** Whether the element is as it was when it was measured. */
  get current() {
    return this.width === this.#element.clientWidth && this.height === this.#element.clientHeight && this.#ratio === devicePixelRatio;
  }

  /** @returns {{width: number, height: number, pixelWidth: number, pixelHeight: number}} */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    const ratio = devicePixelRatio;
    Object.assign(this, { width, height });
    this.#ratio = ratio;
    // What the browser told may be of another size, until it tells again; it may differ by the pixel that the element is aligned to.
    const exact = (pixels, length) => (this.#pixels && Math.abs(pixels - length * ratio) < 2 ? pixels : Math.round(length * ratio));
    const fit = Math.min(1, this.#most_side_px / (Math.max(width, height) * ratio), Math.sqrt(most_area_px / (width * height)) / ratio);
    const whole = (pixels, length) => Math.max(1, Math.floor(exact(pixels, length) * fit));
    return { width, height, pixelWidth: whole(this.#pixels?.width, width), pixelHeight: whole(this.#pixels?.height, height) };
  }
}
