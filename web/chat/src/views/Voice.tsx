// Speaking instead of writing: recorded, listened to, and then sent or thrown away.

import { useEffect, useRef, useState } from "preact/hooks";
import { LONGEST, Recording, type Hindrance, type Spoken } from "../attach/voice.ts";
import { clock, say } from "../words.ts";
import { Stop } from "./icons.tsx";
import { Player } from "./Player.tsx";

type Now =
    | { is: "still" }
    | { is: "asking" }
    | { is: "recording"; recording: Recording }
    | { is: "finishing" }
    | { is: "ready"; spoken: Spoken; address: string; full: boolean };

export interface Voice {
    now: Now;
    /** Why there is no recording, as a key of the catalogue. */
    trouble: string | null;
    begin: () => Promise<void>;
    finish: () => Promise<void>;
    drop: () => void;
    /** What is to be sent, if something is; nothing of it stays here. */
    take: () => Spoken | null;
}

export function useVoice(): Voice {
    const [now, setNow] = useState<Now>({ is: "still" });
    const [trouble, setTrouble] = useState<string | null>(null);
    // What is called later, by the recorder or when the page leaves, must find what is there then.
    const latest = useRef<Now>(now);
    const show = (next: Now) => {
        const before = latest.current;
        if (before.is === "ready") URL.revokeObjectURL(before.address);
        latest.current = next;
        setNow(next);
    };
    const drop = () => {
        const { current } = latest;
        if (current.is === "recording") current.recording.drop();
        show({ is: "still" });
    };
    const finish = async () => {
        const { current } = latest;
        if (current.is !== "recording") return;
        const full = current.recording.length >= LONGEST;
        show({ is: "finishing" });
        const spoken = await current.recording.finish(say("voice"));
        // Thrown away meanwhile.
        if (latest.current.is !== "finishing") return;
        if (spoken) return show({ is: "ready", spoken, address: URL.createObjectURL(spoken.file), full });
        setTrouble("voice-empty");
        show({ is: "still" });
    };
    const begin = async () => {
        setTrouble(null);
        show({ is: "asking" });
        const begun: Recording | Hindrance = await Recording.begin(() => void finish());
        if (latest.current.is !== "asking") return typeof begun === "string" ? undefined : begun.drop();
        if (typeof begun !== "string") return show({ is: "recording", recording: begun });
        setTrouble(`voice-${begun}`);
        show({ is: "still" });
    };
    const take = () => {
        const { current } = latest;
        show({ is: "still" });
        return current.is === "ready" ? current.spoken : null;
    };
    // Whoever leaves is not recorded any more.
    useEffect(() => drop, []);
    return { now, trouble, begin, finish, drop, take };
}

/** In the place of the other buttons, from the question for the microphone until it is sent or thrown away. */
export function Speaking({ voice, send }: { voice: Voice; send: () => void }) {
    const { now } = voice;
    const first = useRef<HTMLButtonElement>(null);
    // The button that was pressed is gone: the next one has the focus.
    useEffect(() => first.current?.focus(), [now.is]);
    return (
        <div class="chat-speaking" role="group" aria-label={say("voice")}>
            <p role="status">{say(statusOf(now))}</p>
            {now.is === "recording" && <Clock recording={now.recording} />}
            {now.is === "ready" && (
                <Player
                    sound={{ isVoice: true, duration: now.spoken.duration, waveform: now.spoken.waveform }}
                    load={async () => now.address}
                />
            )}
            <div class="chat-row">
                <button type="button" class="chat-quiet" onClick={voice.drop}>
                    {say("discard")}
                </button>
                {now.is === "recording" && (
                    <button type="button" class="chat-button" ref={first} onClick={() => void voice.finish()}>
                        <Stop />
                        {say("voice-stop")}
                    </button>
                )}
                {now.is === "ready" && (
                    <button type="button" class="chat-button" ref={first} onClick={send}>
                        {say("send")}
                    </button>
                )}
            </div>
        </div>
    );
}

function statusOf(now: Now): string {
    switch (now.is) {
        case "recording":
            return "voice-runs";
        case "ready":
            return now.full ? "voice-full" : "voice-ready";
        default:
            return "voice-asking";
    }
}

/** How long somebody has spoken: to be seen, and not read out every second. */
function Clock({ recording }: { recording: Recording }) {
    const [length, setLength] = useState(0);
    useEffect(() => {
        const tick = setInterval(() => setLength(Math.min(recording.length, LONGEST)), 250);
        return () => clearInterval(tick);
    }, [recording]);
    return (
        <p class="chat-clock" role="timer">
            <span class="chat-dot" aria-hidden="true" />
            {say("voice-length", { length: clock(Math.floor(length / 1_000)), most: clock(LONGEST / 1_000) })}
        </p>
    );
}
