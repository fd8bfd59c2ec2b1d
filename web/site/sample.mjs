import { readFile } from 'node:fs/promises';
import matter from 'gray-matter';
import { Liquid } from 'liquidjs';
import { iframeHeight } from './pages.mjs';
import { toHtml } from './prose.mjs';

/** Turns the sample post into HTML as a Jekyll blog would: `{% include madang.html … %}` goes through the real include file. */
export async function renderSamplePost(postFile, includeFile) {
  const include = await readFile(includeFile, 'utf8');
  const engine = new Liquid({ jekyllInclude: true, dynamicPartials: false, templates: { 'madang.html': include } });
  const { data, content } = matter(await readFile(postFile, 'utf8'));
  const blocks = content.split(/^(<.*>|\{%.*%\})$/m);
  const html = await Promise.all(
    blocks.map((block) =>
      block.startsWith('{%') ? engine.parseAndRender(block, { site: { madang_url: '..' } }) : block.startsWith('<') ? block.replace('{{ height }}', iframeHeight('backprop', 'ko')) : toHtml(block)),
  );
  return { ...data, html: html.join('\n') };
}
