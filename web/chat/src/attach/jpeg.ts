// JPEG without what the camera has noted: place, time, device, owner, a small picture of what was cut away.

/** The picture alone, losslessly; `null` if it is not a JPEG that can be read. How it is to be turned is kept. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
    const kept: Uint8Array[] = [bytes.subarray(0, 2)];
    const turned = orientation(bytes);
    if (turned !== 1) kept.push(orientationSegment(turned));
    let at = 2;
    for (;;) {
        if (bytes[at] !== 0xff) return null;
        const marker = bytes[at + 1];
        if (marker === undefined) return null;
        if (marker === 0xff) {
            at += 1;
            continue;
        }
        if (marker === 0xd9) {
            kept.push(bytes.subarray(at, at + 2));
            // What comes behind the end of the picture, such as a film, is not part of it.
            return joined(kept);
        }
        const size = segmentSize(bytes, at);
        if (size === null) return null;
        if (!isNote(marker, bytes, at)) kept.push(bytes.subarray(at, at + size));
        at += size;
        if (marker === 0xda) {
            const end = endOfScan(bytes, at);
            kept.push(bytes.subarray(at, end));
            at = end;
            // Broken off: the rest of the picture is missing, but nothing else is in it.
            if (at >= bytes.length) return joined(kept);
        }
    }
}

/** Whether a segment is about the picture (APP0 JFIF, APP2 colours, APP14 how colours are stored stay). */
function isNote(marker: number, bytes: Uint8Array, at: number): boolean {
    if (marker === 0xfe) return true;
    if (marker < 0xe0 || marker > 0xef) return false;
    const starts = (word: string) => [...word].every((sign, place) => bytes[at + 4 + place] === sign.charCodeAt(0));
    if (marker === 0xe0) return !starts("JFIF\0");
    if (marker === 0xe2) return !starts("ICC_PROFILE\0");
    if (marker === 0xee) return !starts("Adobe");
    return true;
}

function segmentSize(bytes: Uint8Array, at: number): number | null {
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    return length < 2 || at + 2 + length > bytes.length ? null : length + 2;
}

/** Where the next marker after a scan is: neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
    for (let at = from; at + 1 < bytes.length; at++) {
        const next = bytes[at + 1]!;
        if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    }
    return bytes.length;
}

/** How the picture is to be turned: 1 to 8, 1 for as it is. */
export function orientation(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
        const size = segmentSize(bytes, at);
        if (size === null) return 1;
        if (bytes[at + 1] === 0xe1 && view.getUint32(at + 4) === 0x45786966) {
            return orientationIn(new DataView(bytes.buffer, bytes.byteOffset + at + 10, size - 10));
        }
        at += size;
    }
    return 1;
}

function orientationIn(tiff: DataView): number {
    try {
        const little = tiff.getUint16(0) === 0x4949;
        const start = tiff.getUint32(4, little);
        const count = tiff.getUint16(start, little);
        for (let field = 0; field < count; field++) {
            const at = start + 2 + 12 * field;
            if (tiff.getUint16(at, little) !== 0x0112) continue;
            const turned = tiff.getUint16(at + 8, little);
            return turned >= 1 && turned <= 8 ? turned : 1;
        }
    } catch {
        // A note that breaks off says nothing.
    }
    return 1;
}

/** An EXIF segment that says how to turn the picture, and nothing else. */
function orientationSegment(turned: number): Uint8Array {
    // prettier-ignore
    return Uint8Array.of(
        0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0,
        0x4d, 0x4d, 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0,
        0, 0, 0, 0,
    );
}

export function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}
