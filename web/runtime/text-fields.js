const encoder = new TextEncoder();

/** The longest start of `text` that fits into `most` bytes of UTF-8, never cut inside a character. */
function start(text, most) {
  const { read } = encoder.encodeInto(text, new Uint8Array(most));
  return text.slice(0, read);
}

/** Real inputs laid over the canvas where the picture has a text field: composition, soft keyboards and paste just work. */
export class TextFields {
  #layer;
  #fields = new Map();
  #canvas;
  #onTyped;

  /**
   * @param {HTMLElement} layer  @param {HTMLCanvasElement} canvas
   * @param {(id: number, answer: {text?: string | null, cut?: boolean, finished?: boolean}) => void} onTyped
   */
  constructor(layer, canvas, onTyped) {
    this.#layer = layer;
    this.#canvas = canvas;
    this.#onTyped = onTyped;
  }

  /** @param {string} id  of a field  @returns {HTMLElement | undefined} */
  element(id) { return this.#fields.get(Number(id))?.element; }

  /** Shows or moves the field of a request from the module. */
  show(request) {
    let field = this.#fields.get(request.id);
    if (!field) this.#fields.set(request.id, field = this.#make(request));
    field.shown = true;
    field.request = request;
    this.#place(field.element, request);
    // What the reader is writing is never overwritten; what the program changed shows when the field is left.
    if (document.activeElement !== field.element && field.element.value !== request.value) field.element.value = request.value;
  }

  /** Fields that were not shown since the last call go away. */
  endOfFrame() {
    for (const [id, field] of this.#fields) {
      if (!field.shown) {
        this.#fields.delete(id);
        field.element.remove();
      }
      field.shown = false;
    }
  }

  #make(request) {
    const element = document.createElement(request.multiLine ? 'textarea' : 'input');
    const field = { element, request, shown: true, done: false, opener: document.activeElement };
    if (!request.multiLine) element.type = 'text';
    if (request.numeric) element.inputMode = 'decimal';
    element.name = request.name || `field-${request.id}`;
    element.className = 'madang-text-field';
    element.autocomplete = 'off';
    element.spellcheck = false;
    element.setAttribute('aria-label', request.label.replace(/##.*/, ''));
    element.value = request.value;
    element.addEventListener('input', () => this.#input(field));
    element.addEventListener('keydown', (event) => this.#key(field, event));
    element.addEventListener('blur', () => this.#blur(field));
    this.#layer.append(element);
    if (request.numeric) {
      element.focus({ preventScroll: true });
      element.select();
    }
    return field;
  }

  #place(element, { left, top, width, height, clipLeft, clipTop, clipRight, clipBottom, placeholder }) {
    const style = element.style;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    const hidden = [clipTop - top, left + width - clipRight, top + height - clipBottom, clipLeft - left].map((px) => Math.max(0, px));
    style.clipPath = hidden.some((px) => px > 0) ? `inset(${hidden.map((px) => `${px}px`).join(' ')})` : '';
    style.visibility = hidden[0] + hidden[2] >= height || hidden[1] + hidden[3] >= width ? 'hidden' : '';
    if (element.placeholder !== placeholder) element.placeholder = placeholder;
  }

  #input(field) {
    if (field.request.numeric) return;
    const { element, request } = field;
    const text = start(element.value, request.mostBytes);
    const cut = text !== element.value;
    if (cut) element.value = text;
    this.#onTyped(request.id, { text, cut });
  }

  #key(field, event) {
    if (!field.request.numeric) return;
    event.stopPropagation();
    if (event.isComposing || !['Escape', 'Enter'].includes(event.key)) return;
    event.preventDefault(); // Enter presses nothing that gets the focus now
    this.#finish(field, event.key === 'Enter' ? field.element.value : null);
    (this.#layer.contains(field.opener) ? field.opener : this.#canvas).focus({ preventScroll: true });
  }

  #blur(field) {
    if (field.request.numeric) this.#finish(field, field.element.value);
    else if (field.element.value !== field.request.value) this.#onTyped(field.request.id, {}); // drawn again, it shows the truth
  }

  #finish(field, text) {
    if (field.done) return;
    field.done = true;
    this.#onTyped(field.request.id, { text, finished: true });
  }
}
