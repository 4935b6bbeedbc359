// A counsellor at a page with matrix-js-sdk, whose calls are those of Element Web. What they do is called from outside, on `ben`.

import * as sdk from "matrix-js-sdk";

let client;
/** The call that there is or was last, and what is done with one that comes: nothing, or an answer. */
let call;
let answers = null;

const follow = (followed) => {
    call = followed;
    // Of two that cross one goes on.
    call.on("replaced", (successor) => follow(successor));
    call.on("error", (error) => console.info(String(error)));
};

globalThis.ben = {
    async signIn({ homeserver, user, password, turn }) {
        const proof = { type: "m.login.password", identifier: { type: "m.id.user", user }, password };
        const login = await sdk.createClient({ baseUrl: homeserver }).loginRequest(proof);
        client = sdk.createClient({
            baseUrl: homeserver,
            userId: login.user_id,
            deviceId: login.device_id,
            accessToken: login.access_token,
        });
        // As the homeserver would give it, but under a name that was made up.
        client.getTurnServers = () => [turn];
        client.checkTurnServers = async () => true;
        await client.initRustCrypto({ useIndexedDB: false });
        const synced = new Promise((resolve) => client.on("sync", (state) => state === "PREPARED" && resolve()));
        client.on("Call.incoming", (incoming) => {
            // One that was nothing to begin with rings nowhere.
            if (incoming.state !== "ringing") return;
            // As Element Web does it: where there is a call in the room already, another is not looked at.
            if (call && call !== incoming && call.state !== "ended") return;
            follow(incoming);
            if (answers) void incoming.answer(true, answers.video);
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
        return login.user_id;
    },

    /** Takes the invitation to a room whose name begins so; its id, or nothing while there is none. */
    async join(name) {
        const room = client.getRooms().find((room) => room.getMyMembership() === "invite" && room.name.startsWith(name));
        if (!room) return null;
        await client.joinRoom(room.roomId, { acceptSharedHistory: true });
        // Nothing can be said there before it is known how.
        while (!(await client.getCrypto().isEncryptionEnabledInRoom(room.roomId))) await new Promise((go) => client.once("sync", go));
        return room.roomId;
    },

    /** The message of somebody else with these words; its id, or nothing while there is none. */
    reads(room, words) {
        const events = client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
        const told = events.find((event) => event.getSender() !== client.getUserId() && event.getContent().body?.includes(words));
        return told?.getId() ?? null;
    },

    /** How many messages hold these words. */
    counts: (room, words) =>
        client.getRoom(room).getLiveTimeline().getEvents().filter((event) => event.getContent().body?.includes(words)).length,

    react: (room, event) =>
        client.sendEvent(room, "m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: event, key: "✅" } }).then(() => true),

    say: (room, text) => client.sendTextMessage(room, text).then(() => true),

    /** What is done with calls that come from now on: nothing, or an answer with or without a picture. */
    answersWith: (how) => {
        answers = how;
        return true;
    },

    /** Calls a room, as Element Web does, or the seeker who is in it. */
    async place(room, video, seeker = false) {
        const members = client.getRoom(room).getJoinedMembers();
        const invitee = seeker ? members.find(({ userId }) => userId.startsWith("@lotse_s_")).userId : undefined;
        const placed = sdk.createNewMatrixCall(client, room, { invitee });
        follow(placed);
        await (video ? placed.placeVideoCall() : placed.placeVoiceCall());
        return placed.callId;
    },

    async answer(video) {
        await call.answer(true, video);
        return true;
    },

    reject: () => (call.reject(), true),
    hangUp: () => (call.hangup("user_hangup", false), true),

    state: () => call?.state ?? null,
    reason: () => call?.hangupReason ?? null,
    id: () => call?.callId ?? null,
    /** What comes from the other side, by their own word. */
    theirs: () => ({ muted: call.remoteUsermediaFeed.isAudioMuted(), picture: !call.remoteUsermediaFeed.isVideoMuted() }),
    /** Tries to set state; the error's code, or nothing. */
    sets: (room, type, content) =>
        client.sendStateEvent(room, type, content, type).then(
            () => null,
            (error) => error.errcode ?? String(error),
        ),
};
