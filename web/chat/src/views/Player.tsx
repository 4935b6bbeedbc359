// Plays a sound in the page: what was recorded here, or what somebody has sent.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Sound } from "../counsel.ts";
import { clock, say, span } from "../words.ts";
import { Pause, Play } from "./icons.tsx";

/** What plays now: one at a time, as people hear. */
let heard: HTMLAudioElement | null = null;

/** `load` gives the address of the sound when somebody wants to hear it. */
export function Player({ sound, load }: { sound: Sound; load: () => Promise<string | null> }) {
    const audio = useRef<HTMLAudioElement>(null);
    const [playing, setPlaying] = useState(false);
    const [at, setAt] = useState(0);
    const [known, setKnown] = useState(sound.duration / 1_000);
    const [trouble, setTrouble] = useState(false);
    useEffect(() => () => stop(audio.current), []);

    const ready = async (): Promise<HTMLAudioElement | null> => {
        const it = audio.current;
        if (!it) return null;
        if (!it.src) {
            const address = await load();
            if (!address) return null;
            it.src = address;
        }
        return it;
    };
    const toggle = async () => {
        if (playing) return audio.current?.pause();
        setTrouble(false);
        const it = await ready();
        if (!it) return;
        if (heard !== it) heard?.pause();
        heard = it;
        // Stopped before it began is no trouble.
        await it.play().catch((error: unknown) => setTrouble((error as Error).name === "NotSupportedError"));
    };
    const seek = async (to: number) => {
        setAt(to);
        const it = await ready();
        if (it) it.currentTime = to;
    };
    const look = () => {
        const { duration = NaN, currentTime = 0 } = audio.current ?? {};
        // Browsers do not know how long it is while they play what a browser has recorded.
        if (Number.isFinite(duration)) setKnown(duration);
        else setKnown((before) => Math.max(before, currentTime));
        setAt(currentTime);
    };
    return (
        <div class="chat-player" role="group" aria-label={known > 0 ? say("sound-of", { length: span(known) }) : say("sound")}>
            <button
                type="button"
                class="chat-button chat-round"
                aria-label={say(playing ? "sound-pause" : "sound-play")}
                onClick={() => void toggle()}
            >
                {playing ? <Pause /> : <Play />}
            </button>
            <div class="chat-track" dir="ltr">
                <Wave waveform={sound.waveform} part={known > 0 ? Math.min(at / known, 1) : 0} />
                <input
                    type="range"
                    min={0}
                    max={Math.max(known, 0.1)}
                    step={0.1}
                    value={at}
                    aria-label={say("sound-place")}
                    aria-valuetext={say("sound-at", { at: span(at), length: span(known) })}
                    onInput={(event) => void seek(Number(event.currentTarget.value))}
                />
            </div>
            <span class="chat-size" aria-hidden="true">
                {(at > 0 || known > 0) && clock(playing || at > 0 ? at : known)}
            </span>
            <audio
                ref={audio}
                preload="none"
                onPlay={() => setPlaying(true)}
                onPause={() => setPlaying(false)}
                onTimeUpdate={look}
                onDurationChange={look}
                onEnded={() => setAt(0)}
                onError={() => setTrouble(true)}
            />
            {trouble && (
                <p class="chat-error" role="alert">
                    {say("sound-unknown")}
                </p>
            )}
        </div>
    );
}

function stop(audio: HTMLAudioElement | null): void {
    if (!audio) return;
    audio.pause();
    if (heard === audio) heard = null;
    audio.removeAttribute("src");
    audio.load();
}

/** How many bars a narrow line has room for. */
const BARS = 40;

/** How loud it is, as bars; those that were heard are darker. */
function Wave({ waveform, part }: { waveform: number[]; part: number }) {
    const bars = Array.from({ length: BARS }, (_, bar) => {
        const from = Math.floor((bar * waveform.length) / BARS);
        const to = Math.max(Math.floor(((bar + 1) * waveform.length) / BARS), from + 1);
        return 3 + (21 * Math.max(0, ...waveform.slice(from, to))) / 1024;
    });
    return (
        <svg class="chat-wave" viewBox={`0 0 ${BARS * 4} 24`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {bars.map((height, bar) => (
                <rect
                    key={bar}
                    class={bar < part * BARS ? "chat-heard" : undefined}
                    x={bar * 4 + 0.75}
                    y={12 - height / 2}
                    width={2.5}
                    height={height}
                    rx={1.25}
                />
            ))}
        </svg>
    );
}
