// Two secrets out of one password: the one proves who somebody is, the other opens what is kept, and is never sent.

import { argon2id } from "hash-wasm";
import { base64url } from "./bytes.ts";

export interface Secrets {
    /** What the door sees. */
    loginKey: string;
    /** The key of the secret storage. It stays in this tab. */
    storageKey: Uint8Array<ArrayBuffer>;
}

const utf8 = new TextEncoder();

/** As the door keeps it: blanks, capitals and the ways to write an umlaut make no other name. */
export function plainName(name: string): string {
    return name.normalize("NFKC").trim().toLowerCase().replace(/\s+/gu, " ");
}

/** Takes about a second, and 64 MiB: that is what makes guessing dear. */
export async function derive(name: string, password: string, serverName: string): Promise<Secrets> {
    const named = utf8.encode(`lotse-portal-1\0${serverName}\0${plainName(name)}`);
    const salt = new Uint8Array(await crypto.subtle.digest("SHA-256", named)).slice(0, 16);
    const root = await argon2id({
        password: password.normalize("NFKC"),
        salt,
        memorySize: 64 * 1024,
        iterations: 3,
        parallelism: 1,
        hashLength: 32,
        outputType: "binary",
    });
    const source = await crypto.subtle.importKey("raw", new Uint8Array(root), "HKDF", false, ["deriveBits"]);
    const half = async (info: string) => {
        const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode(info) };
        return new Uint8Array(await crypto.subtle.deriveBits(how, source, 256));
    };
    return { loginKey: base64url(await half("login")), storageKey: await half("storage") };
}
