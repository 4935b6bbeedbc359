// What the chat needs of a messenger, and nothing more. The Matrix SDK stands behind it, in `matrix/`; whoever wants another
// client writes another of these.

import type { Calls } from "./calls.ts";
import type { Dates } from "./phrases.ts";

/** Who is signed in, on which device. */
export interface Session {
    user_id: string;
    device_id: string;
    server_name: string;
}

/** Where somebody's own message stands. */
export type Progress = "waiting" | "sending" | "securing" | "sent" | "failed";

/** An encrypted file as the message names it; only this tab can open it. */
export interface Sealed {
    name: string;
    type: string;
    size: number;
    width?: number;
    height?: number;
    /** Of what can be heard. */
    sound?: Sound;
    /** What opens it; opaque to the views. */
    secret: unknown;
}

/** What is known of a sound before it is opened. */
export interface Sound {
    /** Whether somebody has spoken it here, and it is no file of theirs. */
    isVoice: boolean;
    /** Milliseconds; 0 if nobody said. */
    duration: number;
    /** How loud it is, part by part; 0 to 1024. */
    waveform: number[];
}

/** One line of the conversation. */
export interface Entry {
    /** The same for as long as the entry is the same. */
    key: string;
    sender: string;
    /** As the room knows them; the case knows better. */
    senderName: string;
    own: boolean;
    at: number;
    kind: "text" | "image" | "sound" | "file" | "locked" | "deleted";
    text: string;
    file?: Sealed;
    edited: boolean;
    /** Whether it asks for a call; `name`: for somebody else of the centre, who is called so. */
    asks?: { video: boolean; name?: string };
    /** What it says of an appointment. */
    dates?: Dates;
}

/** What a room looks like now. */
export interface Timeline {
    entries: Entry[];
    /** Whether there is more further up. */
    more: boolean;
    /** Whether this person is in the room. */
    inside: boolean;
    /** When somebody last called here, in milliseconds since 1970; 0 for never. */
    called: number;
}

export type Connection = "connecting" | "online" | "offline" | "ended";

/** A message that is on its way; `id` stays the same over all tries, so that it can't arrive twice. */
export type Outgoing =
    /** `to`: the message that it answers. */
    | { id: string; kind: "text"; text: string; to?: string }
    | { id: string; kind: "file"; file: File; width?: number; height?: number; voice?: Omit<Sound, "isVoice"> };

export interface Counsel {
    /**
     * Sets the device up with the key of the secret storage; without one nothing is kept, and all keys go with the page; resolves as soon as messages can be sent and read.
     * `known` is called before: from then on the person has an identity that others can encrypt to.
     */
    connect(session: Session, storageKey: Uint8Array | null, known: () => void): Promise<void>;
    /** Lays the keys of a session that had no key of the secret storage by, under this one. It may be done again under another. */
    keepUnder(storageKey: Uint8Array): Promise<void>;
    /** Resolves when the keys are kept safely, so that the page may be closed. */
    safe(): Promise<void>;
    /**
     * Goes into a room of a case, and resolves when messages to it can be encrypted. Whoever `returns` waits for the invitation
     * first: what was written before comes with it.
     */
    enter(room: string, returns: boolean): Promise<void>;
    /**
     * Takes what was written in a room before this person came back with another account, from whoever of these has given it. Says no while
     * nothing was given, or its keys are not kept safely.
     */
    history(room: string, from: string[]): Promise<boolean>;
    /** Hands over a text, encrypted; gives the id of the event. Fails while there is no network: it may be tried again. */
    send(room: string, message: Outgoing & { kind: "text" }): Promise<string>;
    /** Encrypts a file, uploads it, and sends the message that names it. */
    attach(room: string, message: Outgoing & { kind: "file" }, progress: (part: number) => void): Promise<string>;
    /** Opens a file that somebody has sent. */
    open(file: Sealed): Promise<Blob>;
    /** What is in the room. */
    timeline(room: string): Timeline;
    /** Reads further back. */
    older(room: string): Promise<void>;
    /** Calls when a timeline or the connection has changed; gives the way to stop that. */
    listen(change: () => void): () => void;
    connection(): Connection;
    /** Calls, from now on; nothing while nobody is connected. `partners` says who may call and be called in a room. */
    calls(partners: (room: string) => ReadonlySet<string>, changed: () => void): Calls | null;
    /** Tells the door that somebody is here, though nothing is sent. */
    stillHere(): void;
    /** Ends everything and forgets the keys. */
    leave(): void;
}

/** Sends a message of either kind. */
export function deliver(counsel: Counsel | null, room: string, message: Outgoing, progress: (part: number) => void): Promise<string> {
    if (!counsel) return Promise.reject(new Error("not connected"));
    return message.kind === "text" ? counsel.send(room, message) : counsel.attach(room, message, progress);
}
