// The sign-in: by a name and a password, or by what this tab has kept; and whose what was written is, when somebody signs in again.

import { base64url, bytesOf } from "./account/bytes.ts";
import { api, type Session } from "./api.ts";
import type { Entrance } from "./entrance.ts";

/** Where the key of the secret storage is, if the person wants to stay signed in in this tab. */
const STAY = "key";

/** Somebody is signed in; the key opens their secret storage, and a guest has none. */
export interface Signed {
    session: Session;
    storageKey: Uint8Array | null;
}

export class SignIn {
    /** What was typed into the form, until it has been of use. */
    typed: { name: string; password: string } | null = null;
    #entrance: Entrance;
    /** For whom, and for which case, what is being written waits. */
    #owed: { user: string; reference: string | null } | null = null;

    constructor(entrance: Entrance) {
        this.#entrance = entrance;
    }

    /** Whether somebody has chosen to stay signed in in this tab. */
    get stays(): boolean {
        return sessionStorage.getItem(STAY) !== null;
    }

    /** Goes on with what this tab has kept. */
    async resume(): Promise<Signed> {
        const kept = sessionStorage.getItem(STAY);
        const session = await api.resume();
        return { session, storageKey: kept === null ? null : bytesOf(kept) };
    }

    /** A new account, or one that there is; `stay` keeps its key in this tab. */
    async enter(name: string, password: string, how: { isNew: boolean; stay: boolean }): Promise<Signed> {
        this.typed = { name, password };
        const { loginKey, storageKey } = await this.#entrance.derive(name, password);
        const session = await (how.isNew ? this.#entrance.create(name, loginKey) : api.signIn(name, loginKey));
        if (how.stay) sessionStorage.setItem(STAY, base64url(storageKey));
        return { session, storageKey };
    }

    /** They are in: nothing of the password is left here. */
    done(): void {
        this.typed = null;
        this.#entrance.forget();
    }

    /** Nobody stays signed in in this tab any more. */
    leaves(): void {
        sessionStorage.removeItem(STAY);
    }

    /** The session has ended by itself: what is being written waits for this person. */
    owes(user: string, reference: string | null): void {
        this.#owed = { user, reference };
    }

    /**
     * Who has come, seen from what waits: `stranger` to whom none of it belongs; the case that it is for; and whether what was to be sent
     * has lost its case, or its owner.
     */
    comes(session: Session): { stranger: boolean; lost: boolean; reference: string | null } {
        const owed = this.#owed;
        this.#owed = null;
        const found = session.cases.find((one) => one.reference === owed?.reference)?.reference ?? null;
        const stranger = owed !== null && owed.user !== session.user_id;
        return { stranger, lost: owed !== null && (stranger || !found), reference: found };
    }
}
