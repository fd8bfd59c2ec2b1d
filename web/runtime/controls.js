// The controls that the picture draws, as native elements that lie over them unseen: Tab walks through them, arrows change them, and a
// screen reader, a switch or a voice finds them. What is done to one goes back, and the picture does it as if a hand had.

/** The fields of a control in the module's message, see ui::Access. */
const parse = (record) => {
  const [kind, x, y, width, height, flags, now, low, high, step, name, group, value, options, description] = record.slice(1).split('\x1f');
  return {
    role: record[0], id: kind, box: [x, y, width, height].map(Number), on: (flags & 1) !== 0, disabled: (flags & 2) !== 0,
    now: Number(now), low, high, step, name, group, value, options: options.split('\x1d').slice(0, -1), description,
  };
};

/** Where two of a kind have one name, they are counted: none is taken for the other. */
const told = (controls) => {
  const count = new Map();
  for (const control of controls) {
    if (control.role === 'w') continue;
    const key = [control.role, control.group, control.name].join('\x1f'), before = count.get(key) ?? 0;
    count.set(key, before + 1);
    if (before > 0) control.name += ` (${before + 1})`;
  }
  return controls;
};

/** In the order of ui::PadKey. */
const padKeys = ['enter', 'left', 'right', 'up', 'down', 'rowStart', 'rowEnd', 'start', 'end', 'press', 'pressTwice', 'drop', 'closer', 'farther'];
const padKeyOf = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'rowStart', End: 'rowEnd',
  Enter: 'press', ' ': 'press', F2: 'pressTwice', '+': 'closer', '=': 'closer', '-': 'farther',
};

const set = (element, name, value) => {
  if (value === '' || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
};
const make = (name, attributes = {}) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** How an element of each role is made, and shows a control. `act(value)` tells what was done. */
const kinds = {
  b: {
    make: () => make('button', { type: 'button' }),
    listen: (element, act) => element.addEventListener('click', () => act(1)),
    show: (element, { name, on, disabled }) => {
      if (element.textContent !== name) element.textContent = name;
      set(element, 'aria-disabled', disabled || '');
      set(element, 'aria-expanded', on || '');
    },
  },
  t: {
    make: () => make('input', { type: 'checkbox', role: 'switch' }),
    listen: (element, act) => element.addEventListener('change', () => act(element.checked ? 1 : 0)),
    show: (element, { on }) => { element.checked = on; },
  },
  s: {
    make: () => make('input', { type: 'range' }),
    listen: (element, act) => element.addEventListener('input', () => act(Number(element.value))),
    show: (element, { now, low, high, step, value }) => {
      set(element, 'min', low);
      set(element, 'max', high);
      set(element, 'step', step);
      if (Number(element.value) !== now) element.value = now;
      set(element, 'aria-valuetext', value);
    },
  },
  c: {
    make: () => make('select'),
    listen: (element, act) => element.addEventListener('change', () => act(element.selectedIndex)),
    show: (element, { options, now }) => {
      if (options.length !== element.length || options.some((option, i) => element.options[i].text !== option))
        element.replaceChildren(...options.map((option) => new Option(option)));
      element.selectedIndex = now;
    },
  },
  o: {
    make: () => make('input', { type: 'radio' }),
    listen: (element, act) => element.addEventListener('change', () => act(1)),
    show: (element, { on }) => { element.checked = on; },
  },
  p: {
    make: () => make('div', { role: 'application', tabindex: '0' }),
    listen: () => {},
    show: () => {},
  },
};
kinds.i = kinds.b;
kinds.w = {
  make: () => make('p'),
  listen: () => {},
  show: (element, { name }) => { if (element.textContent !== name) element.textContent = name; },
};

const resync_ms = 500;
const told_pause_ms = 2000;

export class Controls {
  #layer;
  #page;
  #known = new Map();
  #groups = new Map();
  #hadItems = false;
  #resync = 0;
  #dragging = null;
  #told = '';
  #answers = false;
  #telling = 0;

  /**
   * @param {HTMLElement} layer
   * @param {{act: (id: string, value: number) => void, focus: (id: string | 0) => void, pad: (id: string, key: number, drags: boolean) => void,
   *   field: (id: string) => HTMLElement | undefined, keysOfPad: string}} page
   */
  constructor(layer, page) {
    this.#layer = layer;
    this.#page = page;
    layer.addEventListener('focusin', (event) => this.#focus(event));
    layer.addEventListener('focusout', () => { this.#drop(); page.focus(0); });
    layer.addEventListener('keydown', (event) => this.#key(event));
    layer.addEventListener('keyup', (event) => { if (event.key === 'Shift') this.#drop(); });
  }

  /** @param {string} message  all controls as they are now */
  show(message) {
    const controls = told(message.split('\x1e').slice(0, -1).map(parse));
    const focused = this.#layer.contains(document.activeElement) ? document.activeElement : null;
    const before = [...this.#layer.children];
    const at = before.findIndex((element) => element.contains(focused));
    const wanted = [];
    const seen = new Set();
    const group = { key: '', element: null };
    for (const control of controls) {
      seen.add(control.id);
      const element = control.role === 'x' ? this.#page.field(control.id) : this.#element(control);
      if (!element) continue;
      if (control.role === 'o') this.#intoGroup(control, element, group, wanted, seen);
      else { wanted.push(element); group.key = ''; }
    }
    for (const [id, known] of this.#known) if (!seen.has(id)) { this.#known.delete(id); known.place.remove(); }
    for (const [id, element] of this.#groups) if (!seen.has(id)) { this.#groups.delete(id); element.remove(); }
    this.#order(wanted, focused);
    if (focused && !focused.isConnected) this.#handOver(before.slice(0, at + 1));
    this.#openMenu(controls);
  }

  #element(control) {
    let known = this.#known.get(control.id);
    if (known?.control.role !== control.role) {
      known?.place.remove();
      const place = make('div', { class: 'madang-control' }), element = kinds[control.role].make();
      known = { place, element, control };
      element.dataset.control = control.id;
      kinds[control.role].listen(element, (value) => this.#act(known, value));
      place.append(element);
      if (control.role === 'p') this.#makePad(known);
      this.#known.set(control.id, known);
    }
    known.control = control;
    this.#update(known);
    return known.place;
  }

  #update({ place, element, control }) {
    ['left', 'top', 'width', 'height'].forEach((side, i) => {
      const length = `${control.box[i]}px`;
      if (place.style[side] !== length) place.style[side] = length;
    });
    if (!'biw'.includes(control.role)) set(element, 'aria-label', control.name);
    set(element, 'aria-description', control.description || (control.role === 'p' ? this.#page.keysOfPad : ''));
    kinds[control.role].show(element, control);
  }

  /** Options that follow each other and are of one choice stand in one group. */
  #intoGroup(control, place, group, wanted, seen) {
    if (group.key !== control.group) {
      group.key = control.group;
      group.id = `group-${control.id}`;
      group.element = this.#groups.get(group.id) ?? make('div', { role: 'radiogroup' });
      group.next = null;
      this.#groups.set(group.id, group.element);
      set(group.element, 'aria-label', control.group);
      wanted.push(group.element);
    }
    seen.add(group.id);
    this.#known.get(control.id).element.name = `${this.#layer.dataset.stage}-${group.id}`;
    if (place.parentElement !== group.element) group.element.append(place);
  }

  /** The focused element is never moved: it would lose the focus. */
  #order(wanted, focused) {
    if (wanted.every((element, i) => this.#layer.children[i] === element)) return;
    const fixed = wanted.findIndex((element) => focused && element.contains(focused));
    if (fixed < 0) return this.#layer.append(...wanted);
    for (const element of wanted.slice(0, fixed)) wanted[fixed].before(element);
    this.#layer.append(...wanted.slice(fixed + 1));
  }

  /** The control that had the focus is gone: the one before it gets it, else the first. */
  #handOver(before) {
    const left = before.reverse().find((element) => element.isConnected);
    this.#inside(left ?? this.#layer.firstElementChild)?.focus();
  }

  #inside(element) {
    const all = element?.matches('input, textarea') ? [element] : [...(element?.querySelectorAll('button, input, select, [tabindex]') ?? [])];
    return all.find((one) => one.checked) ?? all[0];
  }

  /** A menu that was opened by keys is entered. */
  #openMenu(controls) {
    const first = controls.find((control) => control.role === 'i');
    if (first && !this.#hadItems && this.#layer.contains(document.activeElement)) this.#known.get(first.id).element.focus();
    this.#hadItems = Boolean(first);
  }

  #act(known, value) {
    if (!known.control.disabled) this.#page.act(known.control.id, value);
    // What the picture did not take is taken back here, too.
    clearTimeout(this.#resync);
    this.#resync = setTimeout(() => { for (const each of this.#known.values()) this.#update(each); }, resync_ms);
  }

  #focus({ target }) {
    const known = this.#known.get(target.dataset.control);
    this.#page.focus(target.dataset.control ?? 0);
    if (known?.control.role === 'p') this.#pad(target.dataset.control, 'enter');
  }

  #makePad({ element, control }) {
    element.append(make('output')); // which is told when it changes
    element.addEventListener('click', () => this.#pad(control.id, 'press'));
  }

  /** @param {string} text  what is under the pointer that keys lead: told at once after a key, and seldom while a run changes it */
  tell(text) {
    this.#told = text;
    const wait_ms = this.#answers ? 0 : told_pause_ms;
    this.#answers = false;
    if (wait_ms > 0 && this.#telling) return;
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      this.#telling = 0;
      const told = document.activeElement?.querySelector?.(':scope > output');
      if (told && this.#layer.contains(told)) told.textContent = this.#told;
    }, wait_ms);
  }

  #pad(id, key, drags = false) {
    this.#dragging = drags ? id : null;
    this.#answers = true;
    this.#page.pad(id, padKeys.indexOf(key), drags);
  }

  #drop() {
    if (this.#dragging) this.#pad(this.#dragging, 'drop');
  }

  #key(event) {
    const known = this.#known.get(event.target.dataset?.control);
    if (!known || event.isComposing || event.altKey || event.metaKey) return;
    if (known.control.role === 'i' && ['ArrowDown', 'ArrowUp'].includes(event.key)) return this.#alongMenu(event);
    if (known.control.role !== 'p') return;
    const far = event.ctrlKey && { Home: 'start', End: 'end' }[event.key];
    const key = far || (!event.ctrlKey && padKeyOf[event.key]);
    if (!key || (event.repeat && key.startsWith('press'))) return;
    event.preventDefault();
    this.#pad(known.control.id, key, event.shiftKey && event.key.startsWith('Arrow'));
  }

  #alongMenu(event) {
    const items = [...this.#known.values()].filter(({ control }) => control.role === 'i').map(({ element }) => element);
    const next = items.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
    items.at(next % items.length).focus();
    event.preventDefault();
  }
}
