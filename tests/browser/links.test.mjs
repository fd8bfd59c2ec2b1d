// What the fragment of an address does: only a state opens a run, whatever was done to the link on its way; a place on the page never does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, get, go, launch, open, press, reaches, ready, serve, set, settled, state, take, turns } from './support.mjs';
import { readFragment } from '../../web/runtime/address.js';

let site, browser;
before(async () => { [site, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); site?.close(); });

const seed = (page) => page.evaluate(() => document.querySelector('.stage').madang.state);
const opens = (page, learningRate) => eventually(async () => Number(await get(page, 'learning_rate')) === learningRate, `a learning rate of ${learningRate}`);

test('a fragment is a state, a place, both or neither', () => {
  const places = new Set(['formula', '수식', 'a=b', 'content']);
  const read = (hash) => readFragment(hash, (id) => places.has(id));
  for (const [hash, stateOf, place] of [
    ['', null, null], ['#', null, null], ['#content', null, 'content'], ['#%EC%88%98%EC%8B%9D', null, '수식'], ['#nowhere', null, null],
    ['#a=b', null, 'a=b'], ['#:~:text=loss', null, null], ['#content:~:text=a=b', null, 'content'],
    ['#v=1&seed=7', 'v=1&seed=7', null], ['#v=1&seed=7:~:text=loss', 'v=1&seed=7', null], ['#seed=7', 'seed=7', null],
    ['#v%3D1%26seed%3D7', 'v%3D1%26seed%3D7', null], ['#v%253D1', 'v%253D1', null], ['#v%EF%BC%9D1', 'v%EF%BC%9D1', null],
    ['#v&#61;1&#38;seed&#x3D;7', 'v=1&seed=7', null], ['#v=1&amp;seed=7', 'v=1&amp;seed=7', null],
    ['#v=1&seed=7#formula', 'v=1&seed=7', 'formula'], ['#formula#v=1', 'v=1', 'formula'], ['#formula&v=1', 'v=1', 'formula'], ['#%', null, null],
  ]) assert.deepEqual(read(hash), { state: stateOf, place }, hash);
});

test('places never touch a run; the same link again, back and forward open what they should', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/backprop/#v=1&mode=train&learning_rate=0.25`);
  await ready(page);
  await opens(page, 0.25);
  await take(page, 3);

  await page.evaluate(() => { document.querySelector('.prose').id = 'prose'; });
  for (const place of ['content', 'prose', 'nowhere', '']) {
    await go(page, place);
    await turns(page, 5);
    assert.equal((await state(page)).step, 3, `#${place} leaves the run alone`);
  }
  await page.goBack();
  await turns(page, 5);
  assert.equal((await state(page)).step, 3, 'and so does going back from it');

  // A link in the text, pressed twice with a change in between: no event tells of the second time.
  const tryIt = async () => {
    await page.locator('#try').click();
    await opens(page, 0.5);
    await page.evaluate(() => scrollTo(0, 0)); // a demo out of sight rests
    await reaches(page, 0);
  };
  await page.evaluate(() => document.querySelector('.prose').insertAdjacentHTML('beforeend', '<p><a id="try" href="#v=1&mode=train&learning_rate=0.5">try</a></p>'));
  await tryIt();
  await set(page, 'learning_rate', '0.125');
  await take(page, 2);
  await tryIt();

  // Back to the places and the first state, forward again. The run that is already on is left alone.
  await take(page, 2);
  await go(page, 'content');
  await page.goBack();
  await turns(page, 5);
  assert.equal((await state(page)).step, 2, 'the same state, the run goes on');
  await page.goBack();
  await opens(page, 0.25);
  await page.goForward();
  await opens(page, 0.5);

  // The other language's page opens in the state, not at the place.
  await go(page, 'content');
  assert.equal(await seed(page), 'v=1&mode=train&learning_rate=0.5');
  await page.locator('[data-keep-fragment]').click();
  await page.waitForURL(/\/ko\/backprop\/#v=1&mode=train&learning_rate=0\.5$/);
  await ready(page);
  await opens(page, 0.5);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a state and a place together; reloading at a place keeps the state', async () => {
  const { page, context, complaints } = await open(browser, site.origin, { height: 400 });
  await page.goto(`${site.origin}/en/backprop/#v=1&learning_rate=0.25#content`);
  await ready(page);
  await opens(page, 0.25);
  await page.evaluate(() => { document.querySelector('.embedding').id = 'below'; });
  await go(page, 'v=1&learning_rate=0.75#below');
  await opens(page, 0.75);
  await eventually(() => page.evaluate(() => document.querySelector('#below').getBoundingClientRect().top < innerHeight), 'the place is in sight');
  await go(page, 'content');
  await page.reload();
  await ready(page);
  await opens(page, 0.75);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a link is read as messengers, mail and people hand it on, and what cannot be read is said', async () => {
  const { page, context, complaints } = await open(browser, site.origin);
  await page.goto(`${site.origin}/en/backprop/`);
  await ready(page);
  const link = 'v=1&seed=7&learning_rate=0.25';
  for (const mangled of [
    encodeURIComponent(link), encodeURIComponent(encodeURIComponent(link)), link.replaceAll('&', '&amp;'), link.replaceAll('=', '%3D'),
    link.replaceAll('&', '%26'), link.replaceAll('&', '＆').replaceAll('=', '＝'), `${link})`, `${link}.`, `${link}를`, `${link}\u200b`, `${link}&fbclid=IwAR1`,
    link.toUpperCase(), link.replace('_', ''), link.replace('v=1&', ''), `${link}%0D%0A`, link.replace('learning', 'learn%0Aing'),
  ]) {
    await go(page, 'v=1');
    await eventually(async () => Number(await get(page, 'learning_rate')) !== 0.25, 'the default again');
    await go(page, mangled);
    await opens(page, 0.25);
    await settled(page);
    assert.equal((await state(page)).notice, '', mangled);
    await press(page, 'share');
    await page.waitForFunction(() => location.hash.includes('seed=7&'), undefined);
  }
  for (const [mangled, said] of [
    [`${link}&mod`, /'mod'/], [`${link}&hidden=%`, /'hidden%3D%25'/], [link.replace('v=1', 'v=3'), /newer version/],
    [`${link}&demo=rnn`, /another demo, 'rnn'/], [`${link}&colour=red`, /'colour'/],
  ]) {
    await go(page, mangled);
    await opens(page, 0.25);
    await eventually(async () => said.test((await state(page)).notice), () => state(page).then(({ notice }) => `${mangled}: ${notice}`));
  }
  assert.deepEqual(complaints, []);
  await context.close();
});
