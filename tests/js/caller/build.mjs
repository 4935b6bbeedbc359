// Puts the page of a counsellor together: node build.mjs PACKAGES

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const packages = process.argv[2];
const from = createRequire(join(packages, "package.json"));
const { build } = await import(pathToFileURL(from.resolve("esbuild")));
const out = join(packages, "page");
mkdirSync(join(out, "pkg"), { recursive: true });
await build({
    entryPoints: [join(import.meta.dirname, "page.mjs")],
    outfile: join(out, "page.js"),
    bundle: true,
    format: "esm",
    nodePaths: [join(packages, "node_modules")],
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
});
// Fetched beside the script that was made of it.
const cryptography = dirname(createRequire(from.resolve("matrix-js-sdk")).resolve("@matrix-org/matrix-sdk-crypto-wasm"));
const file = "pkg/matrix_sdk_crypto_wasm_bg.wasm";
copyFileSync(join(cryptography, file), join(out, file));
writeFileSync(join(out, "index.html"), '<!doctype html><title>Ben</title><script type="module" src="page.js"></script>');
