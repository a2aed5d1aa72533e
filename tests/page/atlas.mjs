/* What the atlas says beside what the engine says. usage: atlas.mjs MODEL.js ATLAS.json CASES.json GOALS.json
 * CASES: [{ set, unit, index, year, goal, points, chance }], chances that the command worked out one by one from the same draws;
 * GOALS: [{ text, kind, value, base }] as the engine reads them, kind null where it refuses or means what the page does not know. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modelFile, atlasFile, casesFile, goalsFile] = process.argv.slice(2);
createRequire(import.meta.url)(modelFile);
const model = globalThis.tangbacAtlas;
const result = JSON.parse(readFileSync(atlasFile)).result;
let failures = 0, worst = 0, compared = 0, unsaid = 0;
function fail(what) {
  console.log('FAIL ' + what);
  failures++;
}

for (const c of JSON.parse(readFileSync(casesFile))) {
  const set = result.sets.find(s => s.units.length === c.set);
  const index = set.indices.find(x => x.index === c.index);
  const outlook = index.outlooks.find(o => o.year === c.year);
  const raw = outlook.curves.find(k => k.unit === c.unit);
  const goal = model.parseGoal(c.goal);
  const row = set.units.findIndex(u => u.code === c.unit);
  const ranks = year => (index.years.find(h => h.year === year) || { rank: [] }).rank[row];
  if (goal && goal.base === index.origin) goal.base = 0;
  const curve = model.readCurve(outlook, raw, result.points);
  const said = goal ? model.chanceOf(curve, goal, c.points, ranks) : NaN;
  if (goal && 'calibrated' in c) {
    const is = model.isUncalibrated(result.records, c.index, goal, c.year - index.origin);
    unsaid += is;
    if (is !== (c.calibrated === false)) fail(`${c.index} '${c.goal}': the page ${is ? 'gives no' : 'gives a'} number, the brief does otherwise`);
  }
  const off = Math.abs(said - c.chance);
  compared++;
  worst = Math.max(worst, off);
  if (!(off <= 0.005)) fail(`${c.set} ${c.unit} ${c.index} '${c.goal}' +${c.points}: the page says ${said}, the engine ${c.chance}`);
}
console.log(`${compared} settings, farthest from the engine ${(100 * worst).toFixed(2)} of 100`);
console.log(`${unsaid} without a number, as in a brief`);
if (unsaid === 0) fail('no kind of goal without a number');
if (compared < 200) fail('fewer than 200 settings');

let read = 0, left = 0;
for (const g of JSON.parse(readFileSync(goalsFile))) {
  const is = model.parseGoal(g.text);
  if (!is) { left++; continue; } /* the page says that it does not understand: it never guesses */
  read++;
  if (is.kind !== g.kind || (g.value != null && is.value !== g.value) || (g.base || 0) !== is.base)
    fail(`'${g.text}': the page reads ${JSON.stringify(is)}, the engine ${JSON.stringify(g)}`);
}
console.log(`${read} goals read as the engine reads them, ${left} left unread`);
if (read < 60) fail('fewer than 60 goals read');
process.exit(failures ? 1 : 0);
