import { nearest } from './nearest.mjs';

const own = ['name', 'lang', 'theme', 'state', 'tour', 'height', 'site'];
/** What every element may have (HTML standard, section 3.2.6), and what frameworks and Markdown leave behind. */
const everybodys = /^(id|class|style|title|hidden|slot|part|dir|tabindex|role|translate|itemprop|itemscope|itemtype|is|inert|nonce|markdown|key|ref|loading|align|width|(data|aria|on|v|x|ng|_ng|wire|hx)[-:]?.*|xml.*|[@:#*[(].*)$/;
const themes = ['auto', 'light', 'dark'];

/** What an author wrote that means nothing here, in sentences. */
export function mistakesOf(element, say) {
  const odd = [...element.attributes].map(({ name }) => name).filter((name) => !own.includes(name) && !everybodys.test(name));
  const sentences = odd.map((name) => {
    const meant = nearest(name, own);
    return say.attribute(name) + (meant ? ` ${say.nearest(meant)}` : '');
  });
  const theme = element.getAttribute('theme');
  if (theme && !themes.includes(theme)) sentences.push(say.value('theme', theme, themes.join(', ')));
  const height = element.getAttribute('height');
  if (height !== null && !(heightOf(element) > 0)) sentences.push(say.value('height', height, '600'));
  return sentences;
}

/** The height that the author allows, in css px, or Infinity. */
export function heightOf(element) {
  const text = element.getAttribute('height');
  if (text === null) return Infinity;
  const [, number] = text.trim().match(/^(\d+(?:\.\d+)?)(?:px)?$/) ?? [];
  return Number(number);
}

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
const isBlank = (node) => node.nodeType === Node.COMMENT_NODE || (node.nodeType === Node.TEXT_NODE && !node.data.trim());

/** A link or a picture, alone or in a paragraph of its own: what stands in for a demo that does not run. */
const isStandIn = (node) => isElement(node) && (node.matches('a,img,picture,noscript,iframe')
  || (node.matches('p,figure,div,span') && [...node.childNodes].filter((child) => !isBlank(child)).every(isStandIn)));

/**
 * An element without its closing tag goes on to the end of what it stands in. Nothing of that may be lost: it is put behind the element.
 * @returns {boolean} whether there was something
 */
export function releaseSwallowed(element) {
  if (element.nextSibling) return false; // it was closed
  const nodes = [...element.childNodes];
  const first = nodes.findIndex((node) => !isBlank(node) && !isStandIn(node));
  if (first < 0) return false;
  element.after(...nodes.slice(first));
  return true;
}
