import { isDark, onAppearance, toggleAppearance } from './appearance.mjs';
import { mount } from './mount.js';

const language = document.documentElement.lang;

for (const button of document.querySelectorAll('[data-theme-switch]')) button.addEventListener('click', toggleAppearance);

// Lines to paste name the place this site is really served from.
const origin = new URL('../..', location.href).href.replace(/\/$/, '');
for (const code of document.querySelectorAll('[data-origin]')) code.textContent = code.textContent.replaceAll('ORIGIN', origin);

const stage = document.querySelector('[data-demo]');
if (stage) {
  const demo = mount(stage, { slug: stage.dataset.demo, language, embedded: false, dark: isDark() });
  onAppearance((dark) => demo.setDark(dark));
  // The other language's page opens in the same state.
  for (const link of document.querySelectorAll('[data-keep-fragment]'))
    link.addEventListener('click', () => { link.hash = demo.state; });
  // “Try this” links change the fragment, which the demo follows; the picture should be in sight when it does: its top, since its
  // height follows what it shows, and a demo out of sight rests. At once, since that height may change on the way.
  for (const link of document.querySelectorAll('.prose a[href^="#v="]'))
    link.addEventListener('click', () => stage.scrollIntoView({ block: 'start' }));
}
