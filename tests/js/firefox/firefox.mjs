// Another browser at command: Debian's Firefox, driven by Puppeteer over WebDriver BiDi. What `../browser/browser.mjs` can do with
// Chromium is here as far as a journey through the portal needs it; deeds, orders and answers are the same.
//
//   node firefox.mjs PACKAGES FIREFOX

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [packages, executablePath] = process.argv.slice(2);
const from = createRequire(join(packages, "package.json"));
const { default: puppeteer } = await import(pathToFileURL(from.resolve("puppeteer-core")));

let browser;
let page;
let loaded = [];
let troubles = [];

const patience = ({ within: timeout = 30_000 }) => timeout;

/** What a selector of Chromium's driver means: `…:has-text("…")` is no selector of the web's own. */
function finder(at) {
    const [, selector, text] = /^(.*?):has-text\((".*")\)$/su.exec(at) ?? [null, at, '""'];
    return `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.innerText.includes(${text}))`;
}

const isSeen = "(one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 0";

async function until(script, timeout) {
    const end = Date.now() + timeout;
    // A page that is just going has nothing to be asked of.
    while (!(await page.evaluate(script).catch(() => false))) {
        if (Date.now() > end) throw new Error(`waited in vain for ${script}`);
        await new Promise((go) => setTimeout(go, 20));
    }
}

async function place(deed) {
    await until(`${finder(deed.at)}.length > 0`, patience(deed));
    const found = await page.evaluateHandle(`${finder(deed.at)}[0]`);
    return found.asElement();
}

const deeds = {
    async open({ profile, locale, width, height, dark = false, scripts = true }) {
        mkdirSync(profile, { recursive: true });
        browser = await puppeteer.launch({
            browser: "firefox",
            executablePath,
            headless: true,
            userDataDir: profile,
            defaultViewport: { width, height },
            extraPrefsFirefox: {
                "intl.accept_languages": locale,
                "ui.systemUsesDarkTheme": dark ? 1 : 0,
                "ui.prefersReducedMotion": 1,
                "javascript.enabled": scripts,
                // Nothing of its own may leave the machine.
                "browser.safebrowsing.malware.enabled": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        });
    },

    async tab() {
        page = await browser.newPage();
        page.on("request", (request) => loaded.push({ url: request.url(), kind: "request" }));
        page.on("console", (message) => {
            if (message.type() !== "error" || (message.location()?.url ?? "").includes("/_matrix/")) return;
            troubles.push(`${message.text()} ${message.location()?.url ?? ""}`);
        });
        page.on("pageerror", (error) => troubles.push(String(error?.stack ?? error)));
    },

    go: (deed) => page.goto(deed.to, { waitUntil: "load", timeout: patience(deed) }).then(() => null),
    reload: (deed) => page.reload({ waitUntil: "load", timeout: patience(deed) }).then(() => null),
    press: (deed) => page.keyboard.press(deed.key),
    url: () => page.url(),
    title: () => page.title(),
    evaluate: (deed) => page.evaluate(deed.script),
    texts: (deed) => page.evaluate(`${finder(deed.at)}.map((one) => one.innerText)`),
    until: (deed) => until(deed.script, patience(deed)),
    wait: (deed) => until(`${finder(deed.at)}.some(${isSeen})`, patience(deed)),

    async click(deed) {
        await until(`${finder(deed.at)}.some((one) => (${isSeen})(one) && !one.disabled)`, patience(deed));
        await (await place(deed)).click();
    },

    async check(deed) {
        const box = await place(deed);
        if (!(await box.evaluate((one) => one.checked))) await box.click();
    },

    async fill(deed) {
        const field = await place(deed);
        await field.click({ count: 3 });
        await page.keyboard.press("Backspace");
        await field.type(deed.text);
    },

    async choose(deed) {
        await (await place(deed)).uploadFile(...deed.files);
    },

    async picture(deed) {
        writeFileSync(deed.to, await page.screenshot());
    },

    loaded() {
        const all = loaded;
        loaded = [];
        return all;
    },

    troubles() {
        const all = troubles;
        troubles = [];
        return all;
    },

    /** Ends the browser in order, so that its profile is complete. */
    async close() {
        const ended = new Promise((go) => browser?.process()?.once("exit", go));
        await browser?.close();
        await ended;
        browser = undefined;
        page = undefined;
    },
};

process.on("SIGTERM", () => {
    setTimeout(() => process.exit(1), 5000);
    Promise.resolve(browser?.close()).finally(() => process.exit(0));
});

for await (const line of createInterface({ input: process.stdin })) {
    const { id, do: deed, ...what } = JSON.parse(line);
    let answer;
    try {
        if (!deeds[deed]) throw new Error(`Firefox cannot ${deed}`);
        answer = { id, done: (await deeds[deed](what)) ?? null };
    } catch (error) {
        answer = { id, refused: String(error?.message ?? error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser?.close();
process.exit(0);
