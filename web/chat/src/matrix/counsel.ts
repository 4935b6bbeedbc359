// The messenger that stands behind the chat: matrix-js-sdk with its cryptography in Rust, everything in memory.

import {
    ClientEvent,
    createClient,
    HttpApiEvent,
    type MatrixClient,
    MatrixEvent,
    MatrixEventEvent,
    MemoryStore,
    Method,
    PendingEventOrdering,
    type Room,
    RoomEvent,
    RoomStateEvent,
    SyncState,
} from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import { type Logger, logger } from "matrix-js-sdk/lib/logger.js";

import type { Calls } from "../calls.ts";
import type { Connection, Counsel, Outgoing, Sealed, Session, Timeline } from "../counsel.ts";
import { MatrixCalls, type Relay } from "./calls.ts";
import { contentOf } from "./contents.ts";
import { entryOf } from "./entries.ts";
import { Histories } from "./history.ts";
import { crossSign, isSetUp, keep } from "./identity.ts";
import { Questions } from "./questions.ts";
import { type EncryptedFile, seal, unseal } from "./sealed.ts";
import { encryptToSigned } from "./signed.ts";
import { missed } from "./signals.ts";

/** What the SDK's logger is as well, though its types do not say so. */
interface Loglevel {
    setLevel(level: "silent", persist: boolean): void;
}

// `false`: the level is not written into the browser's storage. Nothing is logged, since logs name rooms and people.
(logger as unknown as Loglevel).setLevel("silent", false);

/** The same for what the SDK gives a client to log with. */
const QUIET: Logger = {
    trace() {},
    debug() {},
    info() {},
    warn() {},
    error() {},
    getChild: () => QUIET,
};

/** How many events the first sync brings; more are read when somebody scrolls up. */
const FIRST = 30;

const LATER = 50;

/** How long what the homeserver has told may be taken for what is, in milliseconds: it says something every half a minute. */
const RECENT = 45_000;

/** Says outside of the encryption that what is inside is no message, but a signal of a call. */
const SIGNAL = "org.lotse.signal";

/** How long an invitation is waited for that is made already. */
const INVITATION = 15_000;

export class MatrixCounsel implements Counsel {
    #client: MatrixClient | null = null;
    #listeners = new Set<() => void>();
    #connection: Connection = "connecting";
    #safe: Promise<void> = Promise.resolve();
    #ended = new Set<string>();
    #calls: MatrixCalls | null = null;

    /** What opens the secret storage. */
    #key: Uint8Array<ArrayBuffer> | null = null;

    async connect(session: Session, storageKey: Uint8Array | null, known: () => void): Promise<void> {
        this.#key = storageKey && new Uint8Array(storageKey);
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
                return this.#call(String(input), { ...init, headers, credentials: "same-origin" });
            },
            cryptoCallbacks: {
                getSecretStorageKey: async ({ keys }) => {
                    const id = Object.keys(keys)[0];
                    return id && this.#key ? [id, this.#key] : null;
                },
            },
            logger: QUIET,
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
        const key = this.#key;
        if (key) this.#safe = this.#keepSafe(() => keep(client, crypto, isNew, key));
    }

    async keepUnder(storageKey: Uint8Array): Promise<void> {
        const client = this.#must();
        const crypto = client.getCrypto();
        if (!crypto) throw new Error("there is no cryptography");
        const key = new Uint8Array(storageKey);
        this.#key = key;
        await keep(client, crypto, true, key, true);
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

    #histories = new Histories();

    async history(roomId: string, from: string[]): Promise<boolean> {
        // Before there is a backup nothing is safe.
        await this.#safe;
        return this.#histories.take(this.#must(), roomId, from);
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
        const answers = message.to && { "m.relates_to": { "m.in_reply_to": { event_id: message.to } } };
        return this.#deliver(roomId, message.id, { msgtype: "m.text", body: message.text, ...(answers || {}) });
    }

    #uploaded = new Map<string, EncryptedFile>();

    async attach(
        roomId: string,
        message: Outgoing & { kind: "file" },
        progress: (part: number) => void,
    ): Promise<string> {
        const { file, id } = message;
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
        const eventId = await this.#deliver(roomId, id, contentOf(message, sealed));
        this.#uploaded.delete(id);
        return eventId;
    }

    #questions = new Questions();
    /** When the homeserver last told what is new; nothing, once a request has failed. */
    #told: number | null = null;

    #call(address: string, init: RequestInit): Promise<Response> {
        const request = () => this.#fetch(address, init);
        return new URL(address).pathname.endsWith("/keys/query") ? this.#questions.ask(request) : request();
    }

    async #fetch(address: string, init: RequestInit): Promise<Response> {
        try {
            return await fetch(address, init);
        } catch (error) {
            this.#told = null;
            throw error;
        }
    }

    /**
     * Whether everybody who is in the room is known to be in it. A network that is back does not yet say who came in meanwhile, and what is
     * encrypted before that is known can never be read by them.
     */
    async #mustKnowWhoIsIn(room: Room): Promise<void> {
        if (this.#told !== null && performance.now() - this.#told < RECENT) return;
        const { chunk = [] } = await this.#must().members(room.roomId);
        const counted = new Set(room.shouldEncryptForInvitedMembers() ? ["join", "invite"] : ["join"]);
        const inside = chunk.filter(({ content }) => counted.has(content.membership ?? ""));
        const known = new Set((await room.getEncryptionTargetMembers()).map((member) => member.userId));
        if (inside.length !== known.size || inside.some(({ state_key: user }) => !known.has(user ?? ""))) {
            throw new Error("not up to date");
        }
        this.#told = performance.now();
    }

    /**
     * Encrypts and sends; under a number of the message's own, so that it arrives once however often it is tried. Encrypted anew at each
     * try, since somebody may have come in meanwhile: what the SDK has encrypted it would send again as it is.
     */
    async #deliver(roomId: string, id: string, content: object, type = "m.room.message", outside = {}): Promise<string> {
        const body = await this.#seal(roomId, content, type, outside);
        const sent = await this.#must().http.authedRequest<{ event_id: string }>(Method.Put, placeOf(roomId, id), undefined, body);
        return sent.event_id;
    }

    async #seal(roomId: string, content: object, type: string, outside: object): Promise<object> {
        const client = this.#must();
        const room = client.getRoom(roomId);
        const crypto = client.getCrypto();
        if (!room?.hasEncryptionStateEvent() || !crypto) throw new Error("the room is not ready");
        await this.#mustKnowWhoIsIn(room);
        // Nobody else may ask again.
        if (this.#questions.failed) await client.downloadKeysForUsers([client.getSafeUserId()]);
        const since = this.#questions.mark;
        const event = new MatrixEvent({ type, room_id: roomId, sender: client.getSafeUserId(), content });
        await encryptToSigned(crypto, event, room);
        if (!this.#questions.certain(since)) throw new Error("somebody's devices are not known");
        return { ...event.getWireContent(), ...outside };
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
        if (!room || !this.#client) return { entries: [], more: false, inside: false, called: 0 };
        const self = this.#client.getSafeUserId();
        const nameOf = (user: string) => room.getMember(user)?.rawDisplayName ?? "";
        const events = room.getLiveTimeline().getEvents();
        const unheard = missed(events, self);
        const entries = events
            .map((event) => entryOf(event, self, nameOf, unheard))
            .filter((entry) => entry !== null);
        const inside = room.getMyMembership() === "join";
        const calls = events.filter((event) => event.getType() === "m.call.invite");
        const called = Math.max(0, ...calls.map((event) => event.getTs()));
        return { entries, called, more: inside && !this.#ended.has(roomId) && hasMore(room), inside };
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

    calls(partners: (room: string) => ReadonlySet<string>, changed: () => void): Calls | null {
        const client = this.#client;
        if (!client) return null;
        this.#began ||= Date.now();
        this.#calls ??= new MatrixCalls(client, {
            send: async (room, type, content) => {
                // Where nobody of the service can read, it must not take signals for messages.
                await this.#deliver(room, crypto.randomUUID(), content, type, { [SIGNAL]: true });
            },
            ahead: (room, type, content) => this.#ahead(room, type, content),
            relay: () => this.#relay(),
            partners,
            changed,
        });
        void this.#catchUp(client).catch(() => undefined);
        return this.#calls;
    }

    /** What has rung before this page was there rings for it as well, unless it is over. */
    async #catchUp(client: MatrixClient): Promise<void> {
        const events = client.getRooms().flatMap((room) => room.getLiveTimeline().getEvents());
        await Promise.all(events.map((event) => client.decryptEventIfNeeded(event)));
        for (const event of events.filter((event) => event.getType().startsWith("m.call."))) this.#hear(event);
    }

    /** Encrypts a signal now that may be sent when there is no time for it any more. */
    async #ahead(room: string, type: string, content: object): Promise<() => void> {
        const body = JSON.stringify(await this.#seal(room, content, type, { [SIGNAL]: true }));
        const device = this.#must().getDeviceId() ?? "";
        const address = new URL(`_matrix/client/v3${placeOf(room, crypto.randomUUID())}`, document.baseURI);
        const headers = { "content-type": "application/json", "lotse-device": device };
        return () => void fetch(address, { method: "PUT", body, headers, credentials: "same-origin", keepalive: true }).catch(() => undefined);
    }

    async #relay(): Promise<Relay | null> {
        const told = await this.#must().http.authedRequest<Record<string, unknown>>(Method.Get, "/voip/turnServer").catch((error) => {
            // Refused: nobody may call here, or it was asked for too often.
            if ([403, 404, 429].includes((error as { httpStatus?: number }).httpStatus ?? 0)) return {};
            throw error;
        });
        const { uris, username, password } = told as { uris?: string[]; username?: string; password?: string };
        if (!uris?.length || !username || !password) return null;
        return { urls: uris, username, credential: password };
    }

    #signals: Promise<void> = Promise.resolve();
    #heard = new WeakSet<MatrixEvent>();
    /** Since when this page could hear calls; and what came before that, until it can be read whether it is over. */
    #began = 0;
    #undecided = new Set<MatrixEvent>();

    /** Signals of calls, each once, in the order in which the room has them. */
    #hear(event: MatrixEvent): void {
        if (!this.#calls || event.getWireType() !== "m.room.encrypted") return;
        this.#signals = this.#signals.then(async () => {
            await this.#client?.decryptEventIfNeeded(event);
            if (!event.getType().startsWith("m.call.") || this.#heard.has(event)) return;
            const before = event.getType() === "m.call.invite" && event.getTs() < this.#began;
            const became = before ? this.#becameOf(event) : "new";
            if (became === "unknown") return void this.#undecided.add(event);
            this.#heard.add(event);
            if (became === "over") return;
            await this.#calls?.hear(event);
        }).catch(() => undefined);
    }

    /** What became of a call that rang before this page was there. What cannot be read yet may say that it is over. */
    #becameOf(invite: MatrixEvent): "new" | "over" | "unknown" {
        const events = this.#client?.getRoom(invite.getRoomId())?.getLiveTimeline().getEvents() ?? [];
        const later = events.slice(events.indexOf(invite) + 1);
        const ends = (event: MatrixEvent) =>
            /^m\.call\.(answer|reject|hangup)$/u.test(event.getType()) && event.getContent().call_id === invite.getContent().call_id;
        if (later.some(ends)) return "over";
        return later.some((event) => event.isDecryptionFailure() || event.isBeingDecrypted()) ? "unknown" : "new";
    }

    leave(): void {
        this.#connection = "ended";
        this.#calls?.leave();
        this.#calls = null;
        this.#client?.stopClient();
        this.#client?.removeAllListeners();
        this.#client = null;
        this.#listeners.clear();
        this.#key = null;
        this.#uploaded.clear();
    }

    #listenTo(client: MatrixClient): void {
        const change = () => this.#changed();
        client.on(RoomEvent.Timeline, (event, _room, toStart) => {
            if (!toStart) this.#hear(event);
            change();
        });
        client.on(RoomEvent.LocalEchoUpdated, change);
        client.on(RoomEvent.Redaction, change);
        client.on(RoomEvent.MyMembership, change);
        client.on(RoomStateEvent.Members, change);
        client.on(MatrixEventEvent.Decrypted, (event) => {
            this.#hear(event);
            for (const undecided of [...this.#undecided]) {
                this.#undecided.delete(undecided);
                this.#hear(undecided);
            }
            change();
        });
        client.on(MatrixEventEvent.Replaced, change);
        client.on(CryptoEvent.KeyBackupStatus, change);
        client.on(ClientEvent.Sync, (state) => {
            if (this.#connection === "ended") return;
            const current = state === SyncState.Prepared || state === SyncState.Syncing;
            this.#connection = current ? "online" : "offline";
            if (current) this.#told = performance.now();
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

const placeOf = (room: string, id: string) => `/rooms/${encodeURIComponent(room)}/send/m.room.encrypted/${encodeURIComponent(id)}`;

/** Whether a page further back may bring something: there is a way, and the beginning is not there yet. */
function hasMore(room: Room): boolean {
    const timeline = room.getLiveTimeline();
    const begins = timeline.getEvents()[0]?.getType() === "m.room.create";
    return !begins && timeline.getPaginationToken("b" as never) !== null;
}
