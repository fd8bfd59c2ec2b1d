import { add, addButton } from './elements.js';
import { checked, limits, writeTour } from './tour-link.js';
import { tourWordsOf } from './tour-words.js';

/** Where readers make a tour of their own: states that they keep, each with a sentence, to be shared as one link. The draft
 *  survives a reload. */
export class TourMaker {
  #stage;
  #slug;
  #language;
  #say;
  #tour;
  #walk;
  #addresses;
  #parts = {};
  /** @type {{title: string, steps: import('./tour-link.js').Step[]}} sentences may still be empty */
  #draft = { title: '', steps: [] };
  onClose = () => {};

  /**
   * @param {HTMLElement} stage  of a mounted demo
   * @param {{slug: string, language: 'ko' | 'en', walk: (tour: object) => void, addresses: {page: string, script: string}}} options
   *   page: without a fragment; script: embed.js of this site
   */
  constructor(stage, { slug, language, walk, addresses }) {
    this.#stage = stage;
    this.#slug = slug;
    this.#language = language;
    this.#say = tourWordsOf(language);
    this.#walk = walk;
    this.#addresses = addresses;
    this.#remember();
    this.#furnish();
    this.#list();
  }

  get element() { return this.#parts.card; }

  show(shown) {
    this.#parts.card.hidden = !shown;
    if (shown) this.#parts.keep.focus({ preventScroll: true });
    else this.onClose();
  }

  #furnish() {
    const say = this.#say;
    const card = add(document.body, 'section', 'tour-maker', { 'aria-label': say.make, hidden: '' });
    const head = add(card, 'header');
    add(head, 'h2').textContent = say.make;
    addButton(head, 'tour-icon', say.close, () => this.show(false), '✕');
    add(card, 'p', 'tour-lead').textContent = say.makerLead;
    const title = add(card, 'input', 'tour-name', { maxlength: String(limits.title), placeholder: say.title, 'aria-label': say.title });
    title.value = this.#draft.title;
    title.addEventListener('input', () => { this.#draft.title = title.value; this.#save(); });
    const list = add(card, 'ol', 'tour-steps');
    const keep = addButton(card, 'tour-keep', say.keep, () => this.#keep());
    const row = add(card, 'div', 'tour-row');
    addButton(row, '', say.tryIt, () => this.#try());
    addButton(row, '', say.copyLink, () => this.#copy((link) => `${this.#addresses.page}#${link}`, say.linkCopied));
    addButton(row, '', say.copyEmbed, () => this.#copy((link) => this.#embedding(link), say.embedCopied));
    addButton(row, '', say.clear, () => this.#clear());
    const by_hand = add(card, 'textarea', 'tour-by-hand', { readonly: '', hidden: '', rows: '3', 'aria-label': say.copyLink });
    const told = add(card, 'p', 'tour-status', { role: 'status' });
    card.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !event.isComposing) this.show(false); });
    this.#parts = { card, title, list, keep, told, by_hand };
  }

  #embedding(link) {
    return `<script src="${this.#addresses.script}" async></script><madang-demo name="${this.#slug}" lang="${this.#language}" tour="${link.slice('tour='.length)}"></madang-demo>`;
  }

  /** @param {number} focused  the step whose sentence gets the focus; less than 0: none */
  #list(focused = -1) {
    const { list } = this.#parts;
    list.replaceChildren();
    this.#draft.steps.forEach((step, i) => this.#item(list, step, i));
    list.querySelectorAll('textarea')[focused]?.focus();
  }

  #item(list, step, i) {
    const say = this.#say, last = this.#draft.steps.length - 1;
    const item = add(list, 'li');
    const text = add(item, 'textarea', '', { rows: '2', maxlength: String(limits.text), placeholder: say.sentenceHint, 'aria-label': say.sentence(i + 1) });
    text.value = step.text;
    text.addEventListener('input', () => { step.text = text.value; this.#save(); });
    text.addEventListener('keydown', (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || !event.altKey) return;
      event.preventDefault();
      this.#move(i, by);
    });
    const row = add(item, 'div', 'tour-row');
    addButton(row, '', say.openStep, () => this.#stage.madang.open(step.state));
    addButton(row, 'tour-icon', say.up, () => this.#move(i, -1), '↑').disabled = i === 0;
    addButton(row, 'tour-icon', say.down, () => this.#move(i, 1), '↓').disabled = i === last;
    addButton(row, 'tour-icon', say.remove, () => this.#remove(i), '✕');
  }

  #keep() {
    const { steps } = this.#draft, state = this.#stage.madang?.link;
    if (!state) return;
    if (steps.length >= limits.steps) return this.#tell(this.#say.full(limits.steps));
    steps.push({ text: '', state });
    this.#save();
    this.#list(steps.length - 1);
    this.#tell(this.#say.kept(steps.length));
  }

  #move(i, by) {
    const { steps } = this.#draft;
    if (!steps[i + by]) return;
    [steps[i], steps[i + by]] = [steps[i + by], steps[i]];
    this.#save();
    this.#list(i + by);
    this.#tell(this.#say.moved(i + by + 1));
  }

  #remove(i) {
    this.#draft.steps.splice(i, 1);
    this.#save();
    this.#list(Math.min(i, this.#draft.steps.length - 1));
    if (this.#draft.steps.length === 0) this.#parts.keep.focus();
    this.#tell(this.#say.removed(i + 1));
  }

  #clear() {
    this.#draft = { title: '', steps: [] };
    this.#parts.title.value = '';
    this.#save();
    this.#list();
    this.#tell(this.#say.cleared);
  }

  /** The tour as it stands, or null where something is lacking, which is told. */
  #finished() {
    const { steps, title } = this.#draft;
    if (steps.length === 0) return this.#tell(this.#say.lacksSteps);
    const silent = steps.findIndex(({ text }) => !text.trim());
    if (silent >= 0) {
      this.#parts.list.querySelectorAll('textarea')[silent].focus();
      return this.#tell(this.#say.lacksText(silent + 1));
    }
    return checked({ demo: this.#slug, language: this.#language, title, steps }) ?? this.#tell(this.#say.tooLong);
  }

  #try() {
    const tour = this.#finished();
    if (!tour) return;
    this.#parts.card.hidden = true;
    this.#walk(tour, () => this.show(true));
  }

  async #copy(lineOf, done) {
    const tour = this.#finished();
    if (!tour) return;
    const { by_hand } = this.#parts;
    let line;
    try {
      line = lineOf(await writeTour(tour));
    } catch (error) {
      return this.#tell(error instanceof RangeError ? this.#say.tooLong : this.#say.noPacking);
    }
    try {
      await navigator.clipboard.writeText(line);
      by_hand.hidden = true;
      this.#tell(done);
    } catch {
      by_hand.hidden = false;
      by_hand.value = line;
      by_hand.select();
      this.#tell(this.#say.copyByHand);
    }
  }

  #tell(text) {
    this.#parts.told.textContent = text;
    return null;
  }

  get #name() { return `madang-tour:${this.#slug}`; }

  #save() {
    try {
      localStorage.setItem(this.#name, JSON.stringify(this.#draft));
    } catch {
      // Where storage is refused the draft lives as long as the page.
    }
  }

  #remember() {
    try {
      const { title, steps } = JSON.parse(localStorage.getItem(this.#name));
      // A sentence that is yet to be written is no tour; everything else is checked as if it came in a link.
      const sound = checked({ demo: this.#slug, title, steps: steps.map(({ text, state }) => ({ text: text || '…', state })) });
      if (sound) this.#draft = { title: sound.title ?? '', steps: sound.steps.map((step, i) => ({ ...step, text: String(steps[i].text) })) };
    } catch {
      // No draft, or none that can be read.
    }
  }
}
