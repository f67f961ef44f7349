// Zet de gekozen externe bestanden in static/vendor, met licenties en een manifest.
// Draaien: npm ci && npm run vendor. De uitkomst gaat mee in de broncode (commit).
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { budget, components, icons, target } from './vendor.config.mjs';

const pkgDir = (name) => join('node_modules', name);
const version = async (name) => JSON.parse(await readFile(join(pkgDir(name), 'package.json'), 'utf8')).version;
// de kaart komt van make_map.py en houdt haar eigen regels in het manifest
const old = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8').catch(() => '{}'));
const written = Object.fromEntries(Object.entries(old).filter(([path]) => path.startsWith('kaart/')));

async function put(path, content, source) {
  const file = join(target, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  const bytes = Buffer.from(content);
  written[path] = {
    source,
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
async function license(name, file, path) {
  const to = join(target, path);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(join(pkgDir(name), file), to);
}

// alleen eigen mappen leegmaken; de kaart komt van make_map.py
for (const d of ['ams', 'htmx', 'fonts', 'icons']) await rm(join(target, d), { recursive: true, force: true });

// 1. Component-CSS: losse bestanden achter elkaar, ongewijzigde regels, in één cascadelaag.
{
  const name = '@amsterdam/design-system-css';
  const v = await version(name);
  const safeArea = /^:root\{--ams-safe-area[^}]*\}:root:dir\(rtl\)\{[^}]*\}/;
  let root = '';
  let css = '';
  for (const c of components) {
    let s = await readFile(join(pkgDir(name), 'dist', c, `${c}.css`), 'utf8');
    s = s.replace(/^\uFEFF/, '').replace(/\/\*# sourceMappingURL=.*?\*\//g, '').trim();
    const m = s.match(safeArea); // dit stukje staat in meerdere onderdelen: één keer is genoeg
    if (m) { root = m[0]; s = s.slice(m[0].length); }
    css += `/* ${c} */${s}\n`;
  }
  await put('ams/ams.css',
    `/*! ${name} ${v} | EUPL-1.2 | samengevoegd uit losse onderdelen, regels ongewijzigd; zie LICENSE.txt */\n@layer ams{\n${root}\n${css}}\n`,
    `${name}@${v}`);
  await license(name, 'LICENSE.txt', 'ams/LICENSE.txt');
}

// 2. htmx
{
  const v = await version('htmx.org');
  let js = await readFile(join(pkgDir('htmx.org'), 'dist/htmx.min.js'), 'utf8');
  js = js.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'); // bronkaart gaat niet mee
  await put('htmx/htmx.min.js', js, `htmx.org@${v}`);
  await license('htmx.org', 'LICENSE', 'htmx/LICENSE.txt');
}

// 3. Lettertypen: alleen de Latijnse variabele snede
const fonts = [
  ['@fontsource-variable/atkinson-hyperlegible-next', 'atkinson-hyperlegible-next-latin-wght-normal.woff2', 'atkinson-hyperlegible-next', 'Atkinson Hyperlegible Next Variable', '200 800'],
  ['@fontsource-variable/fraunces', 'fraunces-latin-wght-normal.woff2', 'fraunces', 'Fraunces Variable', '100 900'],
];
let faces = '';
for (const [name, file, out, family, weight] of fonts) {
  const v = await version(name);
  await put(`fonts/${out}.woff2`, await readFile(join(pkgDir(name), 'files', file)), `${name}@${v}`);
  await license(name, 'LICENSE', `fonts/${out}.LICENSE.txt`);
  faces += `@font-face{font-family:"${family}";font-style:normal;font-display:swap;font-weight:${weight};src:url("${out}.woff2") format("woff2")}\n`;
}
await put('fonts/fonts.css', faces, 'vendor.mjs');

// 4. Pictogrammen: één sprite met alleen wat we gebruiken
{
  const name = '@tabler/icons';
  const v = await version(name);
  let out = '';
  for (const i of icons) {
    const svg = await readFile(join(pkgDir(name), 'icons/outline', `${i}.svg`), 'utf8');
    const body = svg.replace(/<!--[\s\S]*?-->/g, '').match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1]
      .replace(/\s*\n\s*/g, '').replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '').replace(/\s*\/>/g, '/>');
    out += `<symbol id="${i}" viewBox="0 0 24 24"><g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${body}</g></symbol>\n`;
  }
  await put('icons/sprite.svg', `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- ${name} ${v} | MIT -->\n${out}</svg>\n`, `${name}@${v}`);
  await license(name, 'LICENSE', 'icons/LICENSE.txt');
}

await license('@svg-maps/netherlands', 'LICENSE.md', 'kaart/LICENSE.txt');

// 5. De toegankelijkheidstoets: alleen voor de tests, dus niet in static/
{
  const axe = '../tests/e2e/axe';
  await mkdir(axe, { recursive: true });
  await copyFile(join(pkgDir('axe-core'), 'axe.min.js'), join(axe, 'axe.min.js'));
  await copyFile(join(pkgDir('axe-core'), 'LICENSE'), join(axe, 'LICENSE.txt'));
}

await writeFile(join(target, 'manifest.json'), JSON.stringify(written, null, 2) + '\n');

let over = false;
for (const [p, w] of Object.entries(written)) {
  const size = p.endsWith('.woff2') ? w.bytes : w.gzip;
  const max = budget[p];
  if (max && size > max) over = true;
  console.log(`${p.padEnd(44)} ${String(w.bytes).padStart(7)} B  ${String(size).padStart(6)} B over de lijn${max ? ` (max ${max})` : ''}`);
}
if (over) { console.error('Boven het budget.'); process.exit(1); }
