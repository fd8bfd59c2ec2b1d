import { readFile } from 'node:fs/promises';
import path from 'node:path';
import matter from 'gray-matter';
import { takeTour } from './tour.mjs';
import { chapters, languages } from './words.mjs';

const required = ['slug', 'chapter', 'order', 'title', 'summary', 'accompanies'];

async function readText(folder, slug, language) {
  const file = path.join(folder, slug, `text.${language}.md`);
  const { data, content } = matter(await readFile(file, 'utf8'));
  for (const key of required) if (data[key] === undefined) throw new Error(`${file}: front matter lacks '${key}'`);
  if (data.slug !== slug) throw new Error(`${file}: slug is '${data.slug}', the folder is '${slug}'`);
  if (!chapters[data.chapter]) throw new Error(`${file}: no chapter '${data.chapter}'`);
  const { prose, steps } = takeTour(content, language, file);
  return { ...data, prose, tour: steps };
}

/** The demos `slugs` of `folder`, in the order of the syllabus: [{slug, chapter, order, ko: {title, summary, prose, tour…}, en: {…}}]. */
export async function readDemos(folder, slugs) {
  const demos = await Promise.all(
    slugs.map(async (slug) => {
      const [ko, en] = await Promise.all(languages.map((language) => readText(folder, slug, language)));
      if (ko.chapter !== en.chapter || ko.order !== en.order)
        throw new Error(`${slug}: the two texts disagree on chapter or order`);
      return { slug, chapter: ko.chapter, order: ko.order, ko, en };
    }),
  );
  return demos.sort((a, b) => a.chapter.localeCompare(b.chapter) || a.order - b.order);
}

/** The machine-readable list, paths relative to the site's root. */
export function listing(demos) {
  const both = (make) => Object.fromEntries(languages.map((language) => [language, make(language)]));
  return {
    demos: demos.map((demo) => ({
      slug: demo.slug,
      chapter: { id: demo.chapter, ...chapters[demo.chapter] },
      title: both((language) => demo[language].title),
      summary: both((language) => demo[language].summary),
      pages: both((language) => `${language}/${demo.slug}/`),
      embed: `embed/${demo.slug}/`,
    })),
  };
}
