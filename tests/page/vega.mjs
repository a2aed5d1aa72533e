/* Vega-Lite specifications against Vega-Lite's own schema. usage: vega.mjs FILE.json... : each a specification, or a result with
 * members named vega_lite at any depth. */
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('vega-lite/build/vega-lite-schema.json')));
const valid = new Ajv({ strict: false, validateFormats: false, allErrors: false }).compile(schema);
let failures = 0, seen = 0;
function look(spec, where) {
  seen++;
  if (valid(spec)) return;
  failures++;
  console.log(`FAIL ${where}: ${valid.errors.map(e => e.instancePath + ' ' + e.message).slice(0, 3).join('; ')}`);
}
function walk(o, where) {
  if (o === null || typeof o !== 'object') return;
  for (const k of Object.keys(o)) {
    if (k !== 'vega_lite') walk(o[k], `${where}/${k}`);
    else if (Array.isArray(o[k])) o[k].forEach((s, i) => look(s.spec || s, `${where}/${k}/${i}`));
    else if (o[k] && o[k].$schema) look(o[k], `${where}/${k}`);
    else if (o[k]) Object.keys(o[k]).forEach(n => look(o[k][n], `${where}/${k}/${n}`));
  }
}
for (const file of process.argv.slice(2)) {
  const o = JSON.parse(readFileSync(file));
  if (/vega-lite/.test(o.$schema || '')) look(o, file); else walk(o, file);
}
console.log(`${seen} specifications, ${failures} refused`);
process.exit(failures || !seen ? 1 : 0);
