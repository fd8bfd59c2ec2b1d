// How high each demo is when it opens, by language and width: measured by tests/browser/heights.mjs, kept in web/heights.json as
// {slug: {ko: [[width, height], …], en: …}} in css px of the stage, with its border; straight between two widths.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { heightAt } from '../embed/heights.mjs';

export { foot_px, heightAt } from '../embed/heights.mjs';

const unknown = [[320, 640]]; // a demo that nobody has measured yet

const all = JSON.parse(await readFile(path.join(import.meta.dirname, '../heights.json'), 'utf8'));

/** @returns {[number, number][]} widths and heights, the widths ascending */
export const heightsOf = (slug, language) => all[slug]?.[language] ?? unknown;

/** Style rules that keep the room of a demo before it is there, in a container that is as wide as it. */
export function reservedRoom(points, prefix = '') {
  const rule = (height) => `${prefix}.stage{--reserved:${height}}`;
  const rules = points.map(([width, height], i) => {
    const [nextWidth, nextHeight] = points[i + 1] ?? [width + 1, height];
    const slope = ((nextHeight - height) / (nextWidth - width)).toFixed(4);
    return `@container (min-width:${width}px){${rule(`calc(${height}px + (100cqw - ${width}px)*${slope})`)}}`;
  });
  return [rule(`${points[0][1]}px`), ...rules].join('\n');
}

/** The fewest of `points` between which straight lines miss none of them by more than `most_px`. */
export function fewestPoints(points, most_px) {
  if (points.length < 3) return points;
  const ends = [points[0], points.at(-1)];
  const misses = points.map(([width, height]) => Math.abs(height - heightAt(ends, width)));
  const worst = misses.indexOf(Math.max(...misses));
  if (misses[worst] <= most_px) return ends;
  return [...fewestPoints(points.slice(0, worst + 1), most_px), ...fewestPoints(points.slice(worst), most_px).slice(1)];
}
