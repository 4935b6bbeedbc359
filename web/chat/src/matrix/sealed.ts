// Files as Matrix encrypts them: AES-CTR with a key of their own, which only the encrypted message names.

import { base64, base64url, bytesOf } from "../account/bytes.ts";

/** `EncryptedFile` of the specification, version 2. */
export interface EncryptedFile {
    v: "v2";
    url: string;
    key: { kty: "oct"; alg: "A256CTR"; k: string; key_ops: string[]; ext: true };
    iv: string;
    hashes: { sha256: string };
}

const AES = { name: "AES-CTR", length: 64 };

export async function seal(plain: ArrayBuffer): Promise<{ cipher: ArrayBuffer; secret: Omit<EncryptedFile, "url"> }> {
    // The counter is the lower half.
    const counter = new Uint8Array(16);
    crypto.getRandomValues(counter.subarray(0, 8));
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const key = await crypto.subtle.importKey("raw", raw, "AES-CTR", false, ["encrypt"]);
    const cipher = await crypto.subtle.encrypt({ ...AES, counter }, key, plain);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", cipher));
    return {
        cipher,
        secret: {
            v: "v2",
            key: { kty: "oct", alg: "A256CTR", k: base64url(raw), key_ops: ["encrypt", "decrypt"], ext: true },
            iv: base64(counter),
            hashes: { sha256: base64(hash) },
        },
    };
}

/** Fails if the file is not the one that was sent. */
export async function unseal(cipher: ArrayBuffer, secret: Omit<EncryptedFile, "url">): Promise<ArrayBuffer> {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", cipher));
    if (base64(hash) !== secret.hashes.sha256.replaceAll("=", "")) throw new Error("the file has been changed");
    const key = await crypto.subtle.importKey("raw", bytesOf(secret.key.k), "AES-CTR", false, ["decrypt"]);
    return crypto.subtle.decrypt({ ...AES, counter: bytesOf(secret.iv) }, key, cipher);
}
