// Taking what was written before (MSC4268) without an invitation: the SDK does it by itself only when it goes into a room.

import type { MatrixClient } from "matrix-js-sdk";

/** The part of the SDK that takes a history; it is not in the interface that it shows. */
interface Taking {
    /** Says no where this user has given none. Whoever else announces one is not believed. */
    maybeAcceptKeyBundle(room: string, from: string): Promise<boolean>;
    olmMachine: { roomKeyCounts(): Promise<{ total: number; backedUp: number }> };
}

export class Histories {
    #taken = new Set<string>();

    /** Takes the keys of a room from whoever of these has given them; says yes once they are in the backup as well. */
    async take(client: MatrixClient, room: string, from: string[]): Promise<boolean> {
        const crypto = client.getCrypto() as unknown as Taking | undefined;
        if (!crypto) return false;
        for (const user of from) {
            if (this.#taken.has(room)) break;
            if (await crypto.maybeAcceptKeyBundle(room, user)) this.#taken.add(room);
        }
        if (!this.#taken.has(room)) return false;
        const { total, backedUp } = await crypto.olmMachine.roomKeyCounts();
        return total === backedUp;
    }
}
