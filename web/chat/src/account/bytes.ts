// Bytes as text, without padding, as addresses and JSON bear them.

export function base64url(bytes: Uint8Array): string {
    return base64(bytes).replaceAll("+", "-").replaceAll("/", "_");
}

/** Without padding: what Matrix means by base64. */
export function base64(bytes: Uint8Array): string {
    let signs = "";
    for (const byte of bytes) signs += String.fromCharCode(byte);
    return btoa(signs).replaceAll("=", "");
}

/** Reads both alphabets, with and without padding. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
    const signs = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}
