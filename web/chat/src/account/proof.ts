// Proof of work: makes a flood dear without looking at addresses.

import { createSHA256 } from "hash-wasm";

/** How many tries are made before the page may do something else. */
const BREATH = 4_000;

/** The nonce for which SHA-256(challenge "." nonce) begins with so many zero bits. */
export async function solve(challenge: string, bits: number): Promise<string> {
    const sha = await createSHA256();
    for (let nonce = 0; ; nonce++) {
        const digest = sha.init().update(`${challenge}.${nonce}`).digest("binary");
        if (leadingZeros(digest) >= bits) return String(nonce);
        if (nonce % BREATH === BREATH - 1) await new Promise((go) => setTimeout(go));
    }
}

export function leadingZeros(bytes: Uint8Array): number {
    let zeros = 0;
    for (const byte of bytes) {
        if (byte !== 0) return zeros + Math.clz32(byte) - 24;
        zeros += 8;
    }
    return zeros;
}
