// The Jekyll include, rendered as a blog renders it: Liquid first, then Markdown.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

const web = path.join(import.meta.dirname, '../../web');
const require = createRequire(path.join(web, 'package.json'));
const { Liquid } = require('liquidjs');
const markdown = require('markdown-it')({ html: true });

const include = await readFile(path.join(web, 'jekyll/madang.html'), 'utf8');
const engine = new Liquid({ jekyllInclude: true, dynamicPartials: false, templates: { 'madang.html': include } });
const liquid = (text, site = { madang_url: 'https://a.test/madang' }, page = {}) => engine.parseAndRender(text, { site, page });
const html = async (text) => markdown.render(await liquid(text));

const tag = '{% include madang.html name="attention" lang="ko" %}';
const demo = /<madang-demo name="attention" lang="ko"><a href="https:\/\/a\.test\/madang\/ko\/attention\/">attention<\/a><\/madang-demo>/g;

test('what comes out is one line', async () => {
  const line = await liquid(tag);
  assert.doesNotMatch(line, /\n|^\s|\s$/);
  assert.match(line, /^<script src="https:\/\/a\.test\/madang\/embed\.js" async><\/script><madang-demo /);
});

test('it survives lists, quotes, headings, tables and emphasis', async () => {
  const list = await html(`1. one\n\n   ${tag}\n\n2. two\n   - inner\n\n     ${tag}\n3. three\n`);
  assert.equal(list.match(/<ol/g).length, 1, list);
  assert.equal(list.match(demo).length, 2, list);
  assert.doesNotMatch(list, /<code|start=|&lt;/, list);
  const tight = await html(`- one\n- ${tag}\n- three\n`);
  assert.equal(tight.match(/<li>/g).length, 3, tight);
  const quote = await html(`> before\n>\n> ${tag}\n>\n> after\n`);
  assert.equal(quote.match(/<blockquote>/g).length, 1, quote);
  assert.match(quote, /after<\/p>\s*<\/blockquote>/, quote);
  for (const text of [`## A heading ${tag}\n`, `words ${tag} words\n`, `| a | b |\n|---|---|\n| ${tag} | c |\n`, `**${tag}**\n`, `${tag}\n\n    code\n`]) {
    const out = await html(text);
    assert.equal(out.match(demo)?.length, 1, out);
    assert.doesNotMatch(out, /&lt;(script|madang)/, out);
  }
});

test('the theme of the blog, a slash too many, odd signs in what is given, the language of the page', async () => {
  assert.match(await liquid(tag, { madang_url: 'https://a.test/', madang_theme: 'dark' }), /src="https:\/\/a\.test\/embed\.js".* theme="dark"/);
  assert.match(await liquid('{% include madang.html name="cnn" theme="light" %}', { madang_url: '/m', madang_theme: 'dark' }), / theme="light"/);
  assert.match(await liquid('{% include madang.html name="cnn" state="v=1&title=%22" height="600" title="a < b" %}'),
    / state="v=1&amp;title=%22" height="600"><a [^>]*>a &lt; b</);
  assert.match(await liquid('{% include madang.html name="cnn" %}', { madang_url: '/m', lang: 'en-US' }), / lang="en-US"><a href="\/m\/en\/cnn\/">/);
  assert.match(await liquid('{% include madang.html name="cnn" %}', { madang_url: '/m', lang: 'en' }, { lang: 'ko-KR' }), / lang="ko-KR"><a href="\/m\/ko\/cnn\/">/);
  assert.match(await liquid('{% include madang.html name="cnn" %}'), / lang="ko"/);
});

test('a blog without madang_url is told so', async () => {
  assert.match(await liquid(tag, {}), /madang_url/);
});
