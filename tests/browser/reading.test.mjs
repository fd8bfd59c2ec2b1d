// Guided reading: prose and picture together, links that set the demo and lead back, tours, and a maker of tours.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { limits, readTour, writeTour } from '../../web/runtime/tour-link.js';
import { takeTour } from '../../web/site/tour.mjs';
import { accessibility, eventually, get, launch, open, ready, serve, serveBlog, set, settled, slugs, state, take } from './support.mjs';

const slug = slugs.includes('backprop') ? 'backprop' : slugs[0];
const phone = { width: 360, height: 740, touch: true, density: 0.5 }, desk = { width: 1280, height: 800, density: 0.5 };

let site, browser, blog;
before(async () => { [site, browser, blog] = await Promise.all([serve(), launch(), serveBlog()]); });
after(async () => { await browser?.close(); site?.close(); await blog?.close(); });

async function opened(address, options = desk) {
  const opening = await open(browser, [site.origin, blog.origin], options);
  await opening.page.goto(`${site.origin}/${address}`);
  await ready(opening.page);
  await settled(opening.page);
  return opening;
}

async function close({ context, complaints }) {
  assert.deepEqual(complaints, []);
  await context.close();
}

const box = (page, selector) => page.locator(selector).first().evaluate((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom, in_page: top + scrollY };
});
const link = (page) => page.evaluate(() => document.querySelector('.stage').madang.link);
const scroll = (page, to) => page.evaluate(async (y) => {
  scrollTo(0, y);
  for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
}, to);
const steps = (page) => page.evaluate(() => JSON.parse(Object.entries(document.querySelector('.stage').dataset).find(([name]) => name.startsWith('tour'))[1]));
const shownStep = (page) => page.evaluate(() => ({
  place: document.querySelector('.tour-place')?.textContent, text: document.querySelector('.tour-sentence.shown')?.textContent,
}));

test('on a desk the demo begins high and stands beside the prose, all the way down', async () => {
  const opening = await opened(`ko/${slug}/`);
  const { page } = opening;
  const [stage, prose] = [await box(page, '.stage'), await box(page, '.prose')];
  assert.ok(stage.top <= 150, `the stage begins at ${stage.top}`);
  assert.ok(prose.left >= stage.right, 'the prose stands beside it');
  assert.ok(prose.right - prose.left >= 380, 'and is wide enough to be read');
  await scroll(page, prose.bottom - 700);
  const later = await box(page, '.stage');
  assert.ok(later.top >= 0 && later.top < 40, `scrolled down, the stage is at ${later.top}`);
  await close(opening);
});

test('on a phone a view of the demo stays at the top while prose is read, and nothing jumps', async () => {
  const opening = await opened(`en/${slug}/`, phone);
  const { page } = opening;
  const docked = () => page.evaluate(() => document.documentElement.classList.contains('docked'));
  const heading = '.prose h2:nth-of-type(2)';
  assert.ok((await box(page, '.stage')).top <= 190, 'the stage begins high');
  const [before_it, stage] = [await box(page, heading), await box(page, '.stage-place')];
  assert.equal(await docked(), false);
  await scroll(page, stage.bottom - 100);
  assert.equal(await docked(), true);
  const view = await box(page, '.stage-view');
  assert.ok(view.top === 0 && view.bottom <= 740 * 0.45 + 1, `the view ends at ${view.bottom}`);
  assert.equal((await box(page, heading)).in_page, before_it.in_page);
  assert.deepEqual(await accessibility(page), []);

  await page.getByRole('button', { name: 'Hide' }).click();
  assert.equal(await docked(), false);
  await page.reload();
  await ready(page);
  await settled(page);
  await scroll(page, stage.bottom - 100);
  assert.equal(await docked(), false, 'that it is hidden is remembered');
  await page.getByRole('button', { name: 'Show the demo' }).click();
  assert.equal(await docked(), true);
  await page.getByRole('button', { name: 'Back to the demo' }).click();
  await eventually(async () => Math.abs((await box(page, '.stage-place')).top) < 300, 'the demo is in sight');
  assert.equal(await docked(), false);
  await close(opening);
});

test('a link in the prose sets the demo where it is, says what it changed, and leads back exactly', async () => {
  const opening = await opened(`en/${slug}/`);
  const { page } = opening;
  await set(page, 'learning_rate', '0.25');
  await take(page, 5);
  const was = await link(page);
  const pressed = page.locator('.prose a[href*="layers=0"]').first();
  await pressed.scrollIntoViewIfNeeded();
  const at = await page.evaluate(() => scrollY);
  await pressed.click();
  await eventually(async () => (await get(page, 'layers')) === '0', 'the link opens');
  assert.match(await page.locator('.link-told').textContent(), /^Changed: .*Hidden layers 0/);
  assert.match(await page.locator('.prose [role=status]').textContent(), /Hidden layers 0/);
  assert.equal(await pressed.getAttribute('aria-current'), 'true');
  assert.equal(await page.evaluate(() => scrollY), at, 'the reader stays at the sentence');
  assert.deepEqual(await accessibility(page), []);
  await set(page, 'learning_rate', '3'); // free play does not take the way back away
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await eventually(async () => (await link(page)) === was, async () => `back to ${was}, not ${await link(page)}`);
  await settled(page);
  assert.equal(await link(page), was);
  assert.equal(await page.locator('.link-told').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), await pressed.getAttribute('href'));
  await close(opening);
});

test('a tour is walked by keys, each step sets the demo, and at its end the demo is the reader’s', async () => {
  const opening = await opened(`en/${slug}/`);
  const { page } = opening;
  const all = await steps(page);
  await page.getByRole('button', { name: /^Tour/ }).press('Enter');
  for (const [i, step] of all.entries()) {
    await eventually(async () => (await shownStep(page)).text === step.text, `step ${i + 1} is told`);
    assert.equal((await shownStep(page)).place, `${i + 1}/${all.length}`);
    const end = Number(new URLSearchParams(step.state).get('step') ?? 0);
    await eventually(async () => (await state(page)).step === end, `step ${i + 1} is reached`);
    if (i === 0) assert.deepEqual(await accessibility(page), []);
    assert.match(await page.locator('.tour-bar [role=status]').textContent(), new RegExp(`^${i + 1}/${all.length}: `));
    await page.keyboard.press('Enter'); // the button for the next has the focus
  }
  assert.equal(await page.locator('.tour-bar').isHidden(), true);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Tour/);
  for (const [name, value] of new URLSearchParams(all.at(-1).state))
    if (!['v', 'seed', 'step', 'hand'].includes(name)) assert.equal(await get(page, name), value, 'the last state stays');
  await close(opening);
});

test('on a phone a tour brings the picture into sight and stays in reach below it', async () => {
  const opening = await opened(`en/${slug}/`, phone);
  const { page } = opening;
  await page.getByRole('button', { name: /^Tour/ }).click();
  for (const place of ['1', '2']) {
    await eventually(async () => (await shownStep(page)).place?.startsWith(`${place}/`), `step ${place}`);
    await eventually(async () => {
      const [bar, canvas] = [await box(page, '.tour-bar'), await box(page, '.stage canvas')];
      const picture = canvas.top + await page.evaluate(() => document.querySelector('.stage').madang.viewTop);
      return bar.bottom <= phone.height && bar.top > phone.height / 2 && picture >= -1 && picture < phone.height / 2;
    }, 'the picture above the bar');
    await page.locator('.tour-next').click();
  }
  await page.locator('.tour-bar').getByRole('button', { name: 'Leave the tour' }).click();
  assert.equal(await page.locator('.tour-bar').isHidden(), true);
  await close(opening);
});

test('who makes a tour keeps states, words and orders them, and a link opens the same in another page', async () => {
  const opening = await opened(`ko/${slug}/`);
  const { page } = opening;
  const maker = page.locator('.tour-maker');
  const said = ['셋째였던 문장', '<b>첫</b> 문장', '둘째 문장'];
  await page.getByRole('button', { name: '투어 만들기' }).click();
  for (const [i, rate] of ['0.1', '0.2', '0.3'].entries()) {
    await set(page, 'learning_rate', rate);
    await settled(page);
    await maker.getByRole('button', { name: '지금 화면 담기' }).click();
    await page.locator('.tour-steps textarea').nth(i).fill([said[1], said[2], said[0]][i]);
  }
  await page.locator('.tour-steps textarea').nth(2).press('Alt+ArrowUp');
  await maker.getByRole('button', { name: '위로' }).nth(1).click();
  assert.deepEqual(await accessibility(page), []);

  await page.reload(); // the draft stays
  await ready(page);
  await page.getByRole('button', { name: '투어 만들기' }).click();
  await maker.getByRole('button', { name: '링크 복사' }).click();
  await maker.getByText('링크를 복사했습니다.').waitFor();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(address.startsWith(`${site.origin}/ko/${slug}/#tour=`), address);
  await maker.getByRole('button', { name: '삽입 코드 복사' }).click();
  await maker.getByText('삽입 코드를 복사했습니다.').waitFor();
  const embedding = await page.evaluate(() => navigator.clipboard.readText());
  await close(opening);

  const fresh = await opened(address.slice(site.origin.length + 1));
  for (const [i, text] of said.entries()) {
    await eventually(async () => (await shownStep(fresh.page)).text === text, `“${text}” is told`);
    await eventually(async () => (await get(fresh.page, 'learning_rate')) === ['0.3', '0.1', '0.2'][i], 'with its state');
    await fresh.page.locator('.tour-bar').getByRole('button', { name: i < 2 ? '다음' : '마치기' }).click();
  }
  await close(fresh);

  await blog.write(embedding);
  const post = await open(browser, [site.origin, blog.origin], desk);
  await post.page.goto(`${blog.origin}/`);
  await eventually(async () => post.page.frames().length > 1, 'the demo is embedded');
  await eventually(async () => (await shownStep(post.page.frames()[1])).text === said[0], 'its tour begins');
  await close(post);
});

const packed = (value) => `tour=${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;
const step = { text: 'a', state: 'v=1' };

test('links to tours are read as they were written, also where a messenger encoded them', async () => {
  const tour = { demo: slug, language: 'ko', title: '제목', steps: [{ text: '한 문장 “ŷ”', state: 'v=1&seed=7' }, step] };
  const written = await writeTour(tour);
  assert.deepEqual(await readTour(`#${written}`, slug), { tour });
  assert.deepEqual(await readTour(written.replace('=', '%3D'), slug), { tour });
  assert.deepEqual(await readTour(`${written}).`, slug), { tour });
  await assert.rejects(writeTour({ demo: slug, steps: [] }), TypeError);
});

test('hostile links to tours are refused', async () => {
  const damaged = { fault: 'damaged' };
  const of = (changes) => packed({ v: 1, demo: slug, steps: [step], ...changes });
  for (const bad of [
    'tour=', 'tour=%', 'tour=AAAA', `tour=${'A'.repeat(limits.packed + 1)}`, packed('{'), packed('null'), packed('[]'), packed('"x"'), of({ v: '1' }), of({ v: 0 }),
    of({ demo: '../x' }), of({ demo: 7 }), of({ steps: {} }), of({ steps: [] }), of({ steps: Array(limits.steps + 1).fill(step) }), of({ steps: [null] }),
    of({ steps: [{ text: 'a' }] }), of({ steps: [{ state: 'v=1' }] }), of({ steps: [{ text: ' \u202e ', state: 'v=1' }] }),
    of({ steps: [{ text: 'a'.repeat(limits.text + 1), state: 'v=1' }] }), of({ steps: [{ text: 'a', state: 'javascript:alert(1)' }] }),
    of({ steps: [{ text: 'a', state: 'v=1 \n' }] }), of({ steps: [{ text: 'a', state: `v=${'1'.repeat(limits.state)}` }] }), of({ title: 5 }),
    packed(' '.repeat(50_000_000)), // a small link that grows
    packed(JSON.stringify({ v: 1, demo: slug, steps: [step] })).slice(0, -4),
  ]) assert.deepEqual(await readTour(bad, slug), damaged, bad.slice(0, 80));
  assert.deepEqual(await readTour(of({ v: 2, what: 'ever' }), slug), { fault: 'newer' });
  assert.deepEqual(await readTour(of({ demo: 'another' }), slug), { fault: 'other', demo: 'another' });
  const { tour } = await readTour(of({ steps: [{ text: 'a\u202eb\u0000c', state: 'v=1', more: 1 }], more: 1, __proto__: { x: 1 } }), slug);
  assert.deepEqual(tour, { demo: slug, steps: [{ text: 'a b c', state: 'v=1' }] });
});

test('a tour that cannot be shown is said, and the demo opens as ever', async () => {
  for (const [fragment, said] of [
    ['tour=AAAA', /damaged/], [packed({ v: 9 }), /newer version/], [packed({ v: 1, demo: 'another', steps: [step] }), /another demo/],
  ]) {
    const opening = await opened(`en/${slug}/#${fragment}`);
    const { page } = opening;
    await eventually(async () => said.test(await page.locator('.tour-fault').textContent()), String(said));
    assert.equal((await state(page)).notice, '');
    if (said.source === 'another demo')
      assert.equal(await page.locator('.tour-fault a').getAttribute('href'), `${site.origin}/en/another/#${fragment}`);
    await page.locator('.tour-fault button').click();
    assert.equal(await page.locator('.tour-bar').isHidden(), true);
    await close(opening);
  }
  const markup = { text: '<img src=x onerror=alert(1)>', state: 'v=1' };
  const opening = await opened(`en/${slug}/#${packed({ v: 1, demo: slug, title: '<script>', steps: [markup] })}`);
  await eventually(async () => (await shownStep(opening.page)).text === markup.text, 'text is shown as text');
  assert.equal(await opening.page.locator('.tour-bar img, .tour-bar script').count(), 0);
  await close(opening);
});

test('the tour of a text is taken out of its prose; what is no plain sentence to a state is a mistake of its author', () => {
  const text = (items) => `## A\n\nProse.\n\n## Tour\n\n${items.join('\n')}\n\n## Sources\n\n- B`;
  const items = Array.from({ length: 5 }, (_, i) => `${i + 1}. [Sentence ${i}.](#v=1&seed=${i})`);
  assert.deepEqual(takeTour(text(items), 'en', 'text.en.md'), {
    prose: '## A\n\nProse.\n\n## Sources\n\n- B',
    steps: items.map((_, i) => ({ text: `Sentence ${i}.`, state: `v=1&seed=${i}` })),
  });
  assert.deepEqual(takeTour('## A\n', 'en', ''), { prose: '## A\n', steps: [] });
  for (const bad of ['6. no link', '6. [a](#seed=1)', '6. [**bold**](#v=1)', '6. [$x$](#v=1)', `6. [${'a'.repeat(limits.text + 1)}](#v=1)`])
    assert.throws(() => takeTour(text([...items, bad]), 'en', 'text.en.md'), /text\.en\.md/, bad);
  for (const few of [items.slice(1), [...items, ...items]]) assert.throws(() => takeTour(text(few), 'en', 'text.en.md'), /5 to 8 steps/);
});
