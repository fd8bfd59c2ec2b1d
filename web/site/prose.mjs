import { createHash } from 'node:crypto';
import katexPlugin from '@vscode/markdown-it-katex';
import katex from 'katex';
import markdownIt from 'markdown-it';

const markdown = markdownIt({ html: false, linkify: false, typographer: false }).use(katexPlugin.default ?? katexPlugin, {
  katex, // the one whose style sheet the site carries; the plugin has another of its own
  throwOnError: true,
  strict: 'ignore', // Hangul inside \text{…}
  output: 'htmlAndMathml',
});

const inlineStyles = new Map(); // style text -> class name

/** Style attributes become classes: the pages' security policy allows no inline styles. */
function styleToClass(html) {
  return html.replace(/<([a-z]+)((?:\s+[\w:-]+="[^"]*")*)(?=\s*\/?>)/g, (tag, name, attributes) => {
    const style = attributes.match(/\sstyle="([^"]*)"/);
    if (!style) return tag;
    const className = 'k' + createHash('sha256').update(style[1]).digest('hex').slice(0, 7);
    inlineStyles.set(style[1], className);
    const rest = attributes.replace(style[0], '');
    return /\sclass="/.test(rest)
      ? `<${name}${rest.replace(/\sclass="/, ` class="${className} `)}`
      : `<${name} class="${className}"${rest}`;
  });
}

/** Markdown with $formulas$ to HTML without inline styles. */
export const toHtml = (text) => styleToClass(markdown.render(text));

/** The rules that stand for the styles that toHtml has met so far. */
export const collectedStyles = () => [...inlineStyles].map(([style, name]) => `.${name}{${style}}`).join('\n');
