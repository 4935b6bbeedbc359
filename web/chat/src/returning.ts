// The way back into a case of an account whose password is lost.

import { api, type Back, codeOf, type Proof } from "./api.ts";
import type { Latest } from "./latest.ts";

/** What it needs of the chat. */
interface Page {
    /** Whether somebody is waited for still. */
    waits(): boolean;
    /** Resolves once there is an account. */
    arrived(): Promise<void>;
    proof(): Promise<Proof>;
    door: Latest;
    changed(back: Back | null): void;
    /** Asks how the cases stand, and waits for news. */
    look(): Promise<void>;
    /** The session is over. */
    over(): void;
    pause(): Promise<void>;
}

export class Returning {
    #page: Page;
    #waits = false;

    constructor(page: Page) {
        this.#page = page;
    }

    async ask(reference: string, name: string): Promise<void> {
        await this.#page.arrived();
        const back = await api.back(reference, name, await this.#page.proof());
        this.#page.door.learnt();
        this.#page.changed(back);
        void this.wait();
    }

    /** Takes it back: nobody is to let them in any more. */
    async withdraw(): Promise<void> {
        await this.#page.door.ask(() => api.withdrawBack());
        this.#page.changed(null);
    }

    /** Until somebody has let them back: the page must be there then, or what was written before stays locked. */
    async wait(): Promise<void> {
        if (this.#waits) return;
        this.#waits = true;
        while (this.#page.waits()) {
            await this.#page.look().catch((error) => (codeOf(error) === "signed_out" ? this.#page.over() : this.#page.pause()));
        }
        this.#waits = false;
    }
}
