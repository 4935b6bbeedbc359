// Builds what the binary embeds: `app.js` with the forms, which is small; everything else is loaded behind it.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { defineConfig } from "vite";

const QUALITY = Number(process.env.LOTSE_CHAT_BROTLI ?? 10);

export default defineConfig({
    base: "./",
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [commonWords(), lean(), packed()],
    build: {
        target: "es2022",
        outDir: "dist",
        emptyOutDir: true,
        // Neither inline scripts nor data addresses: the page's policy allows none.
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        cssCodeSplit: false,
        chunkSizeWarningLimit: 4000,
        rolldownOptions: {
            input: "src/app.tsx",
            output: {
                entryFileNames: "app.js",
                chunkFileNames: "[name]-[hash].js",
                assetFileNames: ({ names }) => (names[0]?.endsWith(".css") ? "app.css" : "[name]-[hash][extname]"),
            },
        },
    },
});

/** `virtual:common`: the words and passwords that are guessed first; the whole lists would be larger than the rest of the page. */
function commonWords() {
    const name = "virtual:common";
    const list = (pack, file, most) => {
        const folder = dirname(dirname(createRequire(import.meta.url).resolve(pack)));
        return JSON.parse(readFileSync(join(folder, "src", file), "utf8")).slice(0, most).join(" ");
    };
    return {
        name,
        resolveId: (id) => (id === name ? `\0${name}` : null),
        load: (id) =>
            id !== `\0${name}`
                ? null
                : [
                      `export const passwords = ${JSON.stringify(list("@zxcvbn-ts/language-common", "passwords.json", 10_000))}`,
                      `export const words = ${JSON.stringify(list("@zxcvbn-ts/language-de", "commonWords.json", 6_000))}`,
                      `export const names = ${JSON.stringify(list("@zxcvbn-ts/language-de", "firstnames.json", 2_000))}`,
                  ].join(";\n"),
    };
}

/** Leaves out of WebAssembly what only a debugger reads: the names are two fifths of the cryptography. */
function lean() {
    return {
        name: "lean",
        generateBundle(_, bundle) {
            for (const file of Object.values(bundle)) {
                if (file.fileName.endsWith(".wasm")) file.source = withoutNames(Buffer.from(file.source));
            }
        },
    };
}

function withoutNames(wasm) {
    const number = (at) => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
            const byte = wasm[at++];
            value += (byte & 127) * 2 ** shift;
            if (byte < 128) return [value, at];
        }
    };
    const kept = [wasm.subarray(0, 8)];
    for (let at = 8; at < wasm.length; ) {
        const [size, body] = number(at + 1);
        const [length, name] = wasm[at] === 0 ? number(body) : [0, body];
        const called = wasm.toString("utf8", name, name + length);
        if (called !== "name" && called !== "producers") kept.push(wasm.subarray(at, body + size));
        at = body + size;
    }
    return Buffer.concat(kept);
}

/** Writes `dist/<file>.br` beside each file. */
function packed() {
    return {
        name: "packed",
        writeBundle({ dir }) {
            mkdirSync(dir, { recursive: true });
            for (const file of readdirSync(dir)) {
                if (file.endsWith(".br")) continue;
                const bytes = readFileSync(join(dir, file));
                const params = {
                    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
                    [constants.BROTLI_PARAM_LGWIN]: 24,
                    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
                };
                writeFileSync(join(dir, `${file}.br`), brotliCompressSync(bytes, { params }));
            }
        },
    };
}
