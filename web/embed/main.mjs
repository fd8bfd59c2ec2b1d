// <madang-demo name="attention" lang="ko"></madang-demo>: an element that shows one demo of Madang in a frame of its own, started when
// it comes near the screen, as tall as it needs to be. The build makes this folder one classic script, dist/embed.js, and writes into
// it what it must know of the demos beforehand.
import { elementOf } from './element.mjs';
import { onThemeChange } from './post.mjs';
import { siteOfScript } from './site.mjs';

/* global MADANG_DEMOS */
const site = siteOfScript();

/** A plain frame of the site in the same post is fitted as well. */
function fitPlainFrame(source, { madangHeight }) {
  if (!site || !(madangHeight > 0 && madangHeight < 5000)) return;
  const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
  if (frame?.src.startsWith(new URL('embed/', site).href)) frame.style.height = `${Math.ceil(madangHeight)}px`;
}

function begin() {
  const living = new Set();
  customElements.define('madang-demo', elementOf({ site, demos: MADANG_DEMOS, living }));
  window.addEventListener('message', ({ source, data }) => {
    if (typeof data !== 'object' || data === null || !Object.keys(data).some((key) => key.startsWith('madang'))) return;
    if (![...living].some((element) => element.take(source, data))) fitPlainFrame(source, data);
  });
  onThemeChange(() => { for (const element of living) element.showTheme(); });
}

if (window.customElements && !customElements.get('madang-demo')) begin(); // several posts on one page each bring the script
