// What was written before somebody came back with another account: it is on this page only once its keys are safe. Until the door has been
// told so it is owed, and given to the next page anew.

import { api, type Case } from "./api.ts";
import type { Counsel } from "./counsel.ts";
import { pause } from "./retry.ts";

/** How soon it is looked again, and how late at last. */
const SOON = 1_000;
const LATEST = 30_000;

export class Owed {
    #busy = false;
    #here: () => Case | null;
    #counsel: () => Counsel | null;
    #look: () => Promise<void>;

    /** `here` is the case in whose room the page is; `look` asks how the cases stand, and lets the door know that the page is there. */
    constructor(here: () => Case | null, counsel: () => Counsel | null, look: () => Promise<void>) {
        this.#here = here;
        this.#counsel = counsel;
        this.#look = look;
    }

    /** Takes it, if something is owed. */
    async take(): Promise<void> {
        if (this.#busy) return;
        this.#busy = true;
        for (let waits = SOON; ; waits = Math.min(2 * waits, LATEST)) {
            const current = this.#here();
            if (!current?.owed || !current.room_id) break;
            try {
                // From nobody but those who are in the case: whoever of them gave it has signed it.
                const has = await this.#counsel()?.history(current.room_id, current.people.map((person) => person.user_id));
                if (has) await api.hasHistory(current.reference);
            } catch {
                // Tried again in a while.
            }
            await this.#look();
            if (!this.#here()?.owed) break;
            await pause(waits);
        }
        this.#busy = false;
    }
}
