// PNG without what programs have noted: only what is needed to show the picture stays.

import { joined } from "./jpeg.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Of PNG (third edition) those that change what is seen; `eXIf`, `tEXt`, `zTXt`, `iTXt`, `tIME` and private ones are not here. */
const SHOWN = new Set([
    ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs"],
    ...["acTL", "fcTL", "fdAT"],
]);

/** The picture alone; `null` if it is not a PNG that can be read. */
export function cleanPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
    if (!SIGNATURE.every((byte, place) => bytes[place] === byte)) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const kept = [bytes.subarray(0, 8)];
    for (let at = 8; at + 12 <= bytes.length; ) {
        const size = view.getUint32(at) + 12;
        if (at + size > bytes.length) return null;
        const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
        if (SHOWN.has(name)) kept.push(bytes.subarray(at, at + size));
        if (name === "IEND") return joined(kept);
        at += size;
    }
    return null;
}
