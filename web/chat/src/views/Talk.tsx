// The conversation: who is here, what was said, and what is being written.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import { personOf, type State } from "../state.ts";
import type { Entry } from "../counsel.ts";
import type { Case } from "../api.ts";
import { date, day, sameDay, say, span, time } from "../words.ts";
import { Composer } from "./Composer.tsx";
import { Line, Own } from "./Line.tsx";
import { More } from "./More.tsx";
import { Present } from "./Present.tsx";
import { Dates } from "./Dates.tsx";
import { Asked } from "./Asked.tsx";
import { Back } from "./Back.tsx";
import { Call } from "./Call.tsx";
import { Live } from "./Live.tsx";

export function Talk({ chat, state }: { chat: Chat; state: State }) {
    const current = chat.currentCase;
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        heading.current?.focus();
        // The page's own words about the centre are said by the room now, unless they are the help lines of a danger.
        const aside = document.querySelector<HTMLElement>("aside.for-you:not(:has(.danger, [href^='tel:']))");
        if (aside) aside.hidden = true;
    }, []);
    useUnread(state);
    return (
        <section class="chat-talk" data-safe={String(state.safe)}>
            <header class="chat-head">
                <h1 ref={heading} tabIndex={-1}>
                    {current?.centre ?? say("talk-title")}
                </h1>
                {state.cases.length > 1 && !state.guest && <Cases chat={chat} state={state} />}
                {current && <Present current={current} />}
            </header>
            <Call chat={chat} state={state} current={current} />
            <Lines chat={chat} state={state} current={current}>
                {current?.question && <Asked chat={chat} current={current} question={current.question} />}
                {!current?.muted_until && <Dates chat={chat} state={state} />}
                <Standing chat={chat} state={state} current={current} />
            </Lines>
            <Announcer state={state} current={current} />
            {state.guest && <Live chat={chat} state={state} />}
            {current?.asked_back && (
                <p class="chat-note" role="status">
                    {say("back-asked")}
                </p>
            )}
            {current?.muted_until ? (
                <p class="chat-note" role="status">
                    {say(current.turned_away ? "talk-turned-away" : "talk-muted", {
                        centre: current.centre,
                        until: date(current.muted_until),
                    })}
                </p>
            ) : (
                <>
                    {current?.state === "closed" && !current.live && <p class="chat-note">{say("talk-closed")}</p>}
                    {current?.live && current.state === "closed" ? null : current || chat.hasWish ? <Composer chat={chat} state={state} /> : <Back chat={chat} state={state} />}
                </>
            )}
            <More chat={chat} state={state} current={current} />
        </section>
    );
}

/** Several conversations: one is shown. */
function Cases({ chat, state }: { chat: Chat; state: State }) {
    return (
        <label class="chat-cases">
            <span>{say("talk-which")}</span>
            <select disabled={state.outbox.some((item) => item.event === null)} onChange={(event) => void chat.show(event.currentTarget.value)}>
                {state.cases.map((one) => (
                    <option key={one.reference} value={one.reference} selected={one.reference === state.current}>
                        {one.centre} · {one.reference}
                    </option>
                ))}
            </select>
        </label>
    );
}

/** How things stand, in one sentence that is read out when it changes. */
function Standing({ chat, state, current }: { chat: Chat; state: State; current: Case | null }) {
    const key = standing(chat, state, current);
    return (
        <div class="chat-standing" role="status" data-step={state.step}>
            {key && (
                <p class={state.trouble || state.connection === "offline" ? "chat-warn" : "chat-calm"}>
                    {say(key, { centre: current?.centre ?? "" })}{" "}
                    {state.trouble && (
                        <button type="button" class="chat-link" onClick={() => chat.again()}>
                            {say("again")}
                        </button>
                    )}
                </p>
            )}
        </div>
    );
}

function standing(chat: Chat, state: State, current: Case | null): string | null {
    if (state.trouble) {
        const known = ["network", "connect", "case-unserved", "case-busy", "case-too_many", "case-link", "case-elsewhere", "case-proof", "case-nobody", "case-full", "case-date"];
        const code = known.includes(state.trouble) ? state.trouble : "connect";
        return `trouble-${code.replace("_", "-")}`;
    }
    if (state.connection === "offline") return "offline";
    // Without a case there is nothing that could be written already.
    if (!current && !chat.hasWish) return state.step !== "done" ? "loading" : state.back ? null : "no-case";
    const waits = state.outbox.some((item) => item.event === null);
    if (state.step === "account" || state.step === "keys") return waits ? "step-keys-waits" : "step-keys";
    if (state.step === "room" && current?.returning) return "step-back";
    if (state.step === "room") return waits ? "step-room-waits" : "step-room";
    if (!current) return null;
    if (state.already === current.reference) return "case-already";
    if (!state.safe) return "step-safe";
    // Said by the live chat itself.
    if (state.guest) return null;
    if (current.state === "opened" && state.timeline.entries.every((entry) => !entry.own)) return "case-opened";
    return current.state === "asked" || current.state === "opened" ? "case-asked" : null;
}

/** The lines, with the day before the first of each. */
function Lines(props: { chat: Chat; state: State; current: Case | null; children: ComponentChildren }) {
    const { chat, state, current } = props;
    const { entries, more } = state.timeline;
    const end = useRef<HTMLDivElement>(null);
    const [reading, setReading] = useState(false);
    const count = entries.length + state.outbox.length + (current?.question ? 1 : 0);
    const lines = useRef<HTMLDivElement>(null);
    const near = useRef(true);
    const toEnd = () => end.current?.scrollIntoView({ block: "end" });
    useEffect(() => {
        const look = () => {
            const bottom = end.current?.getBoundingClientRect().top ?? 0;
            near.current = bottom > 0 && bottom < innerHeight + 160;
        };
        // Neither a phone that is turned nor a picture that has come is a wish to read further up.
        const stay = () => near.current && toEnd();
        const grown = new ResizeObserver(stay);
        if (lines.current) grown.observe(lines.current);
        addEventListener("scroll", look, { passive: true });
        addEventListener("resize", stay);
        return () => {
            removeEventListener("scroll", look);
            removeEventListener("resize", stay);
            grown.disconnect();
        };
    }, []);
    useLayoutEffect(() => {
        if (near.current && count > 0) toEnd();
    }, [count]);
    // Whoever has said something wants to see it.
    useLayoutEffect(() => {
        if (state.outbox.length > 0) toEnd();
    }, [state.outbox.length]);
    const older = async () => {
        setReading(true);
        await chat.older().catch(() => undefined);
        setReading(false);
    };
    const now = Date.now();
    const safe = state.safe;
    return (
        <div class="chat-lines" ref={lines}>
            {more && (
                <button type="button" class="chat-quiet" disabled={reading} onClick={() => void older()}>
                    {say("older")}
                </button>
            )}
            <ol aria-label={say("lines")}>
                {entries.map((entry, place) => (
                    <Line
                        key={entry.key}
                        entry={entry}
                        name={nameOf(entry, current)}
                        role={isFormer(entry, current) ? "former" : entry.own ? null : (personOf(current, entry.sender)?.role ?? null)}
                        before={dayBefore(entries[place - 1]?.at, entry.at, now)}
                        open={(file) => chat.open(file)}
                    />
                ))}
                {state.outbox.map((item, place) => (
                    <Own
                        key={item.message.id}
                        item={item}
                        safe={safe}
                        before={place === 0 ? dayBefore(entries.at(-1)?.at, item.at, now) : null}
                        retry={() => chat.retry(item.message.id)}
                        discard={() => chat.discard(item.message.id)}
                    />
                ))}
            </ol>
            {props.children}
            <div class="chat-end" ref={end} />
        </div>
    );
}

const dayBefore = (previous: number | undefined, at: number, now: number) =>
    previous === undefined || !sameDay(previous, at) ? day(at, now) : null;

/** Whether it was written with the account that this person had before. */
const isFormer = (entry: Entry, current: Case | null) => current?.former.includes(entry.sender) ?? false;

export function nameOf(entry: Entry, current: Case | null): string {
    if (entry.own) return say("you");
    if (isFormer(entry, current)) return say("you-before");
    const person = personOf(current, entry.sender);
    if (person && person.role !== "custodian") return person.name;
    // The service speaks for the centre.
    return person ? (current?.centre ?? person.name) : entry.senderName || (current?.centre ?? "");
}

/** Reads each new message of the others out, once: the list itself is silent, since it also grows upwards. */
function Announcer({ state, current }: { state: State; current: Case | null }) {
    const known = useRef<Set<string> | null>(null);
    const [said, setSaid] = useState<{ key: string; text: string }[]>([]);
    const { entries } = state.timeline;
    useEffect(() => {
        if (state.step !== "done") return;
        if (!known.current) {
            // What was there before is for reading, not for being read out.
            known.current = new Set(entries.map((entry) => entry.key));
            return;
        }
        const last = entries.findLastIndex((entry) => known.current?.has(entry.key));
        const fresh = entries.slice(last + 1).filter((entry) => !entry.own && entry.kind !== "locked");
        for (const entry of entries) if (entry.kind !== "locked") known.current.add(entry.key);
        if (fresh.length === 0) return;
        const lines = fresh.map((entry) => ({
            key: entry.key,
            text: `${nameOf(entry, current)}, ${time(entry.at)}: ${saidIn(entry)}`,
        }));
        setSaid((before) => [...before, ...lines].slice(-3));
    }, [entries, state.step]);
    return (
        <div class="chat-unseen" role="log" aria-live="polite" aria-relevant="additions">
            {said.map(({ key, text }) => (
                <p key={key}>{text}</p>
            ))}
        </div>
    );
}

function saidIn({ file, text }: Entry): string {
    if (file?.sound?.isVoice) return say("sound-of", { length: span(file.sound.duration / 1_000) });
    return file?.name ?? text;
}

/** How many messages have come while nobody looked: a number in the title, and nothing of what they say. */
function useUnread(state: State) {
    const title = useRef(document.title);
    const seen = useRef<string | null>(null);
    const last = state.timeline.entries.at(-1)?.key ?? null;
    useEffect(() => {
        const { entries } = state.timeline;
        const look = () => {
            if (!document.hidden || seen.current === null) seen.current = entries.at(-1)?.key ?? null;
            const from = entries.findIndex((entry) => entry.key === seen.current);
            const unread = entries.slice(from + 1).filter((entry) => !entry.own).length;
            document.title = document.hidden && unread > 0 ? `(${unread}) ${title.current}` : title.current;
        };
        look();
        document.addEventListener("visibilitychange", look);
        return () => document.removeEventListener("visibilitychange", look);
    }, [last]);
    useEffect(() => {
        const plain = title.current;
        return () => {
            document.title = plain;
        };
    }, []);
}
