// Meet home, een lijst en een voorbeeld van een draaiende kennisplaats met de mobiele instellingen
// van Lighthouse, en faalt onder de grens. Elke pagina telt met de middelste van drie metingen:
// op een drukke computer zegt één meting weinig.
//
//   npm install && npm run measure -- http://127.0.0.1:8000
//
// Chromium staat in CHROME_PATH, of is /usr/bin/chromium.
import { existsSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const BAR = 98;
const MOST_BYTES = 200_000;
const MOST_REQUESTS = 12;
const ROUNDS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const site = (process.argv[2] ?? 'http://127.0.0.1:8000').replace(/\/$/, '');
const list = `${site}/praktijkvoorbeelden/`;
const html = await (await fetch(list)).text();
const slug = /data-slug="([^"]+)"/.exec(html)[1];
const pages = { home: `${site}/`, lijst: list, voorbeeld: `${list}${slug}/` };

const chromePath = process.env.CHROME_PATH ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);
const chrome = await launch({
  chromePath,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
let failed = false;
try {
  for (const [name, url] of Object.entries(pages)) {
    const runs = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES });
      const requests = lhr.audits['network-requests'].details.items.filter((one) => !one.url.startsWith('data:'));
      runs.push({
        ...Object.fromEntries(CATEGORIES.map((one) => [one, Math.round(lhr.categories[one].score * 100)])),
        bytes: requests.reduce((sum, one) => sum + one.transferSize, 0),
        requests: requests.length,
      });
    }
    const found = Object.fromEntries(Object.keys(runs[0]).map((key) => [key, middle(runs.map((run) => run[key]))]));
    const isGood = CATEGORIES.every((one) => found[one] >= BAR)
      && found.bytes <= MOST_BYTES && found.requests <= MOST_REQUESTS;
    failed ||= !isGood;
    console.log(`${isGood ? 'goed' : 'ONDER DE GRENS'}  ${name.padEnd(10)}`, JSON.stringify(found));
  }
} finally {
  await chrome.kill();
}
process.exit(failed ? 1 : 0);
