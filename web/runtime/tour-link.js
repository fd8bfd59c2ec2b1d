// A tour as text: `tour=` and, in base64url, the deflated JSON of {v, demo, language, title, steps: [{text, state}]}. Links come from
// strangers: everything that is read is limited and checked, and shown as text only.

export const limits = { steps: 12, text: 280, title: 80, state: 8000, packed: 60_000, json: 120_000 };
const version = 1;

/** @typedef {{text: string, state: string}} Step  state: the fragment of a link, `v=1&…`
 *  @typedef {{demo: string, language?: 'ko' | 'en', title?: string, steps: Step[]}} Tour */

const isState = (state) => typeof state === 'string' && state.length <= limits.state && /^v=[\x21-\x7e]*$/.test(state);

// Nobody sees control characters and marks of direction, but they can turn a sentence round.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** One line of plain text of at most `most` characters; null for anything else. */
function line(text, most) {
  if (typeof text !== 'string') return null;
  const clean = text.replace(unseen, ' ').trim();
  return [...clean].length <= most ? clean : null;
}

function stepOf(step) {
  const text = line(step?.text, limits.text);
  return text && isState(step.state) ? { text, state: step.state } : null;
}

/** The tour that a value is, with nothing in it that was not checked; null where it is none.
 *  @returns {Tour | null} */
export function checked(value) {
  if (typeof value?.demo !== 'string' || !/^[a-z0-9][a-z0-9_-]{0,39}$/.test(value.demo)) return null;
  if (!Array.isArray(value.steps) || value.steps.length === 0 || value.steps.length > limits.steps) return null;
  const steps = value.steps.map(stepOf);
  const title = line(value.title ?? '', limits.title);
  if (steps.includes(null) || title === null) return null;
  const tour = { demo: value.demo, steps };
  if (value.language === 'ko' || value.language === 'en') tour.language = value.language;
  if (title) tour.title = title;
  return tour;
}

/** All bytes of a stream; throws where there are more than `most`. */
async function collect(stream, most) {
  const parts = [];
  let size = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError('too long');
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const through = (bytes, transform) => new Blob([bytes]).stream().pipeThrough(transform);

/** @param {Tour} tour  @returns {Promise<string>} `tour=…`; rejects where it is no tour or becomes too long */
export async function writeTour(tour) {
  const clean = checked(tour);
  if (!clean) throw new TypeError('no tour');
  const json = new TextEncoder().encode(JSON.stringify({ v: version, ...clean }));
  if (json.length > limits.json) throw new RangeError('too long');
  const packed = await collect(through(json, new CompressionStream('deflate-raw')), limits.packed);
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  const text = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  if (text.length > limits.packed) throw new RangeError('too long');
  return `tour=${text}`;
}

function decoded(fragment) {
  try {
    return decodeURIComponent(fragment); // messengers encode what need not be
  } catch {
    return fragment;
  }
}

export const isTour = (fragment) => /^#?tour(?:=|%3D)/i.test(fragment);

/**
 * @param {string} fragment  of an address, with or without its `#`
 * @param {string} slug  of the demo that is to show it
 * @returns {Promise<{tour: Tour} | {fault: 'damaged' | 'newer'} | {fault: 'other', demo: string}>}
 */
export async function readTour(fragment, slug) {
  const damaged = { fault: 'damaged' };
  const [, packed] = decoded(fragment).match(/^#?tour=([A-Za-z0-9_-]+)/i) ?? [];
  if (!packed || packed.length > limits.packed) return damaged;
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const json = await collect(through(bytes, new DecompressionStream('deflate-raw')), limits.json);
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
    if (Number.isInteger(value?.v) && value.v > version) return { fault: 'newer' };
    const tour = value?.v === version ? checked(value) : null;
    if (!tour) return damaged;
    return tour.demo === slug ? { tour } : { fault: 'other', demo: tour.demo };
  } catch {
    return damaged;
  }
}
