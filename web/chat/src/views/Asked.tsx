// A question of the centre that wants a yes or a no.

import { useState } from "preact/hooks";
import type { Case, Question } from "../api.ts";
import type { Chat } from "../chat.ts";
import { say } from "../words.ts";

export function Asked({ chat, current, question }: { chat: Chat; current: Case; question: Question }) {
    const [state, setState] = useState<"open" | "busy" | "failed">("open");
    const answer = async (yes: boolean) => {
        setState("busy");
        try {
            await chat.answer(question.kind, yes);
            setState("open");
        } catch {
            setState("failed");
        }
    };
    const known = ["hand_over", "forward", "anew", "erase"].includes(question.kind) ? question.kind : "other";
    const key = known.replace("_", "-");
    const filled = { centre: current.centre, ...texts(question) };
    return (
        <section class="chat-asked" aria-label={say("asked-title")}>
            <h2>{say("asked-title")}</h2>
            <p>{say(`asked-${key}${known === "hand_over" && !("name" in filled) ? "-nameless" : ""}`, filled)}</p>
            <div class="chat-row">
                <button type="button" class="chat-button" disabled={state === "busy"} onClick={() => void answer(true)}>
                    {say(`asked-${key}-yes`)}
                </button>
                <button type="button" class="chat-quiet" disabled={state === "busy"} onClick={() => void answer(false)}>
                    {say(`asked-${key}-no`)}
                </button>
            </div>
            {state === "failed" && (
                <p class="chat-error" role="alert">
                    {say("deed-failed")}
                </p>
            )}
        </section>
    );
}

/** What the question names, such as the colleague who would take over. */
function texts(question: Question): Record<string, string> {
    const named = Object.entries(question).filter(([, value]) => typeof value === "string") as [string, string][];
    return Object.fromEntries(named.map(([key, value]) => [key === "to" || key === "colleague" ? "name" : key, value]));
}
