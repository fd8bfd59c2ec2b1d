import { addButton } from './elements.js';
import { followAddress, ownTour, Tour } from './tour.js';
import { tourWordsOf } from './tour-words.js';

/**
 * Buttons for the demo's own tour and for making one; a tour in the page's address begins at once.
 * @param {HTMLElement} stage  of a mounted demo
 * @param {{bar: HTMLElement, start: HTMLElement, addressOf: (slug: string) => string, maker?: {page: string, script: string}}} places
 *   start: where the buttons stand; maker: none where no tours are made
 */
export function offerTours(stage, language, { bar, start, addressOf, maker }) {
  const say = tourWordsOf(language), slug = stage.dataset.demo;
  const tour = new Tour(stage, bar, language);
  followAddress(tour, slug, language, addressOf);
  const own = ownTour(stage, language);
  if (own) {
    const button = addButton(start, 'tour-open', say.stepsOf(own.steps.length), () => tour.walk(own, () => button.focus({ preventScroll: true })));
  }
  if (!maker) return;
  let opened = null;
  const make = addButton(start, 'tour-open', say.make, async () => {
    const { TourMaker } = await import('./tour-maker.js');
    opened ??= new TourMaker(stage, { slug, language, walk: (...what) => tour.walk(...what), addresses: maker });
    opened.onClose = () => make.focus({ preventScroll: true });
    opened.show(true);
  });
}
