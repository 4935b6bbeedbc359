// Looks at every page of the portal in Debian's Chromium: makes the pictures in docs/portal, or asks axe about each
// page in each language and theme, with no rule off.
//
// It needs what the tests have made: target/browser (or LOTSE_PACKAGES) with Playwright and axe, and the example `pages` of `web`
// (or LOTSE_PAGES).
//
//   node tests/js/browser/pictures.mjs            # the pictures
//   node tests/js/browser/pictures.mjs --page     # the page with all pictures alone, as they are
//   node tests/js/browser/pictures.mjs --axe      # what axe says, and what is wider than the screen
//   node tests/js/browser/pictures.mjs --exit     # whether the quick exit leads away, with and without scripts
//   node tests/js/browser/pictures.mjs --only start,centre --to /tmp/look
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { small } from './palette.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = createRequire(`${process.env.LOTSE_PACKAGES ?? `${root}/target/browser`}/package.json`);
const { chromium } = (await import(pathToFileURL(packages.resolve('playwright-core')))).default;
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
  ['privacy-centre', 'What one centre says of privacy', (page, site) => page.goto(`${site.url}datenschutz/dresden-schulden`)],
  ['imprint', 'The legal notice, before the operator has filled it', (page, site) => page.goto(`${site.url}impressum`)],
  ['accessibility', 'The accessibility statement', (page, site) => page.goto(`${site.url}barrierefreiheit`)],
  ['missing', 'An address that does not exist', (page, site) => page.goto(`${site.url}nichts/hier`)],
];

/** The states of the chat: their pictures are taken while it is really played, by `tests/e2e/portal_pictures.rs`. */
const states = [
  ['chat-account', 'Name and password'],
  ['chat-waiting', 'The room is being made; what is written waits'],
  ['chat-first', 'The first message has arrived'],
  ['chat-talk', 'A talk, with a file'],
  ['chat-recording', 'Speaking instead of writing'],
  ['chat-recorded', 'Heard before it is sent'],
  ['chat-voice', 'Voices of both'],
  ['chat-locked', 'A message that cannot be opened'],
  ['chat-question', 'A question of the centre: a colleague shall take over'],
  ['chat-offline', 'No network: it is written on'],
  ['chat-more', 'What is seldom done'],
  ['chat-close', 'Ending the conversation'],
  ['chat-erase', 'Deleting it'],
  ['chat-delete-account', 'Deleting the account'],
  ['chat-over', 'Signed out'],
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
  for (const [name, what] of states) rows.push([name, what, variants(name)]);
  console.log(`${rows.length} pages and states, ${Math.round(bytes / 1024)} KiB`);
  return rows;
}

const variants = (name) =>
  ['de', 'ar'].flatMap((language) => themes.flatMap((theme) => [320, 1280].map((width) => `${name}-${language}-${theme}-${width}.png`)));

function shown(rows) {
  const picture = (file) => `<a href="${file}"><img src="${file}" alt="${file}" width="${file.includes('-320') ? 90 : 250}"></a>`;
  const sections = rows.map(([name, what, files]) => `## ${name}: ${what}\n\n${files.map(picture).join('\n')}\n`);
  return `# The portal in pictures

Every page, light and dark, on the narrowest phone (320 px) and a computer (1280 px), in German and in Arabic. Made by

    cargo build -p web --example pages
    node tests/js/browser/pictures.mjs

and, of the chat, while it is really played with a homeserver and a counsellor, by

    cargo test --test e2e -- --ignored the_chat_in_pictures

The first page is shown whole; of the other pages what differs, for the help lines and the foot are the same on every page; of
the chat what is seen at once. The centres of the pages are those of the sample directory.

${sections.join('\n')}`;
}

/** What axe says of every page, and whether anything is wider than the screen. */
async function axe(browser, site, chosen) {
  const source = await readFile(packages.resolve('axe-core/axe.min.js'), 'utf8');
  const faults = [];
  let looks = 0;
  for (const language of options.languages ?? languages) {
    // Our own policy would refuse the tool that looks at the page.
    const page = await open(browser, site, language, { bypassCSP: true });
    for (const [name, , go, more] of chosen) {
      if (more) continue;
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
    }
    await page.context().close();
  }
  console.log(JSON.stringify({ looks, axe_violations: faults.length, faults }, null, 2));
  return faults.length === 0;
}

const SECRET = 'Zwetschgenkern';

/** The ways out: by the button, by the link that comes first, by Shift three times; and with or without scripts. */
const ways = [
  ['button', true, (page) => page.click('#exit')],
  ['skip link', true, (page) => page.locator('.skips a[data-exit]').focus().then(() => page.keyboard.press('Enter'))],
  ['shift', true, async (page) => {
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
  }],
  ['button', false, (page) => page.click('#exit')],
  ['skip link', false, (page) => page.locator('.skips a[data-exit]').focus().then(() => page.keyboard.press('Enter'))],
];

/** Whether the quick exit leads away from a page with somebody's words, and “back” shows nothing of them. */
async function exit(browser, site) {
  const faults = [];
  for (const [way, scripts, leave] of ways) {
    const expect = (fine, what) => fine || faults.push(`${way}, scripts ${scripts}: ${what}`);
    const context = await browser.newContext({ javaScriptEnabled: scripts });
    const page = await context.newPage();
    await context.route('https://www.dwd.de/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>weather</title>' }));
    const ended = [];
    await context.route('**/api/session/end', (route) => (ended.push(route.request().method()), route.fulfill({ status: 204 })));
    await page.goto(`${site.url}sicher`);
    // Nothing is understood, so that the words stand on the page.
    await says(page, site, { words: SECRET });
    expect((await page.inputValue('#words')) === SECRET, 'the words do not stand there at all');
    await leave(page);
    await page.waitForURL('https://www.dwd.de/');
    if (scripts) expect(ended.join() === 'POST', `the session was not ended: ${ended}`);
    // A browser asks before it sends a form again; the driver does not. Nothing is to come from anywhere but from there.
    await context.route('**/stelle', (route) => route.abort());
    for (const step of ['once', 'twice']) {
      await page.goBack({ timeout: 5_000 }).catch(() => null);
      if (scripts && step === 'once') expect(page.url() === site.url, `back leads to ${page.url()}`);
      await page.waitForLoadState('networkidle');
      const shown = await shownNow(page);
      expect(!shown.includes(SECRET), `the words are there again when somebody goes back ${step}`);
    }
    await context.close();
  }
  // Letters in capitals are no wish to leave.
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.locator('#words').pressSequentially('ABC');
  for (const key of ['Shift', 'Shift', 'a', 'Shift']) await page.keyboard.press(key);
  if (page.url() !== site.url) faults.push('whoever types in capitals was led away');
  await page.close();
  console.log(JSON.stringify({ exit_faults: faults }));
  return faults.length === 0;
}

/** What a page shows and what its fields hold. One that goes on to another meanwhile is looked at again. */
async function shownNow(page) {
  for (let look = 1; ; look++) {
    try {
      return await page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input')].map(({ value }) => value));
    } catch (error) {
      if (look === 5 || !String(error).includes('Execution context was destroyed')) throw error;
      await page.waitForLoadState('networkidle');
    }
  }
}

const options = {};
for (let place = 2; place < process.argv.length; place++) {
  const name = process.argv[place].replace(/^--/, '');
  options[name] = ['axe', 'exit', 'page'].includes(name) ? true : process.argv[++place];
}
options.languages = options.languages?.split(',');
const only = options.only?.split(',');
const chosen = pages.filter(([name]) => !only || only.includes(name));
if (options.page) {
  await writeFile(`${root}/docs/portal/README.md`, shown([...pages, ...states].map(([name, what]) => [name, what, variants(name)])));
  process.exit(0);
}
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
