import { isDark, onAppearance } from './appearance.mjs';
import { mount } from './mount.js';
import { offerTours } from './tours.mjs';

const language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'ko';
document.documentElement.lang = language;

const stage = document.querySelector('[data-demo]');
document.title = language === 'en' ? stage.dataset.titleEn : stage.dataset.titleKo;
stage.setAttribute('aria-label', document.title);

const link = document.querySelector('[data-open-full]');
link.textContent = link.dataset[language];
link.href = new URL(`../../${language}/${stage.dataset.demo}/`, location.href).href;
link.addEventListener('click', () => { link.hash = location.hash; });

const demo = mount(stage, { slug: stage.dataset.demo, language, embedded: true, dark: isDark() });
onAppearance((dark) => demo.setDark(dark));
offerTours(stage, language, {
  bar: document.querySelector('.tour-bar'), start: document.querySelector('.tour-start'),
  addressOf: (slug) => new URL(`../../${language}/${slug}/`, location.href).href,
});

// The post gives the frame the height it needs; any page may embed, and a height is no secret.
new ResizeObserver(() => parent.postMessage({ madangHeight: document.body.offsetHeight }, '*')).observe(document.body);
