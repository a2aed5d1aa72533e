/* The same pages in Firefox ESR over WebDriver BiDi. usage: firefox.mjs BRIEF.html ATLAS.html OUT */
import puppeteer from 'puppeteer-core';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { checkAtlas, checkBrief, checkQuiet, countPages } from './checks.mjs';

const [brief, atlas, out] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr', headless: true, protocolTimeout: 90000 });
let failures = 0;
function check(is, what) {
  console.log((is ? 'ok   ' : 'FAIL ') + what);
  if (!is) failures++;
}
async function open(path, width, hash) {
  const page = await browser.newPage(), said = [], asked = [];
  await page.setViewport({ width, height: 900 });
  page.on('console', m => { if (m.type() === 'error' || m.type() === 'warn') said.push(m.text()); });
  page.on('pageerror', e => said.push(String(e)));
  page.on('request', r => { if (!r.url().startsWith('file:') && !r.url().startsWith('data:')) asked.push(r.url()); });
  await page.goto(pathToFileURL(path).href + (hash || ''));
  return { page, said, asked, close: () => page.close() };
}

await checkQuiet(open, check, brief, 'brief');
await checkQuiet(open, check, atlas, 'atlas', '#s=34&u=12&x=PAPI&k=top&v=10&c=01.31&l=vi');
await checkBrief(open, check, brief);
await checkAtlas(open, check, atlas);
for (const [name, path] of [['brief', brief], ['atlas', atlas]]) {
  const { page, close } = await open(path, 1280);
  const pdf = await page.pdf({ format: 'A4', printBackground: true, timeout: 180000 });
  const file = join(out, `${name}-firefox.pdf`);
  writeFileSync(file, pdf);
  check(countPages(file) >= 2 && countPages(file) <= 40, `${name}: printed on ${countPages(file)} pages`);
  await close();
}
await browser.close();
process.exit(failures === 0 ? 0 : 2); // 1 is node's own, when the driver gave up
