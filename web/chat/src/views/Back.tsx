// Somebody has lost the password of another account and wants back into its conversation with this one. Whether there is such a
// conversation is not said here: anybody might ask.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Refused } from "../api.ts";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { date, say } from "../words.ts";

/** Six letters and digits, whatever stands between them. */
const REFERENCE = /^(?:[\s-]*[0-9a-z]){6}[\s-]*$/iu;

export function Back({ chat, state }: { chat: Chat; state: State }) {
    const [again, setAgain] = useState(false);
    const [failed, setFailed] = useState(false);
    const [withdrawn, setWithdrawn] = useState(false);
    const { back } = state;
    const withdraw = () => {
        setFailed(false);
        chat.returning.withdraw().then(() => setWithdrawn(true), () => setFailed(true));
    };
    if (!back || again) return <Ask chat={chat} withdrawn={withdrawn} asked={() => { setAgain(false); setWithdrawn(false); }} />;
    return (
        <section class="chat-note chat-back" aria-label={say("back-title")}>
            <Number number={back.number} />
            <p>{say("back-sent")}</p>
            <p>{say("back-call")}</p>
            <p>{say("back-stay", { date: date(back.until) })}</p>
            <p>
                <button type="button" class="chat-link" onClick={() => setAgain(true)}>
                    {say("back-again")}
                </button>{" "}
                <button type="button" class="chat-link" onClick={withdraw}>
                    {say("back-withdraw")}
                </button>
            </p>
            {failed && <Wrong id="back-failed" text={say("deed-failed")} />}
        </section>
    );
}

function Number({ number }: { number: string }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), [number]);
    return (
        <h2 ref={heading} tabIndex={-1} data-number={number}>
            {say("back-number", { number: `${number.slice(0, 2)} ${number.slice(2)}` })}
        </h2>
    );
}

function Ask({ chat, withdrawn, asked }: { chat: Chat; withdrawn: boolean; asked: () => void }) {
    const [reference, setReference] = useState("");
    const [name, setName] = useState("");
    const [trouble, setTrouble] = useState<"reference" | "name" | "busy" | string | null>(null);
    const fields = { reference: useRef<HTMLInputElement>(null), name: useRef<HTMLInputElement>(null) };
    const ids = { title: useId(), reference: useId(), name: useId(), hint: useId(), other: useId(), error: useId() };
    const notice = useRef<HTMLParagraphElement>(null);
    useEffect(() => {
        if (withdrawn) notice.current?.focus();
    }, [withdrawn]);
    const submit = async (event: Event) => {
        event.preventDefault();
        if (trouble === "busy") return;
        if (!REFERENCE.test(reference)) {
            setTrouble("reference");
            return fields.reference.current?.focus();
        }
        if (!name.trim()) {
            setTrouble("name");
            return fields.name.current?.focus();
        }
        setTrouble("busy");
        try {
            await chat.returning.ask(reference, name);
            setTrouble(null);
            asked();
        } catch (error) {
            setTrouble(error instanceof Refused && error.code === "too_many" ? "back-too-many" : "deed-failed");
        }
    };
    const isKey = trouble === "back-too-many" || trouble === "deed-failed";
    return (
        <form class="chat-back" aria-labelledby={ids.title} autocomplete="off" noValidate onSubmit={(event) => void submit(event)}>
            <h2 id={ids.title}>{say("back-title")}</h2>
            {withdrawn && (
                <p class="chat-note" ref={notice} tabIndex={-1} data-withdrawn>
                    {say("back-withdrawn")}
                </p>
            )}
            <p>{say("back-lead")}</p>
            <div class="chat-field">
                <label for={ids.reference}>{say("back-reference")}</label>
                <p class="chat-hint" id={ids.hint}>
                    {say("back-reference-hint")}
                </p>
                <input
                    ref={fields.reference}
                    id={ids.reference}
                    name="reference"
                    value={reference}
                    onInput={(event) => setReference(event.currentTarget.value)}
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck={false}
                    maxLength={20}
                    dir="ltr"
                    aria-invalid={trouble === "reference"}
                    aria-describedby={`${ids.hint}${trouble === "reference" ? ` ${ids.error}` : ""}`}
                />
                {trouble === "reference" && <Wrong id={ids.error} text={say("back-reference-missing")} />}
            </div>
            <div class="chat-field">
                <label for={ids.name}>{say("back-name")}</label>
                <p class="chat-hint" id={ids.other}>
                    {say("back-name-hint")}
                </p>
                <input
                    ref={fields.name}
                    id={ids.name}
                    name="former-name"
                    value={name}
                    onInput={(event) => setName(event.currentTarget.value)}
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck={false}
                    maxLength={100}
                    aria-invalid={trouble === "name"}
                    aria-describedby={`${ids.other}${trouble === "name" ? ` ${ids.error}` : ""}`}
                />
                {trouble === "name" && <Wrong id={ids.error} text={say("back-name-missing")} />}
            </div>
            {isKey && <Wrong id={ids.error} text={say(trouble)} />}
            <button type="submit" class="chat-button" disabled={trouble === "busy"}>
                {say("back-go")}
            </button>
        </form>
    );
}

function Wrong({ id, text }: { id: string; text: string }) {
    return (
        <p class="chat-error" id={id} role="alert">
            {text}
        </p>
    );
}
