import { add } from './elements.js';
import { wordsOf } from './words.js';

let count = 0;

/** Everything of a demo that is HTML: the canvas, over it the native elements of its controls, and what is told of it. */
export function furnish(stage, { slug, language, embedded }) {
  const say = wordsOf(language);
  stage.replaceChildren();
  stage.classList.add('madang-stage');
  stage.classList.toggle('madang-embedded', embedded);
  const frame = add(stage, 'div', 'madang-frame');
  const canvas = add(frame, 'canvas', 'madang-canvas', { role: 'img', 'aria-label': stage.getAttribute('aria-label') ?? slug, tabindex: '-1' });
  const fields = add(frame, 'div', 'madang-fields', { 'data-stage': `stage-${count += 1}` });
  const loading = add(frame, 'div', 'madang-loading');
  const hint = add(frame, 'div', 'madang-hint', { 'aria-hidden': 'true' });
  hint.textContent = say.enter;
  const mirror = add(stage, 'div', 'madang-mirror', { 'aria-live': 'polite' });
  const toast = add(frame, 'div', 'madang-toast', { role: 'status' });
  const end = add(stage, 'span', 'madang-end', { tabindex: '-1' });
  return { frame, canvas, fields, loading, mirror, toast, end };
}

/** In place of a demo that cannot run: why, and nothing else. */
export function showFault(stage, message) {
  stage.replaceChildren();
  stage.classList.remove('entered');
  stage.classList.add('sized'); // the room that was reserved is not needed
  add(stage, 'p', 'madang-fault', { role: 'alert' }).textContent = message;
}
