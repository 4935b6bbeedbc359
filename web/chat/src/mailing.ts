// Where an e-mail goes when an answer waits: first a code, and only once it was typed here anything else.

import { api, type Mail } from "./api.ts";

export class Mailing {
    #locale: string;
    #changed: (mail: Mail) => void;

    constructor(locale: string, changed: (mail: Mail) => void) {
        this.#locale = locale;
        this.#changed = changed;
    }

    /** A code goes to this address; without one none does, and no e-mail either. */
    async set(address: string | null): Promise<void> {
        this.#changed(await api.mail(address, this.#locale));
    }

    /** The code that has come. */
    async confirm(code: string): Promise<void> {
        this.#changed(await api.confirmMail(code));
    }
}
