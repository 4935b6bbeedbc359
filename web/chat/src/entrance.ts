// The way in: what name and password give, the work that is done ahead of it, and the account at the door.

import type { Secrets } from "./account/secrets.ts";
import { api, codeOf, type Proof, type Session } from "./api.ts";

export class Entrance {
    #server: string;
    #work: Promise<Proof> | null = null;
    #derived: { name: string; password: string; secrets: Promise<Secrets> } | null = null;

    /** `server` is the homeserver's name: the same password gives other keys elsewhere. */
    constructor(server: string) {
        this.#server = server;
    }

    /** Does the work for the next proof while nobody waits for it. */
    workAhead(): void {
        this.#work ??= api.proof();
        this.#work.catch(() => {
            this.#work = null;
        });
    }

    /** A proof that was made ahead, or a new one: each counts once. */
    async proof(): Promise<Proof> {
        const ahead = this.#work;
        this.#work = null;
        return (await ahead?.catch(() => null)) ?? api.proof();
    }

    /** The two keys; begun with as soon as both are typed. Loaded behind the form: Argon2id is more than the form. */
    derive(name: string, password: string): Promise<Secrets> {
        if (this.#derived?.name !== name || this.#derived.password !== password) {
            const secrets = import("./account/secrets.ts").then(({ derive }) => derive(name, password, this.#server));
            this.#derived = { name, password, secrets };
        }
        return this.#derived.secrets;
    }

    /** Nothing of the password is left here. */
    forget(): void {
        this.#derived = null;
    }

    /** A new account; or the one that was made a moment ago, whose answer was lost on the way. */
    async create(name: string, loginKey: string): Promise<Session> {
        try {
            return await api.create(name, loginKey, await this.proof());
        } catch (error) {
            if (codeOf(error) !== "refused") throw error;
            return await api.signIn(name, loginKey).catch(() => Promise.reject(error));
        }
    }
}

/** A reload must neither send the form again nor make a second case. */
export const forgetForm = (page = "anmelden") => history.replaceState(null, "", new URL(page, document.baseURI));
