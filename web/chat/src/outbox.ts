// What somebody has written and that has not arrived yet: in order, one at a time, tried again until it has, in memory only.

import type { Outgoing, Progress } from "./counsel.ts";

export interface Item {
    message: Outgoing;
    at: number;
    progress: Progress;
    /** Of an upload, 0 to 1. */
    part: number;
    /** Where it failed: whether the day's files are used up. */
    full?: boolean;
    /** Once it has arrived; it goes when the room shows that event. */
    event: string | null;
}

/** Hands a message over; resolves with the id of its event. */
export type Deliver = (message: Outgoing, progress: (part: number) => void) => Promise<string>;

/** The pauses between tries, in milliseconds; a network that comes back ends them. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000];

export class Outbox {
    items: Item[] = [];
    #deliver: Deliver | null = null;
    #busy = false;
    #wake: (() => void) | null = null;
    #changed: () => void;
    #isFinal: (error: unknown) => boolean;

    /** `isFinal` says which failure will not mend itself: then the person decides. */
    constructor(changed: () => void, isFinal: (error: unknown) => boolean) {
        this.#changed = changed;
        this.#isFinal = isFinal;
    }

    add(message: Outgoing, at: number): void {
        this.items = [...this.items, { message, at, progress: "waiting", part: 0, event: null }];
        this.#changed();
        void this.#work();
    }

    /** From now on there is a way to deliver. */
    open(deliver: Deliver): void {
        this.#deliver = deliver;
        void this.#work();
    }

    /** From now on there is none, until it is opened again: the room before is not where what comes is to go. */
    close(): void {
        this.#deliver = null;
    }

    /** The network is back, or the person has asked for another try. */
    retry(id?: string): void {
        for (const item of this.items) {
            if (item.message.id === id && item.progress === "failed") this.#set(item, { progress: "waiting" });
        }
        this.#wake?.();
        void this.#work();
    }

    drop(id: string): void {
        this.items = this.items.filter((item) => item.message.id !== id);
        this.#changed();
    }

    /** Forgets what the room shows by now. */
    shown(events: Set<string>): void {
        const left = this.items.filter((item) => item.event === null || !events.has(item.event));
        if (left.length !== this.items.length) this.items = left;
    }

    /** Whether something has not arrived. */
    get pending(): boolean {
        return this.items.some((item) => item.event === null);
    }

    clear(): void {
        this.items = [];
        this.#deliver = null;
        this.#wake?.();
    }

    async #work(): Promise<void> {
        if (this.#busy) return;
        this.#busy = true;
        try {
            let tries = 0;
            for (;;) {
                const item = this.items.find((item) => item.progress === "waiting");
                const deliver = this.#deliver;
                if (!item || !deliver) return;
                this.#set(item, { progress: "sending" });
                try {
                    const event = await deliver(item.message, (part) => this.#set(item, { part }));
                    tries = 0;
                    this.#set(item, { progress: "sent", event });
                } catch (error) {
                    if (this.#isFinal(error)) {
                        this.#set(item, { progress: "failed", full: isDayFull(error) });
                    } else {
                        this.#set(item, { progress: "waiting" });
                        await this.#pause(PAUSES[Math.min(tries++, PAUSES.length - 1)]!);
                    }
                }
            }
        } finally {
            this.#busy = false;
        }
    }

    #pause(span: number): Promise<void> {
        return new Promise((go) => {
            const timer = setTimeout(go, span);
            this.#wake = () => {
                clearTimeout(timer);
                go();
            };
        });
    }

    #set(item: Item, change: Partial<Item>): void {
        Object.assign(item, change);
        this.items = [...this.items];
        this.#changed();
    }
}

/** Whether the door takes no more files today. */
const isDayFull = (error: unknown): boolean =>
    (error as { errcode?: string } | null)?.errcode === "ORG.LOTSE.DAY_IS_FULL";

/** What another try will not mend: refused as such, or too large. */
export function isFinal(error: unknown): boolean {
    const status = (error as { httpStatus?: number } | null)?.httpStatus;
    return status === 400 || status === 403 || status === 404 || status === 413;
}
