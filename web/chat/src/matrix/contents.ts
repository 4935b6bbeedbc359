// What is sent about a file, as the specification and Element have it.

import type { Outgoing } from "../counsel.ts";
import type { EncryptedFile } from "./sealed.ts";

/** The content of `m.room.message` that names an encrypted file. */
export function contentOf(message: Outgoing & { kind: "file" }, sealed: EncryptedFile): Record<string, unknown> {
    const { file, width, height, voice } = message;
    const { name, type, size } = file;
    const named = { body: name, filename: name, file: sealed };
    if (voice) {
        const { duration, waveform } = voice;
        return {
            ...named,
            msgtype: "m.audio",
            info: { mimetype: type, size, duration },
            // Never part of the specification under names of its own, and what all clients look for.
            "org.matrix.msc1767.text": name,
            "org.matrix.msc1767.file": { ...sealed, name, mimetype: type, size },
            "org.matrix.msc1767.audio": waveform.length > 0 ? { duration, waveform } : { duration },
            "org.matrix.msc3245.voice": {},
        };
    }
    if (type.startsWith("image/")) {
        return { ...named, msgtype: "m.image", info: { mimetype: type, size, w: width, h: height } };
    }
    return { ...named, msgtype: "m.file", info: { mimetype: type, size } };
}
