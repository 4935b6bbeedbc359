import assert from "node:assert/strict";
import { hkdfSync } from "node:crypto";
import { test } from "node:test";
import { argon2id } from "hash-wasm";
import { base64url, bytesOf } from "../src/account/bytes.ts";
import { leadingZeros, solve } from "../src/account/proof.ts";
import { derive, plainName } from "../src/account/secrets.ts";
import { alias, passphrase } from "../src/account/suggest.ts";

test("the derivation stays as it is: whoever changes it locks everybody out", async () => {
    const { loginKey, storageKey } = await derive("Blaue Amsel 47", "korb-moos-uhr-saat-fink-zaun", "lotse.example");
    assert.equal(loginKey, "nH6UDiUk-X7N37dpEp2GquhfX0JYLI5QzzTqUxvs2ew");
    assert.equal(base64url(storageKey), "tVNRRsNq9yU4h7NCnIQIAL54jhdpoN8JcJKvzCYQMcA");
});

test("the derivation is Argon2id and HKDF as the contract says", async () => {
    const { createHash } = await import("node:crypto");
    const salt = createHash("sha256").update("lotse-portal-1\0lotse.example\0blaue amsel").digest().subarray(0, 16);
    const root = await argon2id({
        ...{ password: "geheim", salt, memorySize: 65_536, iterations: 3, parallelism: 1, hashLength: 32 },
        outputType: "binary",
    });
    const { loginKey, storageKey } = await derive(" BLAUE  Amsel ", "geheim", "lotse.example");
    assert.deepEqual(bytesOf(loginKey), new Uint8Array(hkdfSync("sha256", root, "", "login", 32)));
    assert.deepEqual(storageKey, new Uint8Array(hkdfSync("sha256", root, "", "storage", 32)));
});

test("a name is the same however it is typed", () => {
    assert.equal(plainName("  Ｂlaue \t AMSEL\n"), "blaue amsel");
    assert.equal(plainName("Mu\u0308ller"), plainName("Müller"));
});

test("a proof holds", async () => {
    const nonce = await solve("challenge", 12);
    const { createHash } = await import("node:crypto");
    assert.ok(leadingZeros(createHash("sha256").update(`challenge.${nonce}`).digest()) >= 12);
    assert.equal(leadingZeros(Uint8Array.of(0, 0, 0x10)), 19);
});

test("suggestions are long enough, and seldom the same", () => {
    const words = Array.from({ length: 300 }, (_, place) => `wort${place}`);
    assert.equal(passphrase(words).split("-").length, 6);
    assert.equal(passphrase(words.slice(0, 64)).split("-").length, 8);
    assert.notEqual(passphrase(words), passphrase(words));
    assert.match(alias(words), /^Wort\d+ Wort\d+ \d\d$/u);
});
