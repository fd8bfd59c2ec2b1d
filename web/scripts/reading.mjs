// Prose and picture together: links in the prose set the demo and lead back; on a narrow page a view of the demo stays in sight.
import { add, addButton, addSigned } from './elements.js';
import { tourWordsOf } from './tour-words.js';

/** Links of the prose that set the demo. */
export function followLinks(stage, prose, language) {
  const say = tourWordsOf(language);
  const live = add(prose, 'p', 'unseen', { role: 'status' });
  let current = null, line = null;

  const forget = () => {
    current?.removeAttribute('aria-current');
    line?.remove();
    current = line = null;
  };
  const goBack = () => {
    const link = current;
    forget();
    stage.madang.back();
    link?.focus({ preventScroll: true });
  };
  stage.addEventListener('madang-changes', ({ detail }) => {
    if (!line) return;
    line.firstChild.textContent = say.changed(detail);
    live.textContent = line.firstChild.textContent;
  });
  document.addEventListener('tour-step', forget);

  for (const link of prose.querySelectorAll('a[href^="#v="]'))
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !stage.madang?.frame) return;
      forget(); // the address changes next, which the demo follows
      current = link;
      link.setAttribute('aria-current', 'true');
      line = document.createElement('p');
      line.className = 'link-told';
      const item = link.closest('li');
      if (item) item.append(line);
      else link.closest('p').after(line);
      add(line, 'span');
      addSigned(line, 'link-back', say.back, goBack, '↩');
      stage.dispatchEvent(new CustomEvent('madang-wanted'));
    });
}

const least_window_px = 420; // a lower window has no room for both
const dock_share = 0.45;

/** On a page of one column the upper part of the picture stays at the top of the window while prose is read below. */
export class Dock {
  #place;
  #view;
  #stage;
  #prose;
  #row;
  #run;
  #unfold;
  #columns = matchMedia('(min-width: 1180px)');
  #folded = false;
  #docked = false;

  constructor({ place, view, stage, prose, language }) {
    const say = tourWordsOf(language);
    this.#place = place;
    this.#view = view;
    this.#stage = stage;
    this.#prose = prose;
    this.#folded = remembered();
    this.#row = document.createElement('div');
    this.#row.className = 'dock-row';
    this.#run = addButton(this.#row, 'tour-icon', say.run, () => stage.madang.press('play'), '▶');
    addSigned(this.#row, '', say.toDemo, () => this.#goToDemo(), '↑');
    addButton(this.#row, '', say.fold, () => this.#fold(true));
    view.append(this.#row);
    this.#unfold = addButton(document.body, 'dock-unfold', say.unfold, () => this.#fold(false));
    stage.addEventListener('madang-frame', ({ detail }) => { this.#run.textContent = detail.playing ? '❚❚' : '▶'; });
    stage.addEventListener('madang-wanted', () => this.#fold(false, false));
    for (const kind of ['scroll', 'resize']) addEventListener(kind, () => this.#update(), { passive: true });
    this.#columns.addEventListener('change', () => this.#update());
    this.#update();
  }

  #update() {
    const dock_px = innerHeight * dock_share;
    const read = this.#prose.getBoundingClientRect();
    const passed = this.#place.getBoundingClientRect().bottom < dock_px && read.bottom > dock_px && read.top < innerHeight;
    const wanted = passed && !this.#columns.matches && innerHeight >= least_window_px;
    this.#unfold.hidden = !(wanted && this.#folded);
    this.#set(wanted && !this.#folded);
  }

  #set(docked) {
    if (docked === this.#docked) return;
    this.#docked = docked;
    const { width, height, left } = this.#place.getBoundingClientRect();
    // Its place in the text stays as large, so that nothing jumps.
    this.#place.style.height = docked ? `${height}px` : '';
    Object.assign(this.#view.style, docked ? { width: `${width}px`, left: `${left}px` } : { width: '', left: '' });
    this.#stage.style.setProperty('--above-view', `${this.#stage.madang?.viewTop ?? 0}px`);
    document.documentElement.classList.toggle('docked', docked);
  }

  #fold(folded, keep = true) {
    this.#folded = folded;
    if (keep) remember(folded);
    this.#update();
  }

  #goToDemo() {
    this.#set(false);
    this.#place.scrollIntoView({ block: 'start' });
    this.#stage.querySelector('canvas')?.focus({ preventScroll: true });
  }
}

const storage_name = 'madang-dock';

function remembered() {
  try {
    return localStorage.getItem(storage_name) === 'folded';
  } catch {
    return false;
  }
}

function remember(folded) {
  try {
    if (folded) localStorage.setItem(storage_name, 'folded');
    else localStorage.removeItem(storage_name);
  } catch {
    // Not remembered where storage is refused.
  }
}
