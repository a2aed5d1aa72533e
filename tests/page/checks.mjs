/* What brief and atlas do in any browser. open(path, width, hash) gives { page, said, asked, close } of playwright or puppeteer,
 * of which only evaluate and keyboard.press are used here; check(is, what) counts. */

async function still(page) {
  return page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30))));
}

import { execFileSync } from 'node:child_process';

/* A driver's own focus() takes HTML elements only; tiles are SVG. */
async function focusOn(page, selector) {
  return page.evaluate(s => document.querySelector(s).focus(), selector);
}

/* No request leaves, nothing on the console, no sideways scrolling. */
export async function checkQuiet(open, check, path, name, hash) {
  for (const width of [390, 1280]) {
    const { page, said, asked, close } = await open(path, width, hash);
    await still(page);
    check(asked.length === 0, `${name} at ${width} px: no request leaves ${asked.join(' ')}`);
    check(said.length === 0, `${name} at ${width} px: nothing on the console ${said.join(' ')}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${name} at ${width} px: no sideways scrolling (${wide} px too wide)`);
    await close();
  }
}

/* Sliders and ticks of a brief by keyboard alone; the chance of the page beside the engine's. */
export async function checkBrief(open, check, path) {
  const { page, close } = await open(path, 1280);
  const off = await page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf;
    let worst = 0;
    data.goals.forEach((g, i) => g.levers.forEach(l => {
      if (g.curve) worst = Math.max(worst, Math.abs(w.chanceWith(data, i, [l.source], 0) - l.chance));
    }));
    return worst;
  });
  check(off < 0.005, `brief: a ticked measure is ${(100 * off).toFixed(2)} points from the engine`);
  await page.evaluate(() => {
    const choose = document.getElementById('wi-goal');
    choose.value = [...choose.options].map(o => o.value).find(v => v !== choose.value) || choose.value;
    choose.dispatchEvent(new Event('change'));
  });
  const before = await page.evaluate(() => document.querySelector('.answer').textContent);
  await focusOn(page, '.whatif input[type=range]');
  for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowRight');
  const after = await page.evaluate(() => document.querySelector('.answer').textContent);
  check(before !== after, `brief: a slider moves the answer by keyboard (${before} -> ${after})`);
  await close();
}

/* What an atlas tells about the choice, without the map. */
function shown() {
  return ['#answer', '#whatif .answer', '#standing', '#compare', '#neighbours'].map(s => document.querySelector(s).innerText).join('\n');
}

/* The atlas: another province, index and goal; words, map and sliders by keyboard; the link keeps the choice. */
export async function checkAtlas(open, check, path) {
  const started = Date.now();
  const first = await open(path, 1280, '#s=34&u=12&x=PAPI&k=top&v=10&l=vi');
  const chance = await first.page.evaluate(() => document.getElementById('chance').textContent);
  check(Date.now() - started < 20000 && /^[<>]?[0-9]+%$/.test(chance), `atlas: opens with a chance (${chance})`);
  const drawn = await first.page.evaluate(() => performance.now() && performance.getEntriesByType('navigation')[0].domComplete);
  /* a second on an idle machine; tests share theirs */
  check(drawn < 15000, `atlas: drawn after ${Math.round(drawn)} ms`);
  const words = await first.page.evaluate(() => {
    const box = document.getElementById('words');
    box.value = 'hạng 20 trở lên';
    box.dispatchEvent(new Event('change'));
    return [document.getElementById('chance').textContent, location.hash];
  });
  check(words[0] !== chance && words[1].includes('v=20'), `atlas: a goal in words (${words.join(' ')})`);
  const refused = await first.page.evaluate(() => {
    const box = document.getElementById('words');
    box.value = 'nhóm dẫn đầu';
    box.dispatchEvent(new Event('change'));
    return document.getElementById('words-note').textContent;
  });
  check(refused.length > 20, 'atlas: words that are not understood are refused with examples');
  await focusOn(first.page, '#map [data-unit="01"]');
  await first.page.keyboard.press('Enter');
  const other = await first.page.evaluate(() => [document.getElementById('unit').value, document.activeElement.getAttribute('data-unit')]);
  check(other[0] === '01' && other[1] === '01', 'atlas: the map by keyboard, and the focus stays');
  await focusOn(first.page, '#whatif input[type=range]');
  const was = await first.page.evaluate(() => document.querySelector('#whatif .answer').textContent);
  for (let i = 0; i < 80; i++) await first.page.keyboard.press('ArrowRight');
  const is = await first.page.evaluate(() => [document.querySelector('#whatif .answer').textContent, location.hash]);
  check(was !== is[0] && is[1].includes('a='), 'atlas: a slider by keyboard moves the chance and the link');
  const hash = is[1], said = await first.page.evaluate(shown);
  await first.close();
  const again = await open(path, 1280, hash);
  const same = await again.page.evaluate(shown);
  const odd = same.split('\n').find((line, i) => line !== said.split('\n')[i]);
  check(same === said, `atlas: the link gives the same page again (${odd})`);
  await again.page.evaluate(() => document.getElementById('lang').click());
  const english = await again.page.evaluate(() => [document.documentElement.lang, document.querySelector('#answer').innerText]);
  check(english[0] === 'en' && /place|points/.test(english[1]) && !/khả năng/.test(english[1]), 'atlas: English by a button');
  await again.close();
  const beside = await open(path, 390, '#s=34&u=12&x=PAPI&k=up&v=5&c=01.31.48.79&l=vi');
  const columns = await beside.page.evaluate(() => document.querySelectorAll('#compare thead th').length);
  check(columns === 5, `atlas: at most four provinces side by side (${columns - 1})`);
  const nasty = await open(path, 1280, '#u=<script>&x="><img src=x onerror=window.fooled=1>&k=top&v=1e9&a=D1:1e99;%&c=..&l=xx');
  const sane = await nasty.page.evaluate(() => window.fooled === undefined && document.querySelectorAll('main script, main img').length === 0);
  check(sane && nasty.said.length === 0, `atlas: a hostile link does nothing ${nasty.said.join(' ')}`);
  await nasty.close();
  await beside.close();
}

/* Pages of a PDF, by poppler: a browser may pack its objects. */
export function countPages(file) {
  return Number(/Pages:\s*(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))[1]);
}
