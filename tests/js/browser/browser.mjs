// A browser at command: Debian's Chromium, driven by Playwright.
//
//   node browser.mjs PACKAGES CHROMIUM
//
// Each line on standard input is a deed, {"id": 1, "do": "click", …}, done one after the other; each gets one line on
// standard output, {"id": 1, "done": …} or {"id": 1, "refused": "why"}. It ends when standard input does.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { small } from "./palette.mjs";

const [packages, executablePath] = process.argv.slice(2);
const from = createRequire(join(packages, "package.json"));
const { chromium } = (await import(pathToFileURL(from.resolve("playwright-core")))).default;
const axe = readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");

/** The browser with its profile, its open tabs by name, and what they have loaded. */
let browser;
const tabs = new Map();
const held = new Map();
let loaded = [];
let troubles = [];

const tab = ({ tab: name = "first" }) => {
    const found = tabs.get(name);
    if (!found) throw new Error(`no tab ${name}`);
    return found;
};
const place = (deed) => tab(deed).page.locator(deed.at);
const within = ({ within: timeout = 30_000 }) => ({ timeout });

/** Outside the page's own rules, which forbid to run text. */
async function evaluate({ devtools }, expression) {
    const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
        allowUnsafeEvalBlockedByCSP: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
}

const deeds = {
    /** Starts the browser with a profile that stays on disk. */
    async open({ profile, locale, width, height, dark = false, still = true, scripts = true }) {
        browser = await chromium.launchPersistentContext(profile, {
            executablePath,
            headless: true,
            chromiumSandbox: false,
            locale,
            viewport: { width, height },
            colorScheme: dark ? "dark" : "light",
            reducedMotion: still ? "reduce" : "no-preference",
            javaScriptEnabled: scripts,
            acceptDownloads: true,
            // A microphone that hums; whether a page may use it is asked as ever, and refused unless it was allowed.
            // A relay on this machine is as good as one elsewhere.
            args: ["--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection"],
        });
        browser.on("request", (request) => loaded.push({ url: request.url(), kind: request.resourceType() }));
        for (const page of browser.pages()) await page.close();
    },

    /** Opens a tab. */
    async tab({ tab: name = "first" }) {
        const page = await browser.newPage();
        const devtools = await browser.newCDPSession(page);
        await devtools.send("Network.enable");
        const it = { page, devtools, bytes: 0, requests: 0 };
        devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
            it.bytes += encodedDataLength;
            it.requests += 1;
        });
        page.on("console", (message) => {
            // Matrix clients ask for what may not be there yet, such as a backup.
            if (message.type() !== "error" || message.location().url.includes("/_matrix/")) return;
            troubles.push(`${message.text()} ${message.location().url}`);
        });
        page.on("pageerror", (error) => troubles.push(String(error?.stack ?? error)));
        tabs.set(name, it);
    },

    /** From now on the tab has an authenticator of its own: made of software, inside the browser, and touched as soon as it is asked. */
    async authenticator({ verifies = true, ...deed }) {
        const it = tab(deed);
        await it.devtools.send("WebAuthn.enable");
        const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true };
        const { authenticatorId } = await it.devtools.send("WebAuthn.addVirtualAuthenticator", {
            options: { ...options, isUserVerified: verifies, automaticPresenceSimulation: true },
        });
        it.authenticator = authenticatorId;
    },

    /** The tab's authenticator verifies whoever touches it, or nobody. */
    async verifies({ on, ...deed }) {
        const { devtools, authenticator: authenticatorId } = tab(deed);
        await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: on });
    },

    /** What the tab's authenticator holds, and what it is to hold instead. */
    async keys({ instead, ...deed }) {
        const { devtools, authenticator: authenticatorId } = tab(deed);
        const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
        if (instead) {
            await devtools.send("WebAuthn.clearCredentials", { authenticatorId });
            for (const credential of instead) {
                await devtools.send("WebAuthn.addCredential", { authenticatorId, credential });
            }
        }
        return credentials;
    },

    async go(deed) {
        await tab(deed).page.goto(deed.to, { waitUntil: "load" });
    },

    reload: (deed) => tab(deed).page.reload({ waitUntil: "load" }).then(() => null),
    forward: (deed) => tab(deed).page.goForward({ waitUntil: "load" }).then(() => null),
    back: (deed) => tab(deed).page.goBack({ waitUntil: "load" }).then(() => null),
    click: (deed) => place(deed).first().click(within(deed)),
    fill: (deed) => place(deed).first().fill(deed.text, within(deed)),
    type: (deed) => place(deed).first().pressSequentially(deed.text, within(deed)),
    press: (deed) => tab(deed).page.keyboard.press(deed.key),
    check: (deed) => place(deed).first().check(within(deed)),
    choose: (deed) => place(deed).first().setInputFiles(deed.files, within(deed)),

    /** Waits until something is there, or is not ("hidden"). */
    wait: (deed) => place(deed).first().waitFor({ state: deed.state ?? "visible", ...within(deed) }),
    count: (deed) => place(deed).count(),
    texts: (deed) => place(deed).allInnerTexts(),
    value: (deed) => place(deed).first().inputValue(within(deed)),
    title: (deed) => tab(deed).page.title(),
    url: (deed) => tab(deed).page.url(),
    evaluate: (deed) => evaluate(tab(deed), deed.script),

    /** Waits until an expression is true; milliseconds since the page began to load. */
    async until(deed) {
        const end = Date.now() + (deed.within ?? 30_000);
        while (!(await evaluate(tab(deed), deed.script).catch(() => false))) {
            if (Date.now() > end) throw new Error(`waited in vain for ${deed.script}`);
            await new Promise((go) => setTimeout(go, 20));
        }
        return evaluate(tab(deed), "performance.now()").catch(() => null);
    },

    /** Saves what a click downloads; its name, and its bytes in base64. */
    async download(deed) {
        const [download] = await Promise.all([
            tab(deed).page.waitForEvent("download", within(deed)),
            place(deed).first().click(within(deed)),
        ]);
        const bytes = readFileSync(await download.path());
        return { name: download.suggestedFilename(), bytes: bytes.toString("base64") };
    },

    /** What can be seen now, of few colours. */
    async picture(deed) {
        writeFileSync(deed.to, small(await tab(deed).page.screenshot()));
    },

    async window(deed) {
        const { page } = tab(deed);
        if (deed.width) await page.setViewportSize({ width: deed.width, height: deed.height });
        if (deed.dark !== undefined) await page.emulateMedia({ colorScheme: deed.dark ? "dark" : "light" });
    },

    /** What axe finds wrong, with no rule switched off. */
    async axe(deed) {
        const it = tab(deed);
        await evaluate(it, `${axe}; null`);
        const found = await evaluate(
            it,
            `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
                .then(({ violations }) => JSON.stringify(violations.map(({ id, help, nodes }) =>
                    ({ id, help, nodes: nodes.map(({ target, failureSummary }) => [String(target), failureSummary]) }))))`,
        );
        return JSON.parse(found);
    },

    /** What axe finds too small to be hit, wherever somebody has scrolled to: looked at every so many pixels. */
    async small({ every, ...deed }) {
        const it = tab(deed);
        await evaluate(it, `${axe}; null`);
        const found = await evaluate(
            it,
            `(async () => {
                const found = {};
                const { scrollHeight } = document.documentElement;
                for (let to = 0; to <= scrollHeight - innerHeight; to += ${Number(every)}) {
                    scrollTo({ top: to, behavior: "instant" });
                    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
                    const { violations } = await axe.run(document, { runOnly: ["target-size"] });
                    for (const { nodes } of violations)
                        for (const { target, failureSummary } of nodes)
                            found[target] ??= to + " px: " + failureSummary;
                }
                return JSON.stringify(found);
            })()`,
        );
        return Object.entries(JSON.parse(found));
    },

    /** Addresses that are not ours are answered here: nothing leaves the machine. */
    async elsewhere({ at, title }) {
        await browser.route(at, (route) => route.fulfill({ contentType: "text/html", body: `<title>${title}</title>` }));
    },

    /** Requests to these addresses wait until they are let go. */
    async hold({ at }) {
        const gate = new Promise((go) => held.set(at, go));
        await browser.route(at, async (route) => {
            await gate;
            await route.fallback();
        });
    },
    release: ({ at }) => held.get(at)?.(),

    /** From now on pages write down which calls they make, and by what ways they could be reached; see `traffic`. */
    async listen() {
        await browser.addInitScript(() => {
            globalThis.lotseCalls = [];
            globalThis.lotseCandidates = [];
            const Own = globalThis.RTCPeerConnection;
            globalThis.RTCPeerConnection = class extends Own {
                constructor(...how) {
                    super(...how);
                    globalThis.lotseCalls.push(this);
                    this.addEventListener("icecandidate", ({ candidate }) => {
                        if (candidate?.type) globalThis.lotseCandidates.push(candidate.type);
                    });
                }
            };
        });
    },

    /** What the last call of a page that stands, or was last, has sent and got so far, in bytes by kind, and all ways by which its calls could be reached. */
    async traffic(deed) {
        const found = await evaluate(
            tab(deed),
            `(async () => {
                const sum = { sent: { audio: 0, video: 0 }, got: { audio: 0, video: 0 }, frames: 0, candidates: lotseCandidates };
                const stands = lotseCalls.findLast((call) => call.connectionState === "connected");
                const stats = (await (stands ?? lotseCalls.at(-1))?.getStats()) ?? new Map();
                for (const entry of stats.values()) {
                    if (entry.type === "outbound-rtp") sum.sent[entry.kind] += entry.bytesSent;
                    if (entry.type === "inbound-rtp") {
                        sum.got[entry.kind] += entry.bytesReceived;
                        sum.frames += entry.framesDecoded ?? 0;
                    }
                    if (entry.type === "local-candidate") sum.candidates.push(entry.candidateType);
                }
                return JSON.stringify(sum);
            })()`,
        );
        return JSON.parse(found);
    },

    /** From now on pages are allowed what they ask for, such as the microphone. */
    allow: ({ what }) => browser.grantPermissions(what),

    async offline({ on }) {
        await browser.setOffline(on);
    },

    /** Another tab comes to the front, or this one again. */
    front: (deed) => tab(deed).page.bringToFront(),

    /** Ends a tab as if its process had been killed: nothing in it gets to do anything any more. */
    async kill(deed) {
        const { page, devtools } = tab(deed);
        const crashed = page.waitForEvent("crash", { timeout: 10_000 });
        devtools.send("Page.crash").catch(() => undefined);
        await crashed;
        await page.close().catch(() => undefined);
        tabs.delete(deed.tab ?? "first");
    },

    async leave(deed) {
        await tab(deed).page.close();
        tabs.delete(deed.tab ?? "first");
    },

    /** What a tab has loaded so far: bytes on the wire and requests. */
    cost(deed) {
        const { bytes, requests } = tab(deed);
        return { bytes, requests };
    },

    /** Every address that was asked for since the last time. */
    loaded() {
        const all = loaded;
        loaded = [];
        return all;
    },

    /** Errors of the pages since the last time: what was thrown, what the policy refused, what was not found. */
    troubles() {
        const all = troubles;
        troubles = [];
        return all;
    },

    cookies: () => browser.cookies(),

    /** Ends the browser in order, so that its profile is complete. */
    async close() {
        await browser?.close();
        browser = undefined;
        tabs.clear();
    },
};

// Told to end, it takes the browser along, which would otherwise go on writing into its profile.
process.on("SIGTERM", () => {
    setTimeout(() => process.exit(1), 5000);
    Promise.resolve(browser?.close()).finally(() => process.exit(0));
});

for await (const line of createInterface({ input: process.stdin })) {
    const { id, do: deed, ...what } = JSON.parse(line);
    let answer;
    try {
        answer = { id, done: (await deeds[deed](what)) ?? null };
    } catch (error) {
        answer = { id, refused: String(error?.message ?? error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser?.close();
process.exit(0);
