// A voice message while it is spoken: in memory alone, and the microphone is on no longer than that.

import { LARGEST } from "./prepare.ts";
import { loudness } from "./loudness.ts";

/** How long one may be. Milliseconds. */
export const LONGEST = 5 * 60_000;

/** Shorter is a slip of the finger. Milliseconds. */
const SHORTEST = 300;

/** What the file may still grow by when it is ended for its size. */
const REST = 256 * 1024;

/** Opus in what browsers can write, the one first that most programs play. Safari may know none of them, and writes AAC. */
const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4"];

const ENDINGS: Record<string, string> = { "audio/ogg": "ogg", "audio/webm": "webm", "audio/mp4": "m4a" };

/** Speech, well understood: a minute is 240 kB. */
const BITS_PER_SECOND = 32_000;

/** Why nothing can be recorded: not allowed, no microphone, taken by another program, or the browser cannot. */
export type Hindrance = "denied" | "missing" | "busy" | "unable";

/** A voice message that may be sent. */
export interface Spoken {
    file: File;
    /** Milliseconds. */
    duration: number;
    /** How loud it is, part by part; 0 to 1024, as other clients draw it. Empty where the browser cannot tell. */
    waveform: number[];
}

export class Recording {
    #recorder: MediaRecorder;
    #stream: MediaStream;
    #parts: Blob[] = [];
    #size = 0;
    #began = performance.now();
    #whole: Promise<void>;

    /** Asks for the microphone and begins; `ended` is called when it must end by itself: too long, too large, or unplugged. */
    static async begin(ended: () => void): Promise<Recording | Hindrance> {
        if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") return "unable";
        const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
        if (!mimeType) return "unable";
        let stream: MediaStream | null = null;
        try {
            const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true };
            stream = await navigator.mediaDevices.getUserMedia({ audio });
            return new Recording(stream, mimeType, ended);
        } catch (error) {
            // What cannot be recorded is not listened to either.
            for (const track of stream?.getTracks() ?? []) track.stop();
            return hindrance(error);
        }
    }

    private constructor(stream: MediaStream, mimeType: string, ended: () => void) {
        this.#stream = stream;
        this.#recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
        this.#whole = new Promise((done) => this.#recorder.addEventListener("stop", () => done(), { once: true }));
        this.#recorder.addEventListener("dataavailable", ({ data }) => {
            this.#parts.push(data);
            this.#size += data.size;
            if (this.length >= LONGEST || this.#size > LARGEST - REST) ended();
        });
        for (const track of stream.getTracks()) track.addEventListener("ended", ended);
        // A part each second: what is too long or too large is noticed in time.
        this.#recorder.start(1_000);
    }

    /** So far. Milliseconds. */
    get length(): number {
        return performance.now() - this.#began;
    }

    /** Ends it; nothing, if hardly anything was said. `name` is what it is called for people. */
    async finish(name: string): Promise<Spoken | null> {
        const clocked = Math.min(this.length, LONGEST);
        this.#stop();
        await this.#whole;
        const type = this.#recorder.mimeType.split(";")[0] || "audio/webm";
        const file = new File(this.#parts, `${name}.${ENDINGS[type] ?? "webm"}`, { type });
        this.#parts = [];
        if (file.size === 0 || clocked < SHORTEST) return null;
        const heard = await loudness(await file.arrayBuffer()).catch(() => null);
        return { file, duration: Math.round(heard?.duration ?? clocked), waveform: heard?.waveform ?? [] };
    }

    /** Ends it, and nothing of it is left. */
    drop(): void {
        this.#stop();
        this.#parts = [];
    }

    #stop(): void {
        if (this.#recorder.state !== "inactive") this.#recorder.stop();
        for (const track of this.#stream.getTracks()) track.stop();
    }
}

export function hindrance(error: unknown): Hindrance {
    switch ((error as { name?: string } | null)?.name) {
        case "NotAllowedError":
        case "SecurityError":
            return "denied";
        case "NotFoundError":
        case "OverconstrainedError":
            return "missing";
        case "NotReadableError":
        case "AbortError":
            return "busy";
        default:
            return "unable";
    }
}
