import { isDark, onAppearance, toggleAppearance } from './appearance.mjs';
import { mount } from './mount.js';
import { Dock, followLinks } from './reading.mjs';
import { scrollByKeys } from './scrollable.mjs';
import { isTour } from './tour-link.js';
import { offerTours } from './tours.mjs';

const language = document.documentElement.lang;

for (const button of document.querySelectorAll('[data-theme-switch]')) button.addEventListener('click', toggleAppearance);

// Lines to paste name the place this site is really served from.
const origin = new URL('../..', location.href).href.replace(/\/$/, '');
for (const code of document.querySelectorAll('[data-origin]')) code.textContent = code.textContent.replaceAll('ORIGIN', origin);

scrollByKeys(document.querySelectorAll('.katex-display, pre'));

const stage = document.querySelector('[data-demo]');
if (stage) {
  const demo = mount(stage, { slug: stage.dataset.demo, language, embedded: false, dark: isDark() });
  onAppearance((dark) => demo.setDark(dark));
  const prose = document.querySelector('.prose'), view = document.querySelector('.stage-view');
  followLinks(stage, prose, language);
  new Dock({ place: document.querySelector('.stage-place'), view, stage, prose, language });
  offerTours(stage, language, {
    bar: document.querySelector('.tour-bar'), start: document.querySelector('.tour-start'),
    addressOf: (slug) => new URL(`../${slug}/`, location.href.split('#')[0]).href,
    maker: { page: location.href.split(/[?#]/)[0], script: `${origin}/embed.js` },
  });
  // The other language's page opens in the same state, or the same tour.
  for (const link of document.querySelectorAll('[data-keep-fragment]'))
    link.addEventListener('click', () => { link.hash = isTour(location.hash) ? location.hash : demo.state; });
}
