// Calls in the chat: with whom, who has asked for one, and what is left of it in the room.

import type { Case, Person } from "../api.ts";
import { type CallNow, type Calls, type Heard, SILENCE } from "../calls.ts";
import type { Counsel, Timeline } from "../counsel.ts";
import type { State } from "../state.ts";
import { say } from "../words.ts";

/** How long somebody's wish to call stands. Milliseconds. */
const WISH = 10 * 60_000;

/** How often the door is told that somebody is here while they speak. Milliseconds. */
const HERE = 4 * 60_000;

/** What is asked of the chat. */
interface Around {
    readonly state: State;
    write(text: string): void;
    typing(): void;
}

/** Somebody's wish for a call. */
export interface Asked {
    key: string;
    who: Person;
    video: boolean;
}

export class Calling {
    #chat: Around;
    #counsel: () => Counsel | null;
    #calls: Calls | null = null;
    #changed: () => void = () => undefined;
    #before: CallNow = { is: "none" };
    #here: ReturnType<typeof setInterval> | undefined;
    #done = new Set<string>();

    constructor(chat: Around, counsel: () => Counsel | null) {
        this.#chat = chat;
        this.#counsel = counsel;
    }

    /** From now on somebody can be called. */
    begin(changed: () => void): void {
        this.#changed = changed;
        this.#calls = this.#counsel()?.calls((room) => this.#partners(room), () => this.#follow()) ?? null;
    }

    get now(): CallNow {
        return this.#calls?.state() ?? { is: "none" };
    }

    get heard(): Heard {
        return this.#calls?.heard() ?? SILENCE;
    }

    /** Whom this person can call in a case: whoever has it, or stands in. */
    people(current: Case | null): Person[] {
        if (!current?.calls || !this.#calls) return [];
        return current.people.filter(({ role }) => role !== "custodian");
    }

    /** The last wish of somebody who may call, unless it was answered, there was a call since, or it is old. */
    asked(current: Case | null, { entries, called }: Timeline): Asked | null {
        const people = this.people(current);
        const last = entries.findLast((entry) => entry.own || entry.asks);
        if (!last?.asks || called > last.at || this.#done.has(last.key) || Date.now() - last.at > WISH) return null;
        const { name } = last.asks;
        const who = name === undefined ? people.find(({ user_id }) => user_id === last.sender) : this.#named(current, last.sender, name);
        return who ? { key: last.key, who, video: last.asks.video } : null;
    }

    /** Of whom the centre's program speaks; nobody, if somebody else says so, or two are called so. */
    #named(current: Case | null, speaker: string, name: string): Person | undefined {
        const speaks = current?.people.some(({ user_id, role }) => user_id === speaker && role === "custodian");
        const found = this.people(current).filter((person) => person.name === name);
        return speaks && found.length === 1 ? found[0] : undefined;
    }

    /** A wish is dealt with; whoever declines says so. */
    dealtWith({ key }: Asked, declines: boolean): void {
        this.#done.add(key);
        if (declines) this.#chat.write(say("call-not-now"));
        this.#changed();
    }

    async place(current: Case, who: Person, stream: MediaStream): Promise<void> {
        if (!current.room_id || !this.#calls) return;
        await this.#calls.place(current.room_id, who.user_id, stream);
    }

    answer = (stream: MediaStream): Promise<void> => this.#calls?.answer(stream) ?? Promise.resolve();
    decline = (): void => this.#calls?.decline();
    hangUp = (): void => this.#calls?.hangUp();
    end = (): Promise<void> => this.#calls?.end() ?? Promise.resolve();
    forget = (): void => this.#calls?.forget();
    mute = (muted: boolean): Promise<void> => this.#calls?.mute(muted) ?? Promise.resolve();
    show = (camera: boolean): Promise<void> => this.#calls?.show(camera) ?? Promise.resolve();

    /** The name of somebody in a case. */
    nameOf(current: Case | null, who: string): string {
        return current?.people.find(({ user_id }) => user_id === who)?.name ?? current?.centre ?? "";
    }

    #partners(room: string): ReadonlySet<string> {
        const current = this.#chat.state.cases.find((one) => one.room_id === room) ?? null;
        return new Set(this.people(current).map(({ user_id }) => user_id));
    }

    #follow(): void {
        const { now } = this;
        if (now.is !== this.#before.is) {
            clearInterval(this.#here);
            // Who speaks does nothing else, and must not be signed out for it.
            if (now.is === "talking") this.#here = setInterval(() => this.#chat.typing(), HERE);
            if (now.is === "over" && now.why === "unanswered" && this.#isShown(now.room)) this.#chat.write(say("call-tried"));
        }
        this.#before = now;
        this.#changed();
    }

    #isShown(room: string): boolean {
        const { cases, current } = this.#chat.state;
        return cases.find((one) => one.reference === current)?.room_id === room;
    }
}
