// Speaking with one another: asked, checked, ringing, talking, over. Beside the conversation, which goes on.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Case, Person } from "../api.ts";
import type { CallNow } from "../calls.ts";
import { silence } from "../calling/silence.ts";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { clock, say } from "../words.ts";
import { Check } from "./Check.tsx";
import { Telephone } from "./icons.tsx";
import { Stream } from "./Stream.tsx";

type Checking = { for: "place"; who: Person; video: boolean } | { for: "answer"; video: boolean } | null;

export function Call({ chat, state, current }: { chat: Chat; state: State; current: Case | null }) {
    const { calling } = chat;
    const { now } = calling;
    const [checking, setChecking] = useState<Checking>(null);
    const [speaker, setSpeaker] = useState("");
    const people = current?.muted_until ? [] : calling.people(current);
    const asked = now.is === "none" && !checking ? calling.asked(current, state.timeline) : null;
    // Whoever has called has given up meanwhile.
    useEffect(() => {
        if (checking?.for === "answer" && now.is !== "ringing") setChecking(null);
    }, [now.is]);
    const begin = (stream: MediaStream, chosen: string) => {
        const before = checking;
        setSpeaker(chosen);
        setChecking(null);
        if (before?.for === "place" && current) void calling.place(current, before.who, stream).catch(() => undefined);
        else if (before?.for === "answer" && now.is === "ringing") void calling.answer(stream).catch(() => undefined);
        else silence(stream);
    };
    if (checking) {
        const name = checking.for === "place" ? checking.who.name : calling.nameOf(current, "who" in now ? now.who : "");
        return (
            <section class="chat-call" data-call="check" aria-label={say("call")}>
                <Check
                    title={say("call-check", { name })}
                    video={checking.video}
                    go={say(checking.for === "place" ? "call-now" : "call-accept")}
                    begin={begin}
                    leave={() => setChecking(null)}
                />
            </section>
        );
    }
    if (now.is !== "none") {
        return (
            <section
                class="chat-call"
                data-call={now.is}
                data-why={now.is === "over" ? now.why : undefined}
                data-shaky={now.is === "talking" && now.shaky ? "" : undefined}
                aria-label={say("call")}
            >
                <Under chat={chat} current={current} now={now} speaker={speaker} accept={(video) => setChecking({ for: "answer", video })} />
            </section>
        );
    }
    if (asked) {
        return (
            <section class="chat-call" data-call="asked" aria-label={say("call")}>
                <p role="alert">{say(asked.video ? "call-wants-video" : "call-wants", { name: asked.who.name })}</p>
                <div class="chat-row">
                    <button
                        type="button"
                        class="chat-button"
                        onClick={() => {
                            calling.dealtWith(asked, false);
                            setChecking({ for: "place", who: asked.who, video: asked.video });
                        }}
                    >
                        {say("call-agree")}
                    </button>
                    <button type="button" class="chat-quiet" onClick={() => calling.dealtWith(asked, true)}>
                        {say("call-decline")}
                    </button>
                </div>
            </section>
        );
    }
    if (people.length === 0 || state.step !== "done") return null;
    return (
        <div class="chat-row chat-callable">
            {people.map((who) => (
                <button key={who.user_id} type="button" class="chat-quiet" onClick={() => setChecking({ for: "place", who, video: false })}>
                    <Telephone />
                    {say("call-somebody", { name: who.name })}
                </button>
            ))}
        </div>
    );
}

function Under(props: { chat: Chat; current: Case | null; now: CallNow; speaker: string; accept: (video: boolean) => void }) {
    const { chat, current, now, accept } = props;
    const { calling } = chat;
    if (now.is === "none") return null;
    const name = calling.nameOf(chat.state.cases.find((one) => one.room_id === now.room) ?? current, now.who);
    switch (now.is) {
        case "ringing":
            return (
                <>
                    <p role="alert">{say(now.video ? "call-rings-video" : "call-rings", { name })}</p>
                    <div class="chat-row">
                        <button type="button" class="chat-button" onClick={() => accept(now.video)}>
                            {say("call-accept")}
                        </button>
                        <button type="button" class="chat-quiet" onClick={calling.decline}>
                            {say("call-decline")}
                        </button>
                    </div>
                </>
            );
        case "over":
            return (
                <>
                    <p role="status">{say(`call-over-${now.why}`, { name })}</p>
                    <div class="chat-row">
                        <button type="button" class="chat-quiet" onClick={calling.forget}>
                            {say("call-good")}
                        </button>
                    </div>
                </>
            );
        default:
            return <Talking chat={chat} now={now} name={name} speaker={props.speaker} />;
    }
}

function Talking(props: { chat: Chat; now: CallNow & { is: "calling" | "connecting" | "talking" }; name: string; speaker: string }) {
    const { now, name, speaker } = props;
    const { calling } = props.chat;
    const { theirs, own, muted, camera, picture } = calling.heard;
    const [trouble, setTrouble] = useState(false);
    const end = useRef<HTMLButtonElement>(null);
    useEffect(() => end.current?.focus(), []);
    const turn = (camera: boolean) => {
        setTrouble(false);
        calling.show(camera).catch(() => setTrouble(true));
    };
    const key = now.is === "talking" ? (now.shaky ? "call-shaky" : "call-talking") : `call-${now.is}`;
    return (
        <>
            <p role="status">
                {say(key, { name })} {now.is === "talking" && !now.shaky && <Since at={now.since} />}
            </p>
            <div class="chat-pictures">
                {theirs && <Stream stream={theirs} label={name} speaker={speaker} sound />}
                {theirs && picture && <Stream stream={theirs} label={say("call-picture-of", { name })} />}
                {own && camera && <Stream stream={own} own label={say("call-own-picture")} />}
            </div>
            <div class="chat-row">
                <button type="button" class="chat-quiet" aria-pressed={muted} onClick={() => void calling.mute(!muted).catch(() => undefined)}>
                    {say("call-mute")}
                </button>
                <button type="button" class="chat-quiet" aria-pressed={camera} onClick={() => turn(!camera)}>
                    {say("call-show")}
                </button>
                <button type="button" class="chat-button chat-hang-up" ref={end} onClick={calling.hangUp}>
                    {say("call-hang-up")}
                </button>
            </div>
            {trouble && (
                <p class="chat-error" role="alert">
                    {say("call-no-camera")}
                </p>
            )}
        </>
    );
}

function Since({ at }: { at: number }) {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        const tick = setInterval(() => setNow(Date.now()), 1_000);
        return () => clearInterval(tick);
    }, []);
    return (
        <span class="chat-clock" role="timer">
            {clock(Math.max(0, (now - at) / 1_000))}
        </span>
    );
}
