/* How long a page takes from its address to where it can be used. usage: opens.mjs PAGE.html#CHOICE [firefox]
 * A clock says nothing on a machine that others use too, so the processor's time is taken, of all processes of the browser together:
 * on an idle machine the page is there sooner, since they work side by side. Of five openings, the first apart (it fills the browser's
 * caches), the least and the most; exit 1 where the least is more than a second. */
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [address, which] = process.argv.slice(2), [path, choice] = address.split('#');
const url = pathToFileURL(path).href + (choice ? '#' + choice : '');
const TICK = 0.01; // of /proc, in seconds

/* Of a process and all below it, in seconds. */
function timeOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  let sum = (Number(stat[11]) + Number(stat[12])) * TICK;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ')) if (child) sum += timeOf(child);
  }
  return sum;
}

async function startChromium() {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  const session = await browser.newBrowserCDPSession();
  return { browser, spent: async () => (await session.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, p) => sum + p.cpuTime, 0) };
}

async function startFirefox() {
  const puppeteer = (await import('puppeteer-core')).default;
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr', headless: true, protocolTimeout: 90000 });
  return { browser, spent: async () => timeOf(browser.process().pid) };
}

const { browser, spent } = which === 'firefox' ? await startFirefox() : await startChromium();
const times = [], clocks = [];
for (let i = 0; i < 5; i++) {
  const page = await browser.newPage();
  const before = await spent();
  await page.goto(url);
  const clock = await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0))));
  times.push(await spent() - before);
  clocks.push(clock / 1000);
  await page.close();
}
await browser.close();
const least = Math.min(...times.slice(1));
console.log(`${which || 'chromium'}: ${least.toFixed(2)} to ${Math.max(...times.slice(1)).toFixed(2)} s of the processor, first time ${times[0].toFixed(2)}; by the clock ${Math.min(...clocks).toFixed(2)} s at best`);
process.exit(least < 1 ? 0 : 1);
