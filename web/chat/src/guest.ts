// A guest of a live chat: there as long as this page is, and told how it stands.

import { api, type Asked, codeOf, type Elsewhere, type Live, type Session } from "./api.ts";
import type { Counsel } from "./counsel.ts";
import type { Entrance } from "./entrance.ts";
import { pause } from "./retry.ts";

/** How often the page gives a sign of life, in milliseconds: while somebody waits, and once they talk. */
const WAITING = 4_000;
const TALKING = 20_000;

export class Guest {
    #here = false;
    #changed: (live: Live, elsewhere: Elsewhere | null) => void;
    #over: () => void;
    /** Where they live, as the pages before have it: it is kept nowhere else. */
    #postcode = "";
    #locale = "";

    /** `changed` is told how it stands; `over`, that nobody knows this guest any more. */
    constructor(changed: (live: Live, elsewhere: Elsewhere | null) => void, over: () => void) {
        this.#changed = changed;
        this.#over = over;
    }

    async comeIn(locale: string, postcode: string, entrance: Entrance): Promise<Session> {
        this.#postcode = postcode;
        this.#locale = locale;
        const session = await api.comeIn(locale, await entrance.proof());
        this.#here = true;
        addEventListener("pagehide", this.#goodbye);
        void this.#watch();
        return session;
    }

    /** Makes a lasting account of it; fails with a word of the door. */
    async keep(name: string, password: string, entrance: Entrance, counsel: Counsel | null): Promise<void> {
        const { loginKey, storageKey } = await entrance.derive(name, password);
        if (!counsel) throw new Error("not connected");
        // First the keys: an account without them would lead to nothing.
        await counsel.keepUnder(storageKey);
        await api.keep(name, loginKey, await entrance.proof());
        entrance.forget();
        this.end();
    }

    /** Goes to a centre where somebody is, and stays there; tried until it is known what became of it. */
    async go(centre: string): Promise<Asked> {
        for (;;) {
            try {
                return await api.goElsewhere(centre, this.#postcode);
            } catch (error) {
                if (!this.#here || !["network", "busy"].includes(codeOf(error))) throw error;
                await pause(WAITING);
            }
        }
    }

    end(): void {
        this.#here = false;
        removeEventListener("pagehide", this.#goodbye);
    }

    /** A page that a browser only lays aside comes back, and says so by its next sign of life. */
    #goodbye = (): void => {
        navigator.sendBeacon(new URL("api/live/goodbye", document.baseURI));
    };

    async #watch(): Promise<void> {
        while (this.#here) {
            let waits = WAITING;
            try {
                const live = await api.here();
                const alone = live.state === "waiting" && !live.on_duty;
                const elsewhere = alone ? await api.elsewhere(this.#postcode, this.#locale).catch(() => null) : null;
                if (!this.#here) return;
                this.#changed(live, elsewhere);
                if (live.state === "talking" || live.state === "over") waits = TALKING;
            } catch (error) {
                if (codeOf(error) === "signed_out" && this.#here) return this.#over();
            }
            await pause(waits);
        }
    }
}
