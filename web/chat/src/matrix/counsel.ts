// The messenger that stands behind the chat: matrix-js-sdk with its cryptography in Rust, everything in memory.

import {
    ClientEvent,
    createClient,
    EventStatus,
    HttpApiEvent,
    type MatrixClient,
    MatrixEventEvent,
    MemoryStore,
    PendingEventOrdering,
    type Room,
    RoomEvent,
    RoomStateEvent,
    SyncState,
} from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger } from "matrix-js-sdk/lib/logger.js";

import type { Connection, Counsel, Outgoing, Sealed, Session, Timeline } from "../counsel.ts";
import { entryOf } from "./entries.ts";
import { crossSign, isSetUp, keep } from "./identity.ts";
import { type EncryptedFile, seal, unseal } from "./sealed.ts";

/** What the SDK's logger is as well, though its types do not say so. */
interface Loglevel {
    setLevel(level: "silent", persist: boolean): void;
}

// `false`: the level is not written into the browser's storage. Nothing is logged, since logs name rooms and people.
(logger as unknown as Loglevel).setLevel("silent", false);

/** How many events the first sync brings; more are read when somebody scrolls up. */
const FIRST = 30;

const LATER = 50;

/** How long an invitation is waited for that is made already. */
const INVITATION = 15_000;

export class MatrixCounsel implements Counsel {
    #client: MatrixClient | null = null;
    #listeners = new Set<() => void>();
    #connection: Connection = "connecting";
    #safe: Promise<void> = Promise.resolve();
    #ended = new Set<string>();

    async connect(session: Session, storageKey: Uint8Array, known: () => void): Promise<void> {
        const key = new Uint8Array(storageKey);
        const client = createClient({
            baseUrl: new URL(".", document.baseURI).href.replace(/\/$/u, ""),
            userId: session.user_id,
            deviceId: session.device_id,
            store: new MemoryStore(),
            // The cookie is all that the browser has; the SDK would leave it out.
            // A second tab of the same session has a device of its own: whoever is superseded must not act with its keys.
            fetchFn: (input, init) => {
                const headers = new Headers(init?.headers);
                headers.set("lotse-device", session.device_id);
                return fetch(input, { ...init, headers, credentials: "same-origin" });
            },
            cryptoCallbacks: {
                getSecretStorageKey: async ({ keys }) => {
                    const id = Object.keys(keys)[0];
                    return id ? [id, key] : null;
                },
            },
            timelineSupport: true,
            disableVoip: true,
            useAuthorizationHeader: true,
        });
        this.#client = client;
        this.#listenTo(client);
        await client.initRustCrypto({ useIndexedDB: false });
        const crypto = client.getCrypto();
        if (!crypto) throw new Error("there is no cryptography");
        const isNew = !(await isSetUp(client, crypto, session.user_id));
        await crossSign(crypto, isNew);
        known();
        const prepared = new Promise<void>((done) => {
            const look = (state: SyncState) => {
                if (state !== SyncState.Prepared) return;
                client.off(ClientEvent.Sync, look);
                done();
            };
            client.on(ClientEvent.Sync, look);
        });
        await client.startClient({
            initialSyncLimit: FIRST,
            lazyLoadMembers: true,
            disablePresence: true,
            threadSupport: false,
            pendingEventOrdering: PendingEventOrdering.Detached,
        });
        await prepared;
        this.#safe = this.#keepSafe(() => keep(client, crypto, isNew, key));
    }

    /** Keeps trying: what is not kept is lost with the page. */
    async #keepSafe(deed: () => Promise<void>): Promise<void> {
        for (let pause = 1_000; ; pause = Math.min(2 * pause, 30_000)) {
            try {
                return await deed();
            } catch (error) {
                if (this.#connection === "ended") throw error;
                await new Promise((go) => setTimeout(go, pause));
            }
        }
    }

    safe(): Promise<void> {
        return this.#safe;
    }

    async enter(roomId: string, returns: boolean): Promise<void> {
        const client = this.#must();
        const is = (membership: string) => client.getRoom(roomId)?.getMyMembership() === membership;
        // The SDK takes a history only from the inviter that it has seen.
        if (returns) await this.#until(() => is("invite") || is("join"), INVITATION);
        if (!is("join")) await client.joinRoom(roomId);
        await this.#until(() => is("join") && client.getRoom(roomId)?.hasEncryptionStateEvent() === true);
        this.#changed();
    }

    /** Waits until the sync has brought something about; fails after `within` milliseconds. */
    async #until(condition: () => boolean, within?: number): Promise<void> {
        const client = this.#must();
        await new Promise<void>((done, fail) => {
            const end = (go: () => void) => {
                clearTimeout(timer);
                client.off(ClientEvent.Sync, look);
                client.off(RoomStateEvent.Events, look);
                go();
            };
            const timer = within === undefined ? undefined : setTimeout(() => end(() => fail(new Error("too late"))), within);
            const look = () => condition() && end(done);
            client.on(ClientEvent.Sync, look);
            client.on(RoomStateEvent.Events, look);
            look();
        });
    }

    async send(roomId: string, message: Outgoing & { kind: "text" }): Promise<string> {
        return this.#deliver(roomId, message.id, { msgtype: "m.text", body: message.text });
    }

    #uploaded = new Map<string, EncryptedFile>();

    async attach(
        roomId: string,
        message: Outgoing & { kind: "file" },
        progress: (part: number) => void,
    ): Promise<string> {
        const { file, width, height, id } = message;
        let sealed = this.#uploaded.get(id);
        if (!sealed) {
            const { cipher, secret } = await seal(await file.arrayBuffer());
            const { content_uri } = await this.#must().uploadContent(new Blob([cipher]), {
                type: "application/octet-stream",
                includeFilename: false,
                progressHandler: ({ loaded, total }) => progress(total ? loaded / total : 0),
            });
            sealed = { ...secret, url: content_uri };
            this.#uploaded.set(id, sealed);
        }
        const isImage = file.type.startsWith("image/");
        const eventId = await this.#deliver(roomId, id, {
            msgtype: isImage ? "m.image" : "m.file",
            body: file.name,
            filename: file.name,
            info: { mimetype: file.type, size: file.size, ...(isImage && { w: width, h: height }) },
            file: sealed,
        });
        this.#uploaded.delete(id);
        return eventId;
    }

    /** Sends; or sends again what did not get through, under the same number, so that it arrives once. */
    async #deliver(roomId: string, id: string, content: Record<string, unknown>): Promise<string> {
        const client = this.#must();
        const room = client.getRoom(roomId);
        if (!room?.hasEncryptionStateEvent()) throw new Error("the room is not ready");
        const failed = room
            .getPendingEvents()
            .find((event) => event.getTxnId() === id && event.status === EventStatus.NOT_SENT);
        const sent = failed
            ? await client.resendEvent(failed, room)
            : // The SDK's types know the contents that they know.
              await client.sendEvent(roomId, "m.room.message" as never, content as never, id);
        return sent.event_id;
    }

    async open(file: Sealed): Promise<Blob> {
        const secret = file.secret as EncryptedFile;
        const [, server, id] = /^mxc:\/\/([^/]+)\/([^/]+)$/u.exec(secret.url) ?? [];
        if (!server || !id) throw new Error("no such file");
        const path = `_matrix/client/v1/media/download/${encodeURIComponent(server)}/${encodeURIComponent(id)}`;
        const answer = await fetch(new URL(path, document.baseURI), { credentials: "same-origin" });
        if (!answer.ok) throw new Error("the file cannot be fetched");
        return new Blob([await unseal(await answer.arrayBuffer(), secret)], { type: file.type });
    }

    timeline(roomId: string): Timeline {
        const room = this.#client?.getRoom(roomId) ?? null;
        if (!room || !this.#client) return { entries: [], more: false, inside: false };
        const self = this.#client.getSafeUserId();
        const nameOf = (user: string) => room.getMember(user)?.rawDisplayName ?? "";
        const entries = room
            .getLiveTimeline()
            .getEvents()
            .map((event) => entryOf(event, self, nameOf))
            .filter((entry) => entry !== null);
        const inside = room.getMyMembership() === "join";
        return { entries, more: inside && !this.#ended.has(roomId) && hasMore(room), inside };
    }

    async older(roomId: string): Promise<void> {
        const room = this.#client?.getRoom(roomId);
        if (!room) return;
        await this.#must().scrollback(room, LATER);
        if (!hasMore(room)) this.#ended.add(roomId);
        this.#changed();
    }

    listen(change: () => void): () => void {
        this.#listeners.add(change);
        return () => this.#listeners.delete(change);
    }

    connection(): Connection {
        return this.#connection;
    }

    stillHere(): void {
        void this.#client?.fetchCapabilities().catch(() => undefined);
    }

    leave(): void {
        this.#connection = "ended";
        this.#client?.stopClient();
        this.#client?.removeAllListeners();
        this.#client = null;
        this.#listeners.clear();
        this.#uploaded.clear();
    }

    #listenTo(client: MatrixClient): void {
        const change = () => this.#changed();
        client.on(RoomEvent.Timeline, change);
        client.on(RoomEvent.LocalEchoUpdated, change);
        client.on(RoomEvent.Redaction, change);
        client.on(RoomEvent.MyMembership, change);
        client.on(RoomStateEvent.Members, change);
        client.on(MatrixEventEvent.Decrypted, change);
        client.on(MatrixEventEvent.Replaced, change);
        client.on(CryptoEvent.KeyBackupStatus, change);
        client.on(ClientEvent.Sync, (state) => {
            if (this.#connection === "ended") return;
            const lost = state === SyncState.Reconnecting || state === SyncState.Error;
            this.#connection = lost ? "offline" : "online";
            change();
        });
        client.on(HttpApiEvent.SessionLoggedOut, () => {
            this.#connection = "ended";
            change();
        });
    }

    #must(): MatrixClient {
        if (!this.#client) throw new Error("not connected");
        return this.#client;
    }

    #planned = false;

    /** Tells at most once per turn: a first sync changes a hundred things. */
    #changed(): void {
        if (this.#planned) return;
        this.#planned = true;
        queueMicrotask(() => {
            this.#planned = false;
            for (const listener of this.#listeners) listener();
        });
    }
}

/** Whether a page further back may bring something: there is a way, and the beginning is not there yet. */
function hasMore(room: Room): boolean {
    const timeline = room.getLiveTimeline();
    const begins = timeline.getEvents()[0]?.getType() === "m.room.create";
    return !begins && timeline.getPaginationToken("b" as never) !== null;
}
