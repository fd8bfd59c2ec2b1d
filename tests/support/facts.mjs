// What src/demos/<slug>/tests.txt says of a demo: one fact a line, `#` begins a comment line.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const demos = path.join(import.meta.dirname, '..', '..', 'src', 'demos');

const settingsOf = (text) => Object.fromEntries(text.split(/\s+/).filter(Boolean).map((pair) => {
  const equals = pair.indexOf('=');
  if (equals < 1) throw new Error(`"${pair}" is no SETTING=VALUE`);
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}));

function linesOf(slug) {
  try {
    return readFileSync(path.join(demos, slug, 'tests.txt'), 'utf8').split('\n').map((line) => line.trim());
  } catch (error) {
    if (error.code === 'ENOENT') return []; // the file is optional
    throw error;
  }
}

/**
 * learns: the settings in which it is seen to learn; learnsWithin: steps in which the loss has fallen by a tenth; measures: what rises in
 * the mirror of a demo that does not train; pytorch: the settings of each run whose exported script must give the same curve.
 * @returns {{learns: Record<string, string>, learnsWithin: number, measures: RegExp | null, pytorch: Record<string, string>[]}}
 */
export function factsOf(slug) {
  const facts = { learns: {}, learnsWithin: 100, measures: null, pytorch: [] };
  for (const line of linesOf(slug)) {
    if (!line || line.startsWith('#')) continue;
    const [name] = line.split(/\s/, 1);
    const rest = line.slice(name.length).trim();
    if (name === 'learns') facts.learns = settingsOf(rest);
    else if (name === 'learns_within') facts.learnsWithin = Number(rest);
    else if (name === 'measures') facts.measures = new RegExp(rest);
    else if (name === 'pytorch') facts.pytorch.push(settingsOf(rest));
    else throw new Error(`${slug}/tests.txt: unknown "${name}"`);
  }
  return facts;
}

/** The fragment of an address that opens a demo in these settings. */
export const fragmentOf = (settings) => Object.entries(settings).reduce((text, [name, value]) => `${text}&${name}=${value}`, 'v=1');
