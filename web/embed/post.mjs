// What an embed reads off the post around it: its language, whether it is dark, and when that changes.

/** Up through shadow roots, to where the post's own settings may stand. */
const parentOf = (element) => element.parentElement ?? element.getRootNode().host ?? null;

/** The `lang` of the element or of the nearest one around it. */
export function languageTag(element) {
  for (let at = element; at; at = parentOf(at)) {
    const tag = at.getAttribute('lang') ?? at.getAttributeNS('http://www.w3.org/XML/1998/namespace', 'lang');
    if (tag !== null) return tag;
  }
  return null;
}

/** Red, green, blue and alpha of any CSS colour, each from 0 to 1: a canvas reads them all. */
function channels(colour) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
}

/** Relative luminance (WCAG 2.2), 0 is black. */
function luminance([red, green, blue]) {
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const as_dark_as_light = 0.18; // where black and white letters are as legible as each other

/** @returns {'light' | 'dark'} what stands behind the element: the nearest background, else what the page is painted on */
export function themeAround(element) {
  for (let at = element; at; at = parentOf(at)) {
    const style = getComputedStyle(at);
    const [red, green, blue, alpha] = channels(style.backgroundColor);
    if (alpha >= 0.5) return luminance([red, green, blue]) < as_dark_as_light ? 'dark' : 'light';
    // A picture has no colour to ask for, but the letters upon it are chosen to be read.
    if (style.backgroundImage !== 'none') return luminance(channels(style.color)) > as_dark_as_light ? 'dark' : 'light';
  }
  const schemes = getComputedStyle(document.documentElement).colorScheme.split(' ');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  if (schemes.includes('dark')) return schemes.includes('light') ? system : 'dark';
  return 'light';
}

/** Calls back whenever the post may have got another theme: its classes, its style sheets or the system changed. */
export function onThemeChange(callback) {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true });
  if (document.body) observer.observe(document.body, { attributes: true });
  observer.observe(document.head, { attributes: true, childList: true, subtree: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', callback);
  document.addEventListener('transitionend', ({ propertyName }) => { if (/color/.test(propertyName)) callback(); });
}
