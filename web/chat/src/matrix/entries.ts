// Events of a room as lines of a conversation.

import type { Entry, Sealed, Sound } from "../counsel.ts";
import { datesOf, spoken, wishOf } from "../phrases.ts";
import { say } from "../words.ts";
import { asksForCall } from "./signals.ts";

/** What is asked of an event; the SDK's own fits, and so does one made up for a test. */
export interface Told {
    getId(): string | undefined;
    getType(): string;
    getWireType(): string;
    getSender(): string | undefined;
    getTs(): number;
    getContent(): Record<string, unknown>;
    isRedacted(): boolean;
    isState(): boolean;
    isEncrypted(): boolean;
    isDecryptionFailure(): boolean;
    replacingEvent(): unknown;
}

const NONE: ReadonlySet<unknown> = new Set();

/** The line for an event; `null` for what is not said to people. Of the signals of calls only the `missed` ones are. */
export function entryOf(
    event: Told,
    self: string,
    nameOf: (user: string) => string,
    missed: ReadonlySet<unknown> = NONE,
): Entry | null {
    const key = event.getId();
    const sender = event.getSender();
    if (!key || !sender || event.isState()) return null;
    const line = {
        key,
        sender,
        senderName: nameOf(sender),
        own: sender === self,
        at: event.getTs(),
        edited: event.replacingEvent() !== null,
        text: "",
    };
    const unread = event.isDecryptionFailure() || event.getType() === "m.room.encrypted";
    if (event.isRedacted()) return isMessage(event.getWireType()) ? { ...line, kind: "deleted" } : null;
    if (unread) return { ...line, kind: "locked" };
    if (missed.has(event)) return { ...line, kind: "text", text: say("call-missed") };
    if (event.getType() !== "m.room.message") return null;
    const content = event.getContent();
    const relation = content["m.relates_to"] as { rel_type?: string; "m.in_reply_to"?: unknown } | undefined;
    // An edit is shown in its place; the SDK has put it there.
    if (relation?.rel_type === "m.replace") return null;
    const body = typeof content.body === "string" ? content.body : "";
    const file = fileOf(content);
    if (file) return { ...line, kind: file.type.startsWith("image/") ? "image" : file.sound ? "sound" : "file", file };
    const text = spoken(content) ?? (relation?.["m.in_reply_to"] ? withoutQuotation(body) : body);
    const asks = line.own ? null : asksForCall(text);
    if (asks) return { ...line, kind: "text", text: say("call-asked"), asks };
    const wish = line.own ? null : wishOf(content);
    if (wish) return { ...line, kind: "text", text, asks: wish };
    const dates = line.own ? null : datesOf(content);
    return text.trim() ? { ...line, kind: "text", text, ...(dates ? { dates } : {}) } : null;
}

const isMessage = (type: string) => type === "m.room.message" || type === "m.room.encrypted";

/** Pictures that are shown: whatever else is sent as a picture is a file to save. SVG can hold scripts. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

/** Sounds that are played. */
const PLAYED = /^audio\/(?:ogg|opus|webm|mp4|x-m4a|aac|mpeg|mp3|wav|x-wav|wave|flac)$/u;

function fileOf(content: Record<string, unknown>): Sealed | null {
    const { msgtype, file, body, filename, info } = content as {
        msgtype?: string;
        file?: { url?: unknown };
        body?: unknown;
        filename?: unknown;
        info?: { mimetype?: unknown; size?: unknown; w?: unknown; h?: unknown };
    };
    if (!["m.image", "m.file", "m.audio", "m.video"].includes(msgtype ?? "")) return null;
    if (typeof file?.url !== "string") return null;
    // Without what browsers say of the codec.
    const type = typeof info?.mimetype === "string" ? (info.mimetype.split(";")[0]?.trim().toLowerCase() ?? "") : "";
    const named = typeof filename === "string" ? filename : body;
    return {
        name: typeof named === "string" ? named : "",
        type: SHOWN.has(type) || !type.startsWith("image/") ? type : "application/octet-stream",
        size: typeof info?.size === "number" ? info.size : 0,
        width: typeof info?.w === "number" ? info.w : undefined,
        height: typeof info?.h === "number" ? info.h : undefined,
        sound: msgtype === "m.audio" && PLAYED.test(type) ? soundOf(content) : undefined,
        secret: file,
    };
}

function soundOf(content: Record<string, unknown>): Sound {
    const told = (content["org.matrix.msc1767.audio"] ?? {}) as { duration?: unknown; waveform?: unknown };
    const { duration } = (content.info ?? {}) as { duration?: unknown };
    const length = [duration, told.duration].find((span) => typeof span === "number" && span > 0);
    const parts = Array.isArray(told.waveform) ? told.waveform : [];
    return {
        isVoice: "org.matrix.msc3245.voice" in content || "m.voice" in content,
        duration: typeof length === "number" ? length : 0,
        waveform: parts.filter((part) => typeof part === "number").map((part) => Math.min(Math.max(part, 0), 1024)),
    };
}

/** The body after the quotation that a reply begins with. */
function withoutQuotation(body: string): string {
    if (!/^> (\* )?<@/u.test(body)) return body;
    const lines = body.split("\n");
    while (lines[0]?.startsWith(">")) lines.shift();
    return lines.join("\n").trimStart();
}
