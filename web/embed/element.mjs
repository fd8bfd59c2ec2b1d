import { foot_px, heightAt, tour_px } from './heights.mjs';
import { languageOf } from '../runtime/language.js';
import { heightOf, mistakesOf, releaseSwallowed } from './mistakes.mjs';
import { nearest } from './nearest.mjs';
import { languageTag, themeAround } from './post.mjs';
import { folderOf } from './site.mjs';
import { wordsOf } from './words.mjs';

const nearby_px = 300;
const most_height_px = 5000;
const usual_height_px = 640; // of a demo that this script does not know yet
const patience_ms = 5000; // a frame that has loaded says at once that it is a demo

const style = 'madang-demo:not([hidden])';
let sheet = null;

/** Below every rule of the post, so that its author can say otherwise, and where a policy allows no style element. */
function dress(root) {
  try {
    sheet ??= new CSSStyleSheet();
    if (sheet.cssRules.length === 0) sheet.replaceSync(`:where(${style}){display:block;position:relative;min-width:0;width:100%}@media print{:where(${style}){break-inside:avoid}}`);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
  } catch {
    // An older browser: the frame still has its size.
  }
}

/** @param {{site: string | null, demos: object, living: Set}} post  the site, its demos' titles and heights by slug, and the elements
 *  that the post holds now */
export const elementOf = ({ site, demos, living }) => class MadangDemo extends HTMLElement {
  static observedAttributes = ['name', 'lang', 'theme', 'state', 'tour', 'height', 'site'];
  #frame = null;
  #here = false; // whether the frame has said that it is a demo
  #unfolded = false;
  #height = 0; // what the demo says it needs
  #standIn = [];
  #notes = [];
  #observer = null;
  #room = null;
  #swallowed = false;

  connectedCallback() {
    living.add(this);
    dress(this.getRootNode());
    // A copy of the page, or the page as it was saved or cached, brings the frame of another time.
    for (const left of this.querySelectorAll(':scope > iframe, :scope > [data-madang]')) left.remove();
    this.#room = new ResizeObserver(() => this.#reserve());
    this.#room.observe(this);
    this.#reserve();
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', this.#onParsed);
    if (this.nextSibling || document.readyState !== 'loading') this.#prepare();
  }

  disconnectedCallback() {
    living.delete(this);
    document.removeEventListener('DOMContentLoaded', this.#onParsed);
    this.#observer?.disconnect();
    this.#observer = null;
    this.#room.disconnect();
    this.#stop();
  }

  /** Moved with what it shows (Element.moveBefore): nothing to begin anew. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (!this.#observer || before === now) return; // it begins with what it has then
    if (this.#frame && name === 'theme') return this.showTheme();
    if (this.#frame && (name === 'state' || name === 'tour')) {
      this.#frame.src = this.#address(); // only its fragment is another: the demo opens it
      return;
    }
    this.#stop();
    this.querySelector(':scope > [data-madang=link]')?.remove();
    this.#observer.disconnect();
    this.#observer = null;
    this.#prepare();
  }

  #onParsed = () => { if (this.isConnected) this.#prepare(); };

  get #language() { return languageOf(languageTag(this)); }
  get #say() { return wordsOf(this.#language); }
  get #name() { return (this.getAttribute('name') ?? '').trim().toLowerCase(); }
  get #site() {
    const told = this.getAttribute('site');
    return told ? folderOf(told.replace(/\/?$/, '/')) : site;
  }

  /** Everything of the post that belongs into the element is there now. */
  #prepare() {
    if (this.#observer) return;
    this.#swallowed = releaseSwallowed(this) || this.#swallowed;
    if (!this.textContent.trim() && !this.querySelector('img,picture')) this.append(this.#link());
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#start();
    }, { rootMargin: `${nearby_px}px` });
    this.#observer.observe(this);
  }

  /** Stands in for the demo until it is there: in print, too. */
  #link() {
    const link = document.createElement('a');
    const known = demos[this.#name];
    link.dataset.madang = 'link';
    link.href = new URL(`${this.#language}/${known ? `${this.#name}/` : ''}`, this.#site ?? document.baseURI).href;
    link.textContent = known ? this.#say.open(known.title[this.#language]) : this.#say.gallery;
    return link;
  }

  /** The room that the demo will need, at the width that it has now. */
  #reserve() {
    if (this.#height > 0 || this.clientWidth === 0 || this.querySelector(':scope > [role=alert]')) return;
    const height = this.#reserved();
    this.style.minHeight = `${height}px`;
    if (this.#frame) this.#frame.style.height = `${height}px`;
  }
  #reserved() {
    const points = demos[this.#name]?.heights[this.#language];
    const bar = this.hasAttribute('tour') ? tour_px : 0;
    const height = bar + (points ? Math.round(heightAt(points, this.clientWidth)) + foot_px : usual_height_px);
    return Math.min(height, this.#most());
  }
  #most() {
    const most = heightOf(this);
    return most > 0 && !this.#unfolded ? most : Infinity;
  }

  #address() {
    const address = new URL(`embed/${encodeURIComponent(this.#name)}/`, this.#site);
    address.searchParams.set('lang', this.#language);
    address.searchParams.set('theme', this.#theme());
    if (heightOf(this) < Infinity) address.searchParams.set('fold', '1');
    const state = this.getAttribute('state')?.trim();
    if (state) address.hash = state.replace(/^[^#]*#/, ''); // also where a whole link was pasted
    const tour = this.getAttribute('tour')?.trim();
    if (tour) address.hash = `tour=${tour.replace(/^.*#?tour=/, '')}`;
    return address.href;
  }
  #theme() {
    const asked = this.getAttribute('theme');
    return asked === 'light' || asked === 'dark' ? asked : themeAround(this);
  }

  /** The frame's own backdrop is see-through only where it is as dark as what it holds. */
  showTheme() {
    if (!this.#frame) return;
    const theme = this.#theme();
    if (theme === this.#frame.style.colorScheme) return;
    this.#frame.style.colorScheme = theme;
    this.#frame.contentWindow?.postMessage({ madangTheme: theme }, '*');
  }

  #start() {
    if (this.#frame || !this.isConnected) return;
    this.#observer.disconnect();
    const why = this.#impossible();
    if (why) return this.#fail(why);
    const frame = document.createElement('iframe');
    frame.src = this.#address();
    frame.title = this.#say.title(demos[this.#name]?.title[this.#language] ?? this.#name);
    frame.allow = 'camera; clipboard-write; fullscreen';
    Object.assign(frame.style, { position: 'absolute', inset: '0', visibility: 'hidden', width: '100%', maxWidth: 'none', height: `${this.#reserved()}px`,
      margin: '0', border: '0', display: 'block', colorScheme: this.#theme() });
    frame.addEventListener('load', () => setTimeout(() => {
      if (this.#frame === frame && !this.#here) this.#fail(this.#say.notLoaded(this.#site));
    }, patience_ms));
    this.#frame = frame;
    this.append(frame);
  }

  #impossible() {
    const say = this.#say, name = this.#name, names = Object.keys(demos);
    if (!name) return say.noName;
    if (!this.#site) return say.noSite;
    if (names.includes(name) || this.#site !== site) return null; // another site may have other demos
    const meant = nearest(name, names);
    return say.noDemo(name) + (meant ? ` ${say.nearest(meant)}` : '');
  }

  /** Back to what stood there before. */
  #stop() {
    this.#frame?.remove();
    for (const note of this.#notes) note.remove();
    if (this.#here) this.prepend(...this.#standIn);
    this.#frame = null;
    this.#notes = [];
    this.#here = this.#unfolded = false;
    this.#height = 0;
  }

  #fail(sentence) {
    this.#stop();
    this.style.minHeight = '';
    this.#note(sentence, 'alert');
    for (const mistake of mistakesOf(this, this.#say)) this.#note(mistake);
    if (!this.querySelector('a')) this.append(this.#link());
  }

  #note(sentence, role = 'note') {
    const note = document.createElement('p');
    note.dataset.madang = 'note';
    note.setAttribute('role', role);
    note.lang = this.#language;
    note.textContent = sentence;
    Object.assign(note.style, { margin: '0.5em 0', padding: '0.4em 0.8em', border: '1px solid', borderRadius: '8px' });
    this.#notes.push(note);
    this.append(note);
  }

  /** What the demo in the frame says. @returns {boolean} whether it is this one's */
  take(source, { madangHere, madangHeight, madangUnfolded }) {
    if (source !== this.#frame?.contentWindow) return false;
    if (madangHere) this.#welcome();
    if (typeof madangUnfolded === 'boolean') this.#unfolded = madangUnfolded;
    if (madangHeight > 0 && madangHeight < most_height_px) this.#height = Math.ceil(madangHeight);
    if (this.#height > 0) this.#fit();
    return true;
  }

  #welcome() {
    if (this.#here) return;
    this.#here = true;
    this.#standIn = [...this.childNodes].filter((node) => node !== this.#frame);
    for (const node of this.#standIn) node.remove();
    Object.assign(this.#frame.style, { position: '', inset: '', visibility: '' });
    this.showTheme();
    if (this.#swallowed) this.#note(this.#say.swallowed);
    for (const mistake of mistakesOf(this, this.#say)) this.#note(mistake);
  }

  #fit() {
    const height = Math.min(this.#height, this.#most());
    this.style.minHeight = '';
    this.#frame.style.height = `${height}px`;
  }
};
