import { add } from './elements.js';
import { wordsOf } from './words.js';

const actions = ['play', 'step', 'reset', 'undo', 'share', 'picture', 'curves', 'weights', 'script', 'look'];

/** Everything of a demo that is HTML: the canvas, and around it what a keyboard and a screen reader use. */
export function furnish(stage, { slug, language, embedded }) {
  const say = wordsOf(language);
  stage.replaceChildren();
  stage.classList.add('madang-stage');
  stage.classList.toggle('madang-embedded', embedded);
  const bar = add(stage, 'div', 'madang-buttons');
  const buttons = actions.map((action) => {
    const button = add(bar, 'button', '', { type: 'button', 'data-action': action });
    button.textContent = say[action];
    return button;
  });
  const frame = add(stage, 'div', 'madang-frame');
  const canvas = add(frame, 'canvas', 'madang-canvas', { role: 'img', 'aria-label': say.label(slug), tabindex: '0' });
  const fields = add(frame, 'div', 'madang-fields');
  const loading = add(frame, 'div', 'madang-loading');
  const hint = add(frame, 'div', 'madang-hint', { 'aria-hidden': 'true' });
  hint.textContent = matchMedia('(pointer: coarse)').matches ? say.enterByTouch : say.enterByMouse;
  const mirror = add(stage, 'div', 'madang-mirror', { 'aria-live': 'polite' });
  const toast = add(frame, 'div', 'madang-toast', { role: 'status' });
  return { frame, canvas, fields, loading, mirror, toast, buttons };
}

/** In place of a demo that cannot run: why, and nothing else. */
export function showFault(stage, message) {
  stage.replaceChildren();
  stage.classList.remove('entered');
  stage.classList.add('sized'); // the room that was reserved is not needed
  add(stage, 'p', 'madang-fault', { role: 'alert' }).textContent = message;
}
