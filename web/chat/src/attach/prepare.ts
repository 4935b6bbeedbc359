// A file before it is encrypted: of a kind that counsellors can open, small enough, and without notes of the camera.

import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

export const LARGEST = 10 * 1024 * 1024;

/** What the file dialog offers. */
export const ACCEPTED = ".png,.jpg,.jpeg,.webp,.heic,.heif,.pdf,.docx,.odt";

const KINDS: Record<string, string> = {
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    webp: "image/webp",
    heic: "image/heic",
    heif: "image/heic",
    pdf: "application/pdf",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    odt: "application/vnd.oasis.opendocument.text",
};

const CLEANERS: Record<string, (bytes: Uint8Array) => Uint8Array<ArrayBuffer> | null> = {
    "image/jpeg": cleanJpeg,
    "image/png": cleanPng,
    "image/webp": cleanWebp,
};

export type Trouble = "kind" | "size" | "broken" | "heic";

export interface Prepared {
    file: File;
    width?: number;
    height?: number;
}

/** The file as it may go, or why it may not. */
export async function prepare(file: File): Promise<Prepared | Trouble> {
    const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
    const type = KINDS[ending];
    if (!type) return "kind";
    if (file.size > LARGEST) return "size";
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (type === "image/heic") return fromHeic(file);
    if (!type.startsWith("image/")) return { file: new File([bytes], file.name, { type }) };
    const clean = CLEANERS[type]?.(bytes) ?? null;
    if (!clean) return "broken";
    const cleaned = new File([clean], file.name, { type });
    const shown = await createImageBitmap(cleaned).catch(() => null);
    if (!shown) return "broken";
    const { width, height } = shown;
    shown.close();
    return { file: cleaned, width, height };
}

/** Counsellors' programs seldom show HEIC: it becomes a JPEG, where the browser knows it. Drawing leaves all notes behind. */
async function fromHeic(file: File): Promise<Prepared | Trouble> {
    const shown = await createImageBitmap(file).catch(() => null);
    if (!shown) return "heic";
    const { width, height } = shown;
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    canvas.getContext("2d")?.drawImage(shown, 0, 0);
    shown.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    if (!blob) return "heic";
    if (blob.size > LARGEST) return "size";
    const name = file.name.replace(/\.[^.]*$/u, ".jpg");
    return { file: new File([blob], name, { type: "image/jpeg" }), width, height };
}
