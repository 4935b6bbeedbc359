// The door's own calls: account, session and cases. `Session` and `Case` are as the door gives them.

import type { Session as Device } from "./counsel.ts";

export interface Person {
    user_id: string;
    name: string;
    role: "counsellor" | "cover" | "custodian";
    until: string | null;
}

export interface Question {
    kind: "hand_over" | "forward" | "anew" | "erase";
    [more: string]: unknown;
}

export interface Case {
    reference: string;
    state: "opened" | "asked" | "accepted" | "closed";
    room_id: string | null;
    centre: string;
    team: boolean;
    people: Person[];
    question: Question | null;
    /** The last day on which nothing can be written here. */
    muted_until: string | null;
    /** Whether that is because the centre has ended it. */
    turned_away: boolean;
    /** How its topic addresses people who read German and have not chosen how. */
    manner: "polite" | "familiar";
    /** With which accounts this person has written in it before. */
    former: string[];
    /** Whether this account comes back to it and is not in its room yet: the room is told once the invitation is made for this page. */
    returning: boolean;
    /** Whether they came back to it, and no page has said yet that what was written before is safe on it. */
    owed: boolean;
    /** Whether somebody wants into it with another account, where the room cannot say so. */
    asked_back: boolean;
    /** Whether people can speak with one another in it. */
    calls: boolean;
    /** Whether it is a live chat, which is erased soon after its end. */
    live: boolean;
}

/** How a live chat stands. */
export interface Live {
    state: "writing" | "waiting" | "talking" | "over" | "lasting";
    /** How many are before this person, while they wait. */
    ahead: number | null;
    /** How many minutes most have waited lately, if that is known. */
    minutes: number | null;
    on_duty: boolean;
}

/** Where somebody is there, while nobody is where a guest waits. */
export interface Elsewhere {
    there: "nobody" | "full" | "centre";
    centre: {
        id: string;
        name: string;
        carrier: string;
        /** How many wait there, and how many minutes most have waited lately, if that is known. */
        waiting: number;
        minutes: number | null;
        /** Who can read what there, in the words of the page's language. */
        reads: { title: string; who: string; what: string; kept: string; rows: [string, string][] };
    } | null;
}

/** The answer to a wish: `already`, where a case on the same topic runs, and none was made. */
export type Asked = Case & { already: boolean };

/** What somebody is asked for who wants back into a case, and the last day on which that holds. */
export interface Back {
    number: string;
    until: string;
}

export interface Cases {
    cases: Case[];
    back: Back | null;
}

/** Whether an e-mail tells of answers, and where it goes: the address as its owner knows it again. `asked`: where a code was sent. */
export interface Mail {
    possible: boolean;
    to: string | null;
    asked: string | null;
}

export interface Session extends Device, Cases {
    pseudonym: string | null;
    /** Whether nobody can sign in to it. */
    guest: boolean;
    mail: Mail;
}

/** What the pages before the chat have found out. */
export interface Wish {
    topic: string;
    postcode: string | null;
    centre: string | null;
    link: string | null;
    /** The kind of danger that was heard on the pages before. */
    danger: string | null;
    /** Whether it is to be a live chat, without an account. */
    live: boolean;
    /** The open time that is taken instead of writing first, as the page before has it. */
    date: string | null;
}

/** The door has refused; `code` is a word of its short list, or `network` when nobody answered. */
export class Refused extends Error {
    readonly code: string;
    constructor(code: string) {
        super(code);
        this.code = code;
    }
}

/** The word of a refusal; `trouble` where something else went wrong. */
export const codeOf = (error: unknown): string => (error instanceof Refused ? error.code : "trouble");

async function call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
    let answer: Response;
    try {
        answer = await fetch(new URL(path, document.baseURI), {
            method,
            credentials: "same-origin",
            cache: "no-store",
            headers: body === undefined ? {} : { "Content-Type": "application/json" },
            body: body === undefined ? null : JSON.stringify(body),
        });
    } catch {
        throw new Refused("network");
    }
    if (answer.status === 204) return undefined as T;
    const told: unknown = await answer.json().catch(() => null);
    if (!answer.ok) {
        const code = (told as { error?: unknown } | null)?.error;
        throw new Refused(typeof code === "string" ? code : answer.status >= 500 ? "network" : "bad");
    }
    return told as T;
}

export interface Proof {
    challenge: string;
    nonce: string;
}

async function proof(): Promise<Proof> {
    const { solve } = await import("./account/proof.ts");
    const { challenge, bits } = await call<{ challenge: string; bits: number }>("POST", "api/proof", {});
    return { challenge, nonce: await solve(challenge, bits) };
}

/** Sends what costs work; where the door asks for more by now, once more with a new proof. */
async function paid<T>(path: string, body: object, first?: Proof): Promise<T> {
    try {
        return await call<T>("POST", path, { ...body, proof: first });
    } catch (error) {
        if (!(error instanceof Refused) || error.code !== "proof") throw error;
        return call<T>("POST", path, { ...body, proof: await proof() });
    }
}

const about = (reference: string) => `api/case/${encodeURIComponent(reference)}`;

export const api = {
    create: (name: string, login_key: string, proof: Proof) =>
        paid<Session>("api/account", { name, login_key }, proof),
    /** Costs work only while many are at the door. */
    signIn: (name: string, login_key: string) => paid<Session>("api/session", { name, login_key }),
    /** A new device for the session of the cookie: after a reload. */
    resume: () => call<Session>("POST", "api/session/device", {}),
    signOut: (everywhere: boolean) => call<void>("POST", everywhere ? "api/session/end-all" : "api/session/end", {}),
    /** Work for the next that needs some; it may be done ahead, holds ten minutes, and counts once. */
    proof,
    ask: (wish: Wish, locale: string, proof: Proof) => paid<Asked>("api/case", { ...wish, locale }, proof),
    cases: (wait = false) => call<Cases>("GET", wait ? "api/cases?wait=1" : "api/cases"),
    /** Asks for the way back into a case; the answer is the same whether there is such a case or not. */
    back: (reference: string, name: string, proof: Proof) => paid<Back>("api/back", { reference, name }, proof),
    withdrawBack: () => call<void>("POST", "api/back/withdraw", {}),
    close: (reference: string) => call<Case | undefined>("POST", `${about(reference)}/close`, {}),
    erase: (reference: string) => call<Case | undefined>("POST", `${about(reference)}/erase`, { sure: true }),
    answer: (reference: string, question: string, yes: boolean) =>
        call<Case | undefined>("POST", `${about(reference)}/answer`, { question, yes }),
    /** Where a code goes, and an e-mail when an answer waits; without an address none does. `locale` is the language of its words. */
    mail: (address: string | null, locale: string) => call<Mail>("POST", "api/mail", { address, locale }),
    /** The code that has come by e-mail. */
    confirmMail: (code: string) => call<Mail>("POST", "api/mail/confirm", { code }),
    /** What was written before somebody came back is safe on this page. */
    hasHistory: (reference: string) => call<void>("POST", `${about(reference)}/history`, {}),
    /** An account of chance, for one live chat. */
    comeIn: (locale: string, proof: Proof) => paid<Session>("api/live", { locale }, proof),
    /** A sign of life, and how the live chat stands. */
    here: () => call<Live>("POST", "api/live/here", {}),
    /** Who else is there, while nobody is where this guest waits. */
    elsewhere: (postcode: string, locale: string) => call<Elsewhere>("POST", "api/live/elsewhere", { postcode, locale }),
    /** Goes there; `already`, where somebody has them here after all. */
    goElsewhere: (centre: string, postcode: string) => call<Asked>("POST", "api/live/move", { centre, postcode }),
    /** Makes the account of chance one that lasts. */
    keep: (name: string, login_key: string, proof: Proof) => paid<void>("api/live/keep", { name, login_key }, proof),
    deleteAccount: (login_key: string) => call<void>("POST", "api/account/delete", { login_key }),
};
