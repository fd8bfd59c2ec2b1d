import { checked } from '../runtime/tour-link.js';

const headings = { ko: '## 둘러보기', en: '## Tour' };
const item = /^\d+\. \[([^\]]+)\]\(#(v=[^)\s]*)\)$/;
export const steps_of_a_tour = { least: 5, most: 8 };

/**
 * Takes the tour out of a demo's text: an ordered list of links under its heading, plain sentences to states.
 * @returns {{prose: string, steps: {text: string, state: string}[]}} no steps where there is no such heading
 */
export function takeTour(text, language, file) {
  const lines = text.split('\n');
  const from = lines.indexOf(headings[language]);
  if (from < 0) return { prose: text, steps: [] };
  const next = lines.findIndex((line, i) => i > from && line.startsWith('## '));
  const to = next < 0 ? lines.length : next;
  const steps = lines.slice(from + 1, to).filter((line) => line.trim()).map((line) => {
    const [, sentence, state] = line.match(item) ?? [];
    if (!sentence || /[*`$_\\]/.test(sentence)) throw new Error(`${file}: a step of a tour is "1. [plain sentence](#v=1&…)", not "${line}"`);
    return { text: sentence, state };
  });
  if (steps.length < steps_of_a_tour.least || steps.length > steps_of_a_tour.most)
    throw new Error(`${file}: a tour has ${steps_of_a_tour.least} to ${steps_of_a_tour.most} steps, not ${steps.length}`);
  if (!checked({ demo: 'any', steps })) throw new Error(`${file}: a sentence or a state of the tour is too long`);
  return { prose: [...lines.slice(0, from), ...lines.slice(to)].join('\n'), steps };
}
