// What the views are shown, and what can be told from it alone.

import type { Back, Case, Elsewhere, Live, Mail, Person } from "./api.ts";
import type { Connection, Timeline } from "./counsel.ts";
import type { Item } from "./outbox.ts";

/** What is being done while the person may already write. */
export type Step = "account" | "keys" | "room" | "done";

export interface State {
    view: "loading" | "form" | "talk" | "over";
    mode: "new" | "back";
    /** What went wrong with the form, as a word of the door. */
    refusal: string | null;
    step: Step;
    /** What went wrong behind the conversation; it can be tried again. */
    trouble: string | null;
    cases: Case[];
    current: string | null;
    /** The case that somebody was led to because it runs on the topic that they came with. */
    already: string | null;
    /** What somebody is asked for who wants back into a case. */
    back: Back | null;
    mail: Mail;
    timeline: Timeline;
    outbox: Item[];
    connection: Connection;
    /** Whether the keys are kept, so that the page may be closed. */
    safe: boolean;
    name: string;
    /** How the live chat stands, if it is one. */
    live: Live | null;
    /** Where somebody else is there, while nobody is where this guest waits. */
    elsewhere: Elsewhere | null;
    /** Whether nobody can sign in to this account. */
    guest: boolean;
}

export const NOTHING: Timeline = { entries: [], more: false, inside: false, called: 0 };

/** Before anything has happened; `mode` is what the form is for. */
export const atFirst = (mode: State["mode"]): State => ({
    view: "loading",
    mode,
    refusal: null,
    step: "account",
    trouble: null,
    cases: [],
    current: null,
    already: null,
    back: null,
    mail: { possible: false, to: null, asked: null },
    timeline: NOTHING,
    outbox: [],
    connection: "connecting",
    safe: true,
    name: "",
    live: null,
    elsewhere: null,
    guest: false,
});

/** The last that is not closed, or the last. */
export function newest(cases: Case[]): string | null {
    return (cases.findLast((one) => one.state !== "closed") ?? cases.at(-1))?.reference ?? null;
}

/** What somebody in the room is called, as the case knows them. */
export function personOf(current: Case | null, user: string): Person | null {
    return current?.people.find((person) => person.user_id === user) ?? null;
}
