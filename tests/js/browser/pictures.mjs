// Looks at every page of the portal in Debian's Chromium: makes the pictures in docs/portal, or asks axe about each
// page in each language and theme, with no rule off.
//
//   npm ci --prefix tests/js/browser --omit=optional
//   node tests/js/browser/pictures.mjs            # the pictures
//   node tests/js/browser/pictures.mjs --axe      # what axe says, and what is wider than the screen
//   node tests/js/browser/pictures.mjs --exit     # whether the quick exit leads away, with and without scripts
//   node tests/js/browser/pictures.mjs --only start,centre --to /tmp/look
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { small } from './palette.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const languages = ['de', 'de-informal', 'de-simple', 'en', 'uk', 'ru', 'tr', 'ar'];
const themes = ['light', 'dark'];

/** Each page: its name, what it shows, and how to get there. */
const pages = [
  ['start', 'What it is about and where', (page, site) => page.goto(site.url)],
  ['topics', 'Several topics may be meant', (page, site) => says(page, site, { words: 'Schulden und Sucht', place: '01067' })],
  ['unclear', 'Nothing was understood: the fault beside the field', (page, site) => says(page, site, { words: 'xyz' })],
  ['danger', 'Danger was heard: the help lines come first', (page, site) => says(page, site, { words: 'Er schlägt mich', place: '01067' })],
  ['place', 'Where somebody lives', (page, site) => says(page, site, { words: 'Schulden' })],
  ['place-fault', 'A place of which there are several', (page, site) => says(page, site, { words: 'Schulden', place: 'Frankfurt' })],
  ['centre', 'The centre, and who can read what', (page, site) => says(page, site, { words: 'Schulden', place: '01067' })],
  ['white-spot', 'Nobody nearby: a team for the whole country', (page, site) => says(page, site, { words: 'Trauer', place: '25980' })],
  ['unserved', 'Nobody is responsible', (page, site) => says(page, site, { words: 'Hospiz', place: '25980' })],
  ['link', 'A personal link', (page, site) => page.goto(`${site.url}k/${site.personal}`)],
  ['link-invalid', 'A link that does not hold', (page, site) => page.goto(`${site.url}k/nichts`)],
  ['code', 'The code of a card', (page, site) => page.goto(`${site.url}k`)],
  ['write', 'The last page, while the chat loads', write],
  ['write-off', 'The last page without scripts', write, { javaScriptEnabled: false }],
  ['sign-in', 'For those who come back', (page, site) => page.goto(`${site.url}anmelden`)],
  ['lost', 'A lost password, and the way back', (page, site) => page.goto(`${site.url}passwort-vergessen`)],
  ['come-back', 'Another account for the way back, while the chat loads', (page, site) => page.goto(`${site.url}zurueck`)],
  ['how', 'How it works', (page, site) => page.goto(`${site.url}so-geht-es`)],
  ['safety', 'What stays on the device', (page, site) => page.goto(`${site.url}sicher`)],
  ['privacy', 'Privacy, before the operator has filled it', (page, site) => page.goto(`${site.url}datenschutz`)],
  ['imprint', 'The legal notice, before the operator has filled it', (page, site) => page.goto(`${site.url}impressum`)],
  ['accessibility', 'The accessibility statement', (page, site) => page.goto(`${site.url}barrierefreiheit`)],
  ['missing', 'An address that does not exist', (page, site) => page.goto(`${site.url}nichts/hier`)],
];

async function says(page, site, fields) {
  await page.goto(site.url);
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  await Promise.all([page.waitForURL('**/stelle'), page.click('form.sheet > button.main')]);
}

async function write(page, site) {
  await says(page, site, { words: 'Schulden', place: '01067' });
  await Promise.all([page.waitForURL('**/schreiben'), page.click('form[action$=schreiben] button.main')]);
}

/** The pages with the sample directory, until `end`. */
async function serve() {
  const program = process.env.LOTSE_PAGES ?? `${root}/target/debug/examples/pages`;
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const site = JSON.parse(line);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    return { ...site, end: () => (child.stdin.end(), ended) };
  }
  throw new Error('run `cargo build -p web --example pages` first');
}

async function open(browser, site, language, more = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'fr-FR', ...more });
  await context.addCookies([{ name: 'lang', value: language, url: site.url }]);
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url)) throw new Error(`a foreign request: ${request.url()}`);
  });
  await look(page, 'light', 320);
  return page;
}

async function look(page, theme, width) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: width < 600 ? 640 : 800 });
}

/** The whole page once; of the others as far as they differ: the help lines and the foot are the same everywhere. */
async function frame(page, name, width) {
  if (name === 'start') return { fullPage: true };
  const height = await page.evaluate(() => {
    const bottom = document.querySelector('main').getBoundingClientRect().bottom + scrollY;
    return Math.min(Math.ceil(bottom), document.documentElement.scrollHeight);
  });
  return { fullPage: true, clip: { x: 0, y: 0, width, height } };
}

async function pictures(browser, site, chosen, to) {
  await mkdir(to, { recursive: true });
  const rows = [];
  let bytes = 0;
  for (const [name, what, go, more] of chosen) {
    const cells = [];
    for (const language of options.languages ?? ['de', 'ar']) {
      const page = await open(browser, site, language, more);
      await go(page, site);
      for (const theme of themes) {
        for (const width of [320, 1280]) {
          await look(page, theme, width);
          const png = small(await page.screenshot(await frame(page, name, width)));
          const file = `${name}-${language}-${theme}-${width}.png`;
          await writeFile(`${to}/${file}`, png);
          bytes += png.length;
          cells.push(file);
        }
      }
      await page.context().close();
    }
    rows.push([name, what, cells]);
  }
  console.log(`${rows.length} pages, ${Math.round(bytes / 1024)} KiB`);
  return rows;
}

function shown(rows) {
  const picture = (file) => `<a href="${file}"><img src="${file}" alt="${file}" width="${file.includes('-320') ? 90 : 250}"></a>`;
  const sections = rows.map(([name, what, files]) => `## ${name}: ${what}\n\n${files.map(picture).join('\n')}\n`);
  return `# The portal in pictures

Every page, light and dark, on the narrowest phone (320 px) and a computer (1280 px), in German and in Arabic. Made by

    cargo build -p web --example pages
    npm ci --prefix tests/js/browser --omit=optional
    node tests/js/browser/pictures.mjs

The first page is shown whole; of the others what differs, for the help lines and the foot are the same on every page.
The centres are those of the sample directory. Where the chat itself runs, its own pictures show it.

${sections.join('\n')}`;
}

/** What axe says of every page, and whether anything is wider than the screen. */
async function axe(browser, site, chosen) {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const faults = [];
  let looks = 0;
  for (const language of options.languages ?? languages) {
    for (const [name, , go, more] of chosen) {
      if (more) continue;
      // Our own policy would refuse the tool that looks at the page.
      const page = await open(browser, site, language, { bypassCSP: true });
      await go(page, site);
      await page.evaluate(source);
      for (const theme of themes) {
        await look(page, theme, 320);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) faults.push(`${name} ${language} ${theme}: ${wide} px wider than 320`);
        const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
        for (const { id, help, nodes } of violations) {
          faults.push(`${name} ${language} ${theme}: ${id}, ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
        }
        looks += 1;
      }
      await page.context().close();
    }
  }
  console.log(JSON.stringify({ looks, axe_violations: faults.length, faults }, null, 2));
  return faults.length === 0;
}

/** Whether the quick exit leads away: by the button, by Shift three times, without scripts; and “back” not here. */
async function exit(browser, site) {
  const faults = [];
  const expect = (fine, what) => fine || faults.push(what);
  for (const [way, scripts] of [['button', true], ['shift', true], ['button', false]]) {
    const context = await browser.newContext({ javaScriptEnabled: scripts });
    const page = await context.newPage();
    await context.route('https://www.dwd.de/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>weather</title>' }));
    const ended = [];
    await context.route('**/api/session/end', (route) => (ended.push(route.request().method()), route.fulfill({ status: 204 })));
    await page.goto(`${site.url}sicher`);
    await page.goto(site.url);
    if (way === 'button') await page.click('#exit');
    else for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
    await page.waitForURL('https://www.dwd.de/');
    if (scripts) {
      expect(ended.join() === 'POST', `${way}: the session was not ended: ${ended}`);
      await page.goBack();
      // Before it there was another page of ours: the one that was left is gone.
      expect(page.url() === `${site.url}sicher`, `${way}: back leads to ${page.url()}`);
    }
    await context.close();
  }
  // Letters in capitals are no wish to leave.
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.locator('#words').pressSequentially('ABC');
  for (const key of ['Shift', 'Shift', 'a', 'Shift']) await page.keyboard.press(key);
  expect(page.url() === site.url, 'whoever types in capitals was led away');
  await page.close();
  console.log(JSON.stringify({ exit_faults: faults }));
  return faults.length === 0;
}

const options = {};
for (let place = 2; place < process.argv.length; place++) {
  const name = process.argv[place].replace(/^--/, '');
  options[name] = ['axe', 'exit'].includes(name) ? true : process.argv[++place];
}
options.languages = options.languages?.split(',');
const only = options.only?.split(',');
const chosen = pages.filter(([name]) => !only || only.includes(name));
const site = await serve();
const browser = await chromium.launch({ executablePath: process.env.LOTSE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  if (options.exit) {
    process.exitCode = (await exit(browser, site)) ? 0 : 1;
  } else if (options.axe) {
    process.exitCode = (await axe(browser, site, chosen)) ? 0 : 1;
  } else {
    const to = options.to ?? `${root}/docs/portal`;
    const rows = await pictures(browser, site, chosen, to);
    if (!only) await writeFile(`${to}/README.md`, shown(rows));
  }
} finally {
  await browser.close();
  await site.end();
}
