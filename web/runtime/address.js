// The fragment of the page's address: only one that says a state opens a run; any other is a tour, or a place on the page.
import { isTour } from './tour-link.js';

const most_layers = 4; // of encoding, one by each program on the way

/** Decodes what can be decoded and leaves the rest as it stands. */
const decoded = (text) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => { try { return decodeURIComponent(escapes); } catch { return escapes; } });

function holdsValue(part) {
  for (let layer = 0; layer < most_layers; layer += 1) {
    if (/[=＝]|&equals;/.test(part)) return true;
    part = decoded(part);
  }
  return false;
}

/**
 * What a fragment says; a state and a place may come together (`#v=1&seed=7#formula`).
 * @param {string} hash  with or without its #  @param {(id: string) => boolean} isPlace  whether an element of the page has this id
 * @returns {{state: string | null, place: string | null}}
 */
export function readFragment(hash, isPlace = (id) => document.getElementById(id) !== null) {
  const fragment = hash.replace(/^#/, '').split(':~:')[0].replace(/&#(\d+|x[0-9a-f]+);/gi, (_, number) => String.fromCodePoint(Number(number.replace(/^x/i, '0x'))));
  if (isTour(fragment)) return { state: null, place: null };
  if (fragment && isPlace(decoded(fragment))) return { state: null, place: decoded(fragment) };
  const parts = fragment.split(/[#&]/).filter(Boolean);
  const place = parts.find((part) => !holdsValue(part) && isPlace(decoded(part))) ?? null;
  const state = parts.filter((part) => part !== place);
  return { state: state.some(holdsValue) ? state.join('&') : null, place: place && decoded(place) };
}

/**
 * Follows the address of the page. A link that is pressed again opens its state again; back and forward open the state that belongs to
 * an entry of the history, if it is another; a place on the page never touches the run.
 */
export class Address {
  #open;
  /** The state that was opened last, or shared. */
  state = '';

  /** @param {(state: string) => void} open */
  constructor(open) {
    this.#open = open;
  }

  start() {
    const { state, place } = readFragment(location.hash);
    this.#show(state ?? history.state?.madang ?? '', place);
    window.addEventListener('hashchange', () => this.#follow());
    document.addEventListener('click', (event) => this.#again(event));
  }

  /** Opens a state that is not in the address. */
  open(state) {
    this.#show(state.replace(/^#/, ''), null);
  }

  /** The reader shared the present state: the address says it from now on. */
  share(state) {
    this.#remember(state, `#${state}`);
  }

  #follow() {
    const { state, place } = readFragment(location.hash);
    const remembered = history.state?.madang;
    if (remembered === undefined) { // a new entry: a link was followed, or the address was written
      if (state === null) this.#remember(this.state);
      else this.#show(state, place);
    } else if (remembered !== this.state) {
      this.#show(remembered, place);
    }
  }

  /** No event tells of a link to where the page is already. */
  #again(event) {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.href !== location.href || !['', '_self'].includes(link.target)) return;
    const { state, place } = readFragment(link.hash);
    if (state === null) return;
    event.preventDefault();
    this.#show(state, place);
  }

  #show(state, place) {
    this.#remember(state);
    this.#open(state);
    if (place && state) document.getElementById(place).scrollIntoView();
  }

  #remember(state, url = undefined) {
    this.state = state;
    try {
      history.replaceState({ ...history.state, madang: state }, '', url);
    } catch {
      // Refused in some sandboxes, and when it is done too often; only going back knows less then.
    }
  }
}
