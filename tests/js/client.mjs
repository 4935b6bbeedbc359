// Somebody at a client made with matrix-js-sdk, as Element Web is.
//
//   node client.mjs PACKAGES SDK     SDK is the alias of a matrix-js-sdk in PACKAGES/node_modules
//
// Each line on standard input is a deed, {"id": 1, "do": "say", …}, done one after the other; each gets one line on
// standard output, {"id": 1, "done": …} or {"id": 1, "refused": "why"}. Nothing here waits for others: whoever gives
// the orders asks again. What the SDK logs goes to standard error. It ends when standard input does.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// Before the SDK is loaded, which keeps the functions that it finds: standard output is for answers alone.
for (const level of ["trace", "debug", "log", "info", "warn"]) console[level] = console.error;

const [packages, name] = process.argv.slice(2);
const sdk = await import(pathToFileURL(createRequire(join(packages, "package.json")).resolve(name)));

/** The signed-in client. */
let client;

const deeds = {
    /** Signs in with a new device and syncs; with cross-signing, so that the device is verified by its owner. */
    async sign_in({ homeserver, user, password }) {
        const proof = { type: "m.login.password", identifier: { type: "m.id.user", user }, password };
        const door = sdk.createClient({ baseUrl: homeserver });
        const login = await door.loginRequest({ ...proof, initial_device_display_name: name });
        client = sdk.createClient({
            baseUrl: homeserver,
            userId: login.user_id,
            deviceId: login.device_id,
            accessToken: login.access_token,
        });
        // Node has no IndexedDB: the keys are in memory, and gone with the process.
        await client.initRustCrypto({ useIndexedDB: false });
        const synced = new Promise((resolve) => {
            client.on(sdk.ClientEvent.Sync, (state) => state === "PREPARED" && resolve());
        });
        await client.startClient({ initialSyncLimit: 100 });
        await synced;
        await client.getCrypto().bootstrapCrossSigning({
            authUploadDeviceSigningKeys: async (upload) => {
                try {
                    await upload(null);
                } catch (error) {
                    if (error.httpStatus !== 401) throw error;
                    await upload({ ...proof, session: error.data.session });
                }
            },
        });
        const device = await client.getCrypto().getDeviceVerificationStatus(login.user_id, login.device_id);
        return { user: login.user_id, verified: device.signedByOwner };
    },

    /** The rooms that the client knows, and how it stands to them. */
    rooms: () => client.getRooms().map((room) => ({
        room: room.roomId,
        name: room.name,
        membership: room.getMyMembership(),
    })),

    /** Takes an invitation, and with it the history that the inviter shares. In spring that was an option. */
    async join({ room }) {
        await client.joinRoom(room, { acceptSharedHistory: true });
    },

    /** Says something: encrypted, if the room is. */
    say: ({ room, text }) => client.sendTextMessage(room, text).then((sent) => sent.event_id),

    /** Reacts with an emoji. */
    async react({ room, event, emoji }) {
        const relation = { rel_type: "m.annotation", event_id: event, key: emoji };
        return (await client.sendEvent(room, "m.reaction", { "m.relates_to": relation })).event_id;
    },

    /** What is on the screen: the timeline as the sync filled it, oldest first. */
    story({ room }) {
        const timeline = client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
        return timeline.map(heard);
    },

    /** Everything in the room: read back page by page to its beginning, and given oldest first. */
    async history({ room }) {
        const open = client.getEventMapper({ decrypt: false });
        const events = [];
        let from = null;
        do {
            const page = await client.createMessagesRequest(room, from, 250, "b");
            for (const raw of page.chunk) {
                const event = open(raw);
                await client.decryptEventIfNeeded(event);
                events.unshift(heard(event));
            }
            from = page.chunk.length ? page.end : undefined;
        } while (from);
        return events;
    },

    /** What is pinned in the room, as it reads now: with the latest edit, of which the homeserver tells beside the event. */
    async pinned({ room }) {
        const state = client.getRoom(room)?.currentState.getStateEvents("m.room.pinned_events", "");
        const open = client.getEventMapper({ decrypt: false });
        const pinned = [];
        for (const id of state?.getContent().pinned ?? []) {
            const event = open(await client.fetchRoomEvent(room, id));
            await client.decryptEventIfNeeded(event);
            const { events } = await client.relations(room, id, "m.replace", null, { limit: 5 });
            for (const edit of events) await client.decryptEventIfNeeded(edit);
            const own = events.filter((edit) => edit.getSender() === event.getSender() && !edit.isRedacted());
            const latest = own.sort((one, other) => other.getTs() - one.getTs())[0];
            const shown = heard(event);
            const content = latest?.getContent()["m.new_content"];
            pinned.push({ ...shown, content: content ?? shown.content, edited: latest !== undefined });
        }
        return pinned;
    },

    /** Tries to read an event that somebody else was given by the homeserver. */
    async open({ event: raw }) {
        const event = client.getEventMapper({ decrypt: false, preventReEmit: true })(raw);
        await client.decryptEventIfNeeded(event);
        return heard(event);
    },
};

/** An event as this client sees it. */
function heard(event) {
    // One that could not be decrypted calls itself a message that says so, and one that waits still has its outer type.
    const waits = event.isEncrypted() && event.getType() === "m.room.encrypted" && !event.isRedacted();
    const unreadable = event.isDecryptionFailure() || waits;
    return {
        event: event.getId(),
        sender: event.getSender(),
        kind: unreadable ? event.getWireType() : event.getType(),
        state_key: event.getStateKey() ?? null,
        content: unreadable ? {} : event.getContent(),
        at_ms: event.getTs(),
        encrypted: event.isEncrypted(),
        unreadable: unreadable ? String(event.decryptionFailureReason ?? "not decrypted yet") : null,
        key_from: event.getKeyForwardingUser?.() ?? null,
        redacted: event.isRedacted(),
    };
}

for await (const line of createInterface({ input: process.stdin })) {
    const { id, do: deed, ...what } = JSON.parse(line);
    let answer;
    try {
        answer = { id, done: (await deeds[deed](what)) ?? null };
    } catch (error) {
        console.error(error);
        answer = { id, refused: String(error?.message ?? error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
client?.stopClient();
process.exit(0);
