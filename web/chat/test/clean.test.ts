import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanJpeg, joined, orientation } from "../src/attach/jpeg.ts";
import { cleanPng } from "../src/attach/png.ts";
import { cleanWebp } from "../src/attach/webp.ts";

const ascii = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);

/** A segment of a JPEG. */
function segment(marker: number, ...body: Uint8Array[]): Uint8Array {
    const whole = joined(body);
    return joined([Uint8Array.of(0xff, marker, (whole.length + 2) >> 8, (whole.length + 2) & 255), whole]);
}

/** EXIF with an orientation, and a place. */
function exif(turned: number, little: boolean): Uint8Array {
    const tiff = new DataView(new ArrayBuffer(26));
    tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
    tiff.setUint16(2, 42, little);
    tiff.setUint32(4, 8, little);
    tiff.setUint16(8, 1, little);
    tiff.setUint16(10, 0x0112, little);
    tiff.setUint16(12, 3, little);
    tiff.setUint32(14, 1, little);
    tiff.setUint16(18, turned, little);
    return segment(0xe1, ascii("Exif\0\0"), new Uint8Array(tiff.buffer), ascii("GPS 51.05 13.74"));
}

const SCAN = joined([segment(0xda, ascii("scan")), Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4)]);

const jpeg = (...segments: Uint8Array[]) =>
    joined([
        ...[Uint8Array.of(0xff, 0xd8), segment(0xe0, ascii("JFIF\0rest")), ...segments],
        ...[segment(0xe2, ascii("ICC_PROFILE\0colours")), SCAN, Uint8Array.of(0xff, 0xd9), ascii("film GPS")],
    ]);

test("a JPEG loses its notes and keeps its picture", () => {
    const notes = [exif(1, true), segment(0xe1, ascii("http://ns.adobe.com/xap GPS")), segment(0xfe, ascii("Anna"))];
    const clean = cleanJpeg(jpeg(...notes, segment(0xed, ascii("Photoshop Anna"))))!;
    for (const word of ["GPS", "Exif", "Anna", "film"]) assert.ok(!holds(clean, word), word);
    for (const word of ["JFIF", "ICC_PROFILE"]) assert.ok(holds(clean, word), word);
    assert.ok(Buffer.from(clean).includes(Buffer.from(SCAN)));
    assert.deepEqual([...clean.slice(-2)], [0xff, 0xd9]);
    assert.deepEqual(cleanJpeg(clean), clean);
});

test("a JPEG that was taken upright stays upright, without saying where", () => {
    for (const little of [true, false]) {
        const clean = cleanJpeg(jpeg(exif(6, little)))!;
        assert.ok(!holds(clean, "GPS"));
        assert.equal(orientation(clean), 6);
    }
});

test("several scans, as in a progressive picture, stay", () => {
    const two = jpeg(exif(1, false), SCAN);
    assert.equal(Buffer.from(cleanJpeg(two)!).toString("latin1").split("scan").length, 3);
});

test("what is no JPEG is not taken for one", () => {
    assert.equal(cleanJpeg(ascii("GIF89a")), null);
    assert.equal(cleanJpeg(jpeg().subarray(0, 12)), null);
});

function chunk(name: string, body: Uint8Array): Uint8Array {
    const size = new DataView(new ArrayBuffer(4));
    size.setUint32(0, body.length);
    return joined([new Uint8Array(size.buffer), ascii(name), body, ascii("crc!")]);
}

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

test("a PNG loses its notes and keeps its picture", () => {
    const notes = ["tEXt", "iTXt", "zTXt", "eXIf", "tIME", "prVt"].map((name) => chunk(name, ascii("Anna GPS")));
    const picture = [chunk("IHDR", ascii("head")), chunk("iCCP", ascii("colours")), chunk("IDAT", ascii("picture"))];
    const end = chunk("IEND", new Uint8Array());
    const clean = cleanPng(joined([PNG, ...picture.slice(0, 2), ...notes, picture[2]!, end, ascii("behind")]))!;
    assert.deepEqual(clean, joined([PNG, ...picture, end]));
    assert.equal(cleanPng(joined([PNG, ...picture])), null);
});

test("a WebP loses its notes and says so", () => {
    const part = (name: string, body: Uint8Array) => {
        const size = new DataView(new ArrayBuffer(4));
        size.setUint32(0, body.length, true);
        return joined([ascii(name), new Uint8Array(size.buffer), body, new Uint8Array(body.length % 2)]);
    };
    const parts = [
        part("VP8X", Uint8Array.of(0b0010_1100, 0, 0, 0, 1, 0, 0, 1, 0, 0)),
        part("VP8 ", ascii("odd")),
        part("EXIF", ascii("GPS")),
        part("XMP ", ascii("Anna")),
    ];
    const clean = cleanWebp(joined([ascii("RIFF"), new Uint8Array(4), ascii("WEBP"), ...parts]))!;
    assert.ok(!holds(clean, "GPS") && !holds(clean, "Anna") && !holds(clean, "EXIF"));
    assert.equal(clean[20], 0b0010_0000);
    assert.equal(new DataView(clean.buffer).getUint32(4, true), clean.length - 8);
    assert.equal(cleanWebp(ascii("RIFFxxxxAVI LISTxxxx")), null);
});
