// WebP without notes.

import { joined } from "./jpeg.ts";

const SHOWN = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);

/** Bits of VP8X that say there are EXIF and XMP. */
const NOTES = 0b0000_1100;

/** The picture alone; `null` if it is not a WebP that can be read. */
export function cleanWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
    const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
    if (bytes.length < 20 || word(0) !== "RIFF" || word(8) !== "WEBP") return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const kept: Uint8Array[] = [bytes.slice(0, 12)];
    for (let at = 12; at + 8 <= bytes.length; ) {
        const name = word(at);
        const size = 8 + view.getUint32(at + 4, true);
        const padded = size + (size % 2);
        if (at + size > bytes.length) return null;
        if (SHOWN.has(name)) {
            const chunk = bytes.slice(at, at + padded);
            if (name === "VP8X") chunk[8]! &= ~NOTES;
            kept.push(chunk);
        }
        at += padded;
    }
    const whole = joined(kept);
    new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
    return whole;
}
