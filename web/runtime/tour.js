import { add, addButton } from './elements.js';
import { checked, isTour, readTour } from './tour-link.js';
import { tourWordsOf } from './tour-words.js';

/** Resolves once the demo can open what a step asks for. */
const readyOf = (stage) =>
  new Promise((resolve) => {
    if (stage.madang?.frame) resolve();
    else stage.addEventListener('madang-ready', resolve, { once: true });
  });

/** Walks a reader through states of a demo. Between the steps the demo is his: a step sets it and holds nothing. */
export class Tour {
  #stage;
  #bar;
  #say;
  #tour = null;
  #step = 0;
  #parts = null;
  #onLeave = () => {};

  /** @param {HTMLElement} stage  of a mounted demo  @param {HTMLElement} bar  empty, where steps are told  @param {'ko' | 'en'} language */
  constructor(stage, bar, language) {
    this.#stage = stage;
    this.#bar = bar;
    this.#say = tourWordsOf(language);
    stage.addEventListener('madang-changes', ({ detail }) => {
      if (this.#parts) this.#parts.changes.textContent = detail ? this.#say.changed(detail) : '';
    });
    bar.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by || !this.#tour || !this.#tour.steps[this.#step + by]) return;
      event.preventDefault();
      this.#go(this.#step + by);
    });
  }

  get walking() { return this.#tour !== null; }

  /** From the first step on. @param {import('./tour-link.js').Tour} tour  @param {() => void} onLeave  called at its end */
  async walk(tour, onLeave = () => {}) {
    this.#tour = tour;
    this.#onLeave = onLeave;
    this.#furnish();
    await readyOf(this.#stage);
    if (this.#tour !== tour) return;
    this.#go(0);
  }

  leave() {
    if (!this.#tour) return;
    this.#tour = this.#parts = null;
    this.#bar.replaceChildren();
    this.#bar.hidden = true;
    this.#onLeave();
  }

  /** In place of a tour that cannot be shown: why, and what to do. */
  fault(text, link) {
    this.leave();
    this.#bar.hidden = false;
    const row = add(this.#bar, 'div', 'tour-fault', { role: 'alert' });
    add(row, 'span').textContent = text;
    if (link) add(row, 'a', '', { href: link }).textContent = this.#say.openOther;
    addButton(row, 'tour-icon', this.#say.close, () => { row.remove(); this.#bar.hidden = true; }, '✕');
  }

  /** All sentences lie in one place, so that the bar is as high as the longest and stands still. */
  #furnish() {
    const say = this.#say, bar = this.#bar;
    bar.replaceChildren();
    bar.hidden = false;
    const place = add(bar, 'span', 'tour-place', { 'aria-hidden': 'true' });
    const told = add(bar, 'div', 'tour-told');
    if (this.#tour.title) add(told, 'strong', 'tour-title').textContent = this.#tour.title;
    const stack = add(told, 'div', 'tour-stack');
    const language = this.#tour.language;
    const sentences = this.#tour.steps.map(({ text }) => {
      const sentence = add(stack, 'p', 'tour-sentence', language ? { lang: language } : {});
      sentence.textContent = text;
      return sentence;
    });
    const changes = add(told, 'p', 'tour-changes');
    const buttons = add(bar, 'div', 'tour-buttons');
    const previous = addButton(buttons, 'tour-icon', say.previous, () => this.#go(this.#step - 1), '‹');
    const next = addButton(buttons, 'tour-next', say.next, () => this.#next());
    addButton(buttons, 'tour-icon', say.leave, () => this.leave(), '✕');
    const live = add(bar, 'p', 'unseen', { role: 'status' });
    this.#parts = { place, sentences, changes, previous, next, live };
    this.#show(0);
    next.focus({ preventScroll: true });
  }

  #next() {
    if (this.#step + 1 < this.#tour.steps.length) this.#go(this.#step + 1);
    else this.leave();
  }

  #go(step) {
    this.#show(step);
    this.#stage.madang.open(this.#tour.steps[step].state);
    this.#lookAt();
    this.#bar.dispatchEvent(new CustomEvent('tour-step', { bubbles: true }));
  }

  /** Where the bar stands below it, on a phone, the picture is brought to the top of the window. */
  #lookAt() {
    if (getComputedStyle(this.#bar).position !== 'sticky') return;
    const top = this.#stage.getBoundingClientRect().top + this.#stage.madang.viewTop;
    if (top < 0 || top > innerHeight / 3) scrollBy({ top, behavior: 'instant' });
  }

  #show(step) {
    this.#step = step;
    const { place, sentences, changes, previous, next, live } = this.#parts;
    const { steps } = this.#tour;
    const where = this.#say.place(step + 1, steps.length);
    place.textContent = where;
    sentences.forEach((sentence, i) => sentence.classList.toggle('shown', i === step));
    changes.textContent = '';
    if (step === 0 && document.activeElement === previous) next.focus({ preventScroll: true });
    previous.disabled = step === 0;
    next.textContent = step + 1 < steps.length ? this.#say.next : this.#say.finish;
    live.textContent = `${where}: ${steps[step].text}`;
  }
}

/** The tour of the demo's own text, as the build wrote it into the page. */
export function ownTour(stage, language) {
  const steps = stage.dataset[language === 'en' ? 'tourEn' : 'tourKo'];
  return steps ? checked({ demo: stage.dataset.demo, language, steps: JSON.parse(steps) }) : null;
}

/** Walks the tour that the address of the page carries, now and whenever it changes. @param {(slug: string) => string} addressOf  a demo's page */
export function followAddress(tour, slug, language, addressOf) {
  const say = tourWordsOf(language);
  const open = async () => {
    const fragment = location.hash;
    if (!isTour(fragment)) return;
    const read = await readTour(fragment, slug);
    if (fragment !== location.hash) return;
    if (read.tour) tour.walk(read.tour);
    else if (read.fault === 'other') tour.fault(say.other, `${addressOf(read.demo)}${fragment}`);
    else tour.fault(say[read.fault]);
  };
  addEventListener('hashchange', open);
  open();
}
