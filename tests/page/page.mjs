/* What a page does in a real browser. usage: page.mjs BRIEF.html RESULTS.json MANY.html MANY.json NASTY.html ATLAS.html OUT
 * BRIEF, RESULTS: a brief of several goals; MANY: one goal with 200 assumed measures, each of a random size without spread, whose
 * chances the engine has worked out one by one; NASTY: names with marks that must stay text. Screenshots and a PDF go to OUT. */
import { chromium } from 'playwright-core';
import { readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { checkAtlas, checkBrief, checkQuiet, countPages } from './checks.mjs';

const [brief, results, many, manyResults, nasty, atlas, out] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
let failures = 0;
function check(is, what) {
  console.log((is ? 'ok   ' : 'FAIL ') + what);
  if (!is) failures++;
}

async function open(path, width, options) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  const said = [], asked = [];
  page.on('console', m => { if (m.type() === 'error' || m.type() === 'warning') said.push(m.text()); });
  page.on('pageerror', e => said.push(String(e)));
  page.on('request', r => { if (!r.url().startsWith('file:') && !r.url().startsWith('data:')) asked.push(r.url()); });
  await page.goto(pathToFileURL(path).href);
  return { page, said, asked, context };
}

/* No request leaves, nothing on the console, no sideways scrolling. */
for (const width of [390, 768, 1280]) {
  const { page, said, asked, context } = await open(brief, width);
  check(asked.length === 0, `${width} px: no request leaves the page ${asked.join(' ')}`);
  check(said.length === 0, `${width} px: nothing on the console ${said.join(' ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${width} px: no sideways scrolling (${wide} px too wide)`);
  await page.screenshot({ path: join(out, `brief-${width}.png`), clip: { x: 0, y: 0, width, height: width === 390 ? 1400 : 1250 }, fullPage: true });
  if (width === 1280) await page.locator('#what-if').screenshot({ path: join(out, 'what-if.png') });
  await context.close();
}

/* Nor where the sources have long addresses, as the documents of Hà Nội's goals do. */
for (const width of [360, 390]) {
  const { page, context } = await open('ticks.html', width);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${width} px, long addresses: no sideways scrolling (${wide} px too wide)`);
  await context.close();
}

/* The first screen has no code, option or name of a file. */
{
  const { page, context } = await open(brief, 1280);
  const front = await page.evaluate(() => [...document.querySelectorAll('section.front')].map(s => s.innerText).join('\n'));
  check(!/--[a-z]|\.csv|\.json|\bINT\d|\b(C|D|SC)\d/.test(front), 'first screen: no option, file or code');
  check(/trong 100 trường hợp/.test(front) && /Chỉ tiêu PAPI/.test(front), 'first screen: the news in Vietnamese, as the goals are');
  check((await page.locator('html').getAttribute('lang')) === 'vi', 'lang is set');
  await context.close();
}

/* Whole without script. */
{
  const { page, context } = await open(brief, 1280, { javaScriptEnabled: false });
  check(await page.locator('#whatif table').count() > 0, 'without script: the curve is a table');
  check(await page.locator('.live').count() === 0, 'without script: no dead controls');
  await context.close();
}

/* Keyboard: a slider moves by arrow keys, a box is ticked by space, and the answer follows. */
{
  const { page, context } = await open(brief, 1280);
  await page.selectOption('#wi-goal', '1');
  const before = await page.textContent('.answer');
  await page.focus('#wi-c0');
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowRight');
  const moved = await page.textContent('.answer');
  check(before !== moved, `keyboard: a slider moves the answer (${before} -> ${moved})`);
  if (await page.locator('#wi-l0').count() > 0) {
    await page.focus('#wi-l0');
    await page.keyboard.press('Space');
    check(await page.isChecked('#wi-l0'), 'keyboard: a measure is ticked by space');
    check(moved !== await page.textContent('.answer'), 'keyboard: a tick moves the answer');
  }
  let stops = 0;
  await page.focus('#wi-goal');
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement !== document.body)) stops++;
  }
  check(stops === 6, 'keyboard: the controls follow one another by Tab');
  await context.close();
}

/* The page's curve beside the engine: 200 random settings, each a measure of the engine's own. */
{
  const goal = JSON.parse(readFileSync(manyResults, 'utf8')).result.goals[0];
  const levers = goal.levers.filter(l => l.effect && /^s[0-9]+$/.test(l.id));
  const { page, context } = await open(many, 1280);
  const said = await page.evaluate(points => {
    const data = JSON.parse(document.getElementById('data').textContent);
    return points.map(x => window.tangbacWhatIf.chanceOf(data, { goal: 0 }, x));
  }, levers.map(l => l.weight * l.effect.mean));
  const off = levers.map((l, i) => Math.abs(said[i] - l.chance));
  const worst = Math.max(...off);
  check(levers.length >= 200, `${levers.length} settings of the engine to compare with`);
  check(worst < 0.005, `sliders: at most ${(100 * worst).toFixed(2)} percentage points from the engine`);
  await context.close();
}

/* Goals together beside the engine; no number where one of them is of a kind that is not calibrated. */
{
  const result = JSON.parse(readFileSync('together.json', 'utf8')).result;
  const { page, context } = await open('together.html', 1280);
  const together = await page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent);
    return window.tangbacWhatIf.jointWith(data, [], data.goals.map(() => 0));
  });
  check(Math.abs(together - result.joint.chance) < 0.01, `goals together: ${together} beside the engine's ${result.joint.chance}`);
  await context.close();
}
{
  const { page, context } = await open(brief, 1280);
  const text = await page.evaluate(() => document.body.innerText);
  check(!/NaN/.test(text) && /không nêu con số/.test(text), 'goals together: words where one of them has no number');
  await context.close();
}

/* Ticked measures with a spread, beside the engine. */
{
  const { page, context } = await open(brief, 1280);
  const off = await page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf;
    let worst = 0;
    data.goals.forEach((g, i) => g.levers.forEach(l => {
      if (g.curve) worst = Math.max(worst, Math.abs(w.chanceWith(data, i, [l.source], 0) - l.chance));
    }));
    return worst;
  });
  check(off < 0.005, `one ticked measure: at most ${(100 * off).toFixed(2)} percentage points from the engine`);
  await context.close();
}

/* Several ticked measures: the engine's own plans, of each goal and of all together. A plan adds to the chance without it what the odd
 * draws say, half of all: that alone is a quarter of a percentage point. */
{
  const result = JSON.parse(readFileSync('ticks.json', 'utf8')).result;
  const rests = ids => [...new Set(result.goals.flatMap(g => g.levers.filter(l => ids.includes(l.id) && l.effect_source != null).map(l => l.effect_source)))].sort((a, b) => a - b);
  const plans = result.goals.flatMap((g, i) => (g.plan.frontier || []).map(f => ({ goal: i, sources: rests(f.levers), chance: f.chance })));
  const both = result.joint.plan.frontier.map(f => ({ goal: -1, sources: rests(f.levers), chance: f.chance }));
  const { page, context } = await open('ticks.html', 1280);
  const off = await page.evaluate(list => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf;
    return list.map(p => Math.abs((p.goal < 0 ? w.jointWith(data, p.sources, data.goals.map(() => 0)) : w.chanceWith(data, p.goal, p.sources, 0)) - p.chance));
  }, plans.concat(both));
  check(off.length >= 10 && Math.max(...off) < 0.01, `${off.length} plans of the engine: at most ${(100 * Math.max(...off)).toFixed(2)} percentage points from it`);

  /* 200 random settings of sliders and ticks. The page carries 28,000 of the engine's draws, here all of 20,000. One in four of
   * these, beside all of these, errs sqrt((1/5,000 - 1/20,000) / (1/28,000 - 1/100,000)) = 2.41 times as much as a page does that has
   * 28,000 of a question's 100,000. */
  const [one, all] = await page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf, less = JSON.parse(JSON.stringify(data));
    const thin = (text, width) => {
      const bytes = atob(text), kept = [];
      for (let d = 0; d + 4 * width <= bytes.length; d += 4 * width) kept.push(bytes.slice(d, d + width));
      return btoa(kept.join(''));
    };
    less.draws.gaps.forEach(g => { g.data = thin(g.data, 2); });
    less.effects.sources.forEach(s => [s.size, s.held].forEach(x => { if (x) x.data = thin(x.data, 1); }));
    let seed = 2026, worst = 0, worstAll = 0;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    const goals = data.goals.map((g, i) => i).filter(i => data.goals[i].curve && data.goals[i].levers.length);
    for (let k = 0; k < 200; k++) {
      const i = goals[Math.floor(next() * goals.length)], points = data.goals[i].curve.points, share = 0.1 + 0.4 * next();
      const on = data.effects.sources.map((_, q) => q).filter(() => next() < share), added = 0.6 * next() * points[points.length - 1];
      worst = Math.max(worst, Math.abs(w.chanceWith(less, i, on, added) - w.chanceWith(data, i, on, added)));
      if (k % 5) continue;
      const each = data.goals.map((_, q) => q === i ? added : 0.2 * next());
      worstAll = Math.max(worstAll, Math.abs(w.jointWith(less, on, each) - w.jointWith(data, on, each)));
    }
    return [worst / 2.41, worstAll / 2.41];
  });
  check(one < 0.005, `sliders and several ticks: at most ${(100 * one).toFixed(2)} percentage points from the engine`);
  check(all < 0.01, `and goals together: at most ${(100 * all).toFixed(2)}`);
  await context.close();
}

/* Another goal on the same curve: top k of the page beside the engine's own goal of that place. */
{
  const result = JSON.parse(readFileSync(results, 'utf8')).result;
  const goal = result.goals.find(g => g.kind === 'place' && g.curve);
  const { page, context } = await open(brief, 1280);
  const said = await page.evaluate(g => {
    const data = JSON.parse(document.getElementById('data').textContent);
    return window.tangbacWhatIf.chanceOf(data, { kind: 'top', value: g.value, index: g.index, year: g.year }, 0);
  }, { value: goal.value, index: goal.index, year: goal.year });
  check(Math.abs(said - goal.chance_without_action) < 0.005, `another goal: ${said} beside ${goal.chance_without_action}`);
  await context.close();
}

/* Another goal with ticked measures and sliders: 200 random settings, each of a goal that the engine has drawn itself, beside the same
 * goal as somebody would choose it on the page; the place to expect; goals together, one of them another. */
{
  const { page, context } = await open('others.html', 1280);
  const [one, all, settings, apart] = await page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf;
    const wishOf = g => g.kind === 'group' ? { kind: 'group', value: /cao nhất/.test(g.words) ? 'high' : 'mid-high', index: g.index, year: g.year } : g.kind === 'score' ? { kind: 'score', value: g.target_score, index: g.index, year: g.year } : { kind: 'top', value: g.target_place, index: g.index, year: g.year };
    const goals = data.goals.map((_, i) => i).filter(i => data.goals[i].kind === 'group' || data.goals[i].target_place > 0 || data.goals[i].target_score > 0), zero = data.goals.map(() => 0);
    let seed = 7, one = 0, all = 0, apart = 0, groups = 0;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let k = 0; k < 200; k++) {
      const i = goals[Math.floor(next() * goals.length)], g = data.goals[i], share = 0.1 + 0.6 * next(), points = g.curve.points;
      const on = data.effects.sources.map((_, q) => q).filter(() => next() < share), added = 0.5 * next() * next() * points[points.length - 1];
      one = Math.max(one, Math.abs(w.wishWith(data, i, wishOf(g), on, added) - w.chanceWith(data, i, on, added)));
      groups += g.kind === 'group';
      if (k % 5) continue;
      /* goal i and others of them at once */
      const wishes = Object.fromEntries(goals.filter(q => q === i || next() < 0.5).map(q => [q, wishOf(data.goals[q])]));
      all = Math.max(all, Math.abs(w.jointWith(data, on, zero, wishes) - w.jointWith(data, on, zero)));
    }
    data.goals.forEach((g, i) => { if (Math.abs(w.placeWith(data, i, [], 0) - w.placeWith(data, i, [data.effects.sources.length], 0)) > 1e-9) apart++; });
    return [one, all, groups > 20 ? goals.length : 0, apart];
  });
  check(settings >= 3 && one < 0.005, `another goal with measures, 200 settings: at most ${(100 * one).toFixed(2)} percentage points from the engine`);
  check(all < 0.01 && apart === 0, `and goals together, some of them others: at most ${(100 * all).toFixed(2)}`);

  /* the engine's plans of the other goals: their chance and the place that they lead to */
  const result = JSON.parse(readFileSync('others.json', 'utf8')).result;
  const rests = (g, ids) => [...new Set(g.levers.filter(l => ids.includes(l.id) && l.effect_source != null).map(l => l.effect_source))].sort((a, b) => a - b);
  const plans = result.goals.flatMap((g, i) => (g.plan.frontier || []).map(f => ({ goal: i, sources: rests(g, f.levers), chance: f.chance }))).filter(p => result.goals[p.goal].target_place > 0);
  const ends = result.goals.map((g, i) => ({ goal: i, sources: rests(g, g.plan.levers), rank: g.plan.expected_rank })).filter(p => p.rank > 0);
  const [off, far] = await page.evaluate(([plans, ends]) => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf;
    return [plans.map(p => { const g = data.goals[p.goal]; return Math.abs(w.wishWith(data, 0, { kind: 'top', value: g.target_place, index: g.index, year: g.year }, p.sources, 0) - p.chance); }),
      ends.map(p => Math.abs(w.placeWith(data, p.goal, p.sources, 0) - p.rank))];
  }, [plans, ends]);
  check(plans.length >= 6 && Math.max(...off) < 0.01, `another goal, ${plans.length} plans of the engine: at most ${(100 * Math.max(...off)).toFixed(2)} percentage points from it`);
  check(ends.length >= 3 && Math.max(...far) < 0.5, `the place with a plan: at most ${Math.max(...far).toFixed(2)} places from the engine's`);
  await page.selectOption('#wi-kind', 'top');
  const bare = await page.textContent('.answer');
  await page.check('#wi-l0');
  const with1 = await page.textContent('.answer');
  check(bare !== with1 && !/≈|NaN|–%/.test(with1), `another goal moves with a tick (${with1})`);
  await context.close();
}

/* Two other goals at once beside the engine's joint answer of these two; a group among the kinds; each goal keeps what was tried for it. */
{
  const truth = JSON.parse(readFileSync('together.json', 'utf8')).result.joint.chance;
  const { page, said, context } = await open('apart.html', 390);
  const together = await page.evaluate(() => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf, year = 2022;
    return w.jointWith(data, [], [0, 0], { 0: { kind: 'up', value: 5, index: 'PAPI', year }, 1: { kind: 'top', value: 30, index: 'PAR', year } });
  });
  check(Math.abs(together - truth) < 0.01, `two other goals at once: ${together} beside the engine's ${truth}`);
  await page.selectOption('#wi-kind', 'group');
  await page.selectOption('#wi-group', 'mid-high');
  const group = await page.textContent('.answer');
  check(/PAPI \(nhóm trung bình cao trở lên\)/.test(group) && /[0-9]%/.test(group), `a group as another goal (${group})`);
  await page.selectOption('#wi-goal', '1');
  await page.selectOption('#wi-kind', 'top');
  await page.fill('#wi-value', '12');
  const both = await page.textContent('.answer');
  check(/PAPI \(nhóm.*\); PAR \(hạng 12 trở lên\)/.test(both), `and a second one beside it (${both})`);
  await page.selectOption('#wi-goal', '0');
  check(await page.inputValue('#wi-kind') === 'group' && await page.inputValue('#wi-group') === 'mid-high', 'each goal keeps its own');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0 && said.length === 0, `and the page stays as wide as a telephone (${wide}) ${said.join(' ')}`);
  await context.close();
}

/* What the page is asked gets no number where the engine gives none. */
{
  const result = JSON.parse(readFileSync(results, 'utf8')).result;
  const silent = result.goals.filter(g => g.record && g.record.calibrated === false && g.kind === 'place');
  const { page, context } = await open(brief, 1280);
  const said = await page.evaluate(list => {
    const data = JSON.parse(document.getElementById('data').textContent), w = window.tangbacWhatIf;
    return list.map(g => w.isSilent(data, { kind: 'top', value: g.value, index: g.index, year: g.year }));
  }, silent);
  check(said.length > 0 && said.every(Boolean), `${said.length} other goals of a kind without a number have none on the page`);
  await context.close();
}

/* Names stay text. */
{
  const { page, said, context } = await open(nasty, 390);
  const fooled = await page.evaluate(() => window.fooled === true || document.querySelectorAll('main script, main img').length > 0);
  check(!fooled && said.length === 0, 'names with <script>, quotes and | stay text');
  const text = await page.evaluate(() => document.body.innerText);
  check(text.includes('<script>window.fooled=true</script>') && text.includes('"\'|&😀'), 'and are shown as they are');
  check((await page.textContent('h1')).startsWith("<script>window.fooled=true</script>'|&😀"), 'that of the province too');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `and do not widen the page (${wide})`);
  await context.close();
}

/* On paper: A4, the first section on one sheet. */
{
  const { page, context } = await open(brief, 1280);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(join(out, 'brief.pdf'), pdf);
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) || []).length;
  check(pages >= 4 && pages <= 15, `printed on ${pages} pages`);
  try {
    const second = execFileSync('pdftotext', ['-f', '2', '-l', '2', join(out, 'brief.pdf'), '-']).toString().trim();
    check(second.startsWith('Hiện trạng của địa phương'), `the first screen on one sheet (the second begins: ${second.slice(0, 40)})`);
  } catch (e) { console.log('pdftotext is missing: the first sheet is not looked at'); }
  const boxes = pdf.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/g) || [];
  check(boxes.some(b => /594\.\d+ 841\.\d+|595(\.\d+)? 842/.test(b)), 'A4 upright');
  check(boxes.some(b => /841\.\d+ 594\.\d+|842 595/.test(b)), 'the annex across');
  await context.close();
}

/* What holds in any browser. */
{
  const plain = async (path, width, hash) => {
    const { page, said, asked, context } = await open(path, width);
    if (hash) { await page.goto('about:blank'); await page.goto(pathToFileURL(path).href + hash); }
    return { page, said, asked, close: () => context.close() };
  };
  const chosen = '#s=34&u=12&x=PAPI&k=top&v=10&c=01.31&l=vi';
  await checkQuiet(plain, check, atlas, 'atlas', chosen);
  await checkBrief(plain, check, brief);
  await checkAtlas(plain, check, atlas);
  for (const width of [390, 1280]) {
    const { page, close } = await plain(atlas, width, chosen);
    await page.screenshot({ path: join(out, `atlas-${width}.png`), clip: { x: 0, y: 0, width, height: width === 390 ? 1700 : 1000 }, fullPage: true });
    if (width === 1280) {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      writeFileSync(join(out, 'atlas.pdf'), pdf);
      const sheets = countPages(join(out, 'atlas.pdf'));
      check(sheets >= 2 && sheets <= 4, `atlas: printed on ${sheets} pages`);
      await page.emulateMedia({ media: 'print' });
      const paper = () => page.evaluate(() => [getComputedStyle(document.querySelector('#whatif .answer')).position, document.querySelector('#whatif').getClientRects().length]);
      const still = await paper();
      await page.evaluate(() => { const s = document.querySelector('#whatif input'); s.value = s.max; s.dispatchEvent(new Event('input')); });
      const moved = await paper();
      check(still[1] === 0 && moved[1] === 1 && moved[0] === 'static', `atlas: on paper what-if stands where points were added, and covers nothing (${still} ${moved})`);
    }
    await close();
  }
}

await browser.close();
process.exit(failures === 0 ? 0 : 1);
