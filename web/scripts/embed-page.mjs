import { isDark, onAppearance } from './appearance.mjs';
import { languageOf } from './language.js';
import { mount } from './mount.js';
import { isTour } from './tour-link.js';
import { offerTours } from './tours.mjs';

const root = document.documentElement;
const query = new URLSearchParams(location.search);
const language = languageOf(query.get('lang'));
root.lang = language;

const stage = document.querySelector('[data-demo]');
document.title = language === 'en' ? stage.dataset.titleEn : stage.dataset.titleKo;
stage.setAttribute('aria-label', document.title);
document.querySelector('h1').textContent = document.title;

const demo = mount(stage, { slug: stage.dataset.demo, language, embedded: true, dark: isDark() });
onAppearance((dark) => demo.setDark(dark));
offerTours(stage, language, {
  bar: document.querySelector('.tour-bar'), start: document.querySelector('.tour-start'),
  addressOf: (slug) => new URL(`../../${language}/${slug}/`, location.href).href,
});

const link = document.querySelector('[data-open-full]');
link.textContent = link.dataset[language];
link.href = new URL(`../../${language}/${stage.dataset.demo}/`, location.href).href;
link.addEventListener('click', () => { link.hash = isTour(location.hash) ? location.hash : demo.state; });

// The post gives the frame the height it needs; any page may embed, and a height is no secret.
const tell = (message) => parent.postMessage(message, '*');
const foot = document.querySelector('.embed-foot'), foot_px = foot.offsetHeight; // it is higher while it covers the rest
function tellHeight() {
  const height = document.body.offsetHeight - foot.offsetHeight + foot_px;
  root.classList.toggle('cut', height > innerHeight + 1);
  if (stage.classList.contains('sized')) tell({ madangHeight: height });
}
new ResizeObserver(tellHeight).observe(document.body);
window.addEventListener('resize', tellHeight);
stage.addEventListener('madang-sized', tellHeight);

// A post may want it lower than it is: the rest unfolds on demand.
const unfold = document.querySelector('[data-unfold]');
function showUnfolded(unfolded) {
  unfold.setAttribute('aria-expanded', String(unfolded));
  unfold.textContent = unfold.dataset[`${unfolded ? 'less' : 'more'}${language === 'en' ? 'En' : 'Ko'}`];
}
if (query.has('fold')) {
  unfold.hidden = false;
  showUnfolded(false);
  unfold.addEventListener('click', () => {
    const unfolded = unfold.getAttribute('aria-expanded') !== 'true';
    showUnfolded(unfolded);
    tell({ madangUnfolded: unfolded });
  });
}

// The post's own theme may change while it is read.
window.addEventListener('message', ({ source, data }) => {
  if (source === parent && ['light', 'dark'].includes(data?.madangTheme)) root.dataset.theme = data.madangTheme;
});
