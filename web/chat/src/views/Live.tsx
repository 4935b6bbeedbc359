// A live chat without an account: the way in, the wait, and the way to keep it.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { say } from "../words.ts";
import { AccountForm, refusalKey } from "./AccountForm.tsx";
import { Elsewhere } from "./Elsewhere.tsx";

const LONGEST = 2_000;

/** No name and no password: one sentence, and what it means that nothing is kept. */
export function LiveForm({ chat, state }: { chat: Chat; state: State }) {
    const [words, setWords] = useState(chat.draft);
    const [missing, setMissing] = useState(false);
    const field = useRef<HTMLTextAreaElement>(null);
    const error = useRef<HTMLParagraphElement>(null);
    const ids = { field: useId(), error: useId() };
    useEffect(() => {
        if (state.refusal) error.current?.focus();
    }, [state.refusal]);
    const submit = (event: Event) => {
        event.preventDefault();
        if (!words.trim()) {
            setMissing(true);
            return field.current?.focus();
        }
        void chat.comeIn(words.trim());
    };
    return (
        <section class="chat-card chat-account">
            <h1 tabIndex={-1}>{say("live-title")}</h1>
            <p class="chat-lead">{say("live-lead")}</p>
            {state.refusal && (
                <p class="chat-error" role="alert" tabIndex={-1} ref={error}>
                    {say(refusalKey(state.refusal, true))}
                </p>
            )}
            <form onSubmit={submit} noValidate autocomplete="off">
                <div class="chat-field">
                    <label for={ids.field}>{say("live-first")}</label>
                    <textarea
                        ref={field}
                        id={ids.field}
                        rows={3}
                        maxLength={LONGEST}
                        value={words}
                        onInput={(event) => setWords(event.currentTarget.value)}
                        aria-invalid={missing}
                        aria-describedby={missing ? ids.error : undefined}
                    />
                    {missing && (
                        <p class="chat-error" id={ids.error} role="alert">
                            {say("live-first-missing")}
                        </p>
                    )}
                </div>
                <p class="chat-note">{say("live-open")}</p>
                <button type="submit" class="chat-button chat-wide">
                    {say("live-go")}
                </button>
            </form>
        </section>
    );
}

/** How the live chat stands, and the way to keep it. */
export function Live({ chat, state }: { chat: Chat; state: State }) {
    const { live } = state;
    const over = live?.state === "over" || chat.currentCase?.state === "closed";
    return (
        <section class="chat-note chat-live" aria-label={say("live-title")} data-live={live?.state ?? ""}>
            <div role="status">
                {lines(live, over).map((line) => <p key={line}>{line}</p>)}
                {!over && state.elsewhere?.centre && <p class="chat-unseen">{say("live-elsewhere-title")}</p>}
            </div>
            {!over && <Elsewhere chat={chat} state={state} />}
            {state.safe && state.step === "done" && (
                <details class="chat-more" open={over}>
                    <summary>{say("live-keep")}</summary>
                    <AccountForm chat={chat} state={state} keep />
                </details>
            )}
        </section>
    );
}

function lines(live: State["live"], over: boolean): string[] {
    if (over) return [say("live-over")];
    if (live?.state === "talking") return [say("live-open")];
    if (live?.state !== "waiting") return [say("live-open"), say("live-help")];
    const { ahead, minutes, on_duty } = live;
    return [
        // Nobody's turn comes while nobody is there.
        ...(ahead ? [say("live-ahead", { count: String(ahead) })] : on_duty ? [say("live-next")] : []),
        ...(on_duty
            ? [minutes === null ? say("live-unknown") : say("live-minutes", { minutes: String(minutes) })]
            : [say("live-nobody")]),
        say("live-open"),
        say("live-help"),
    ];
}
