import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, type Told } from "../src/matrix/entries.ts";
import { seal, unseal } from "../src/matrix/sealed.ts";

const SELF = "@s_1:lotse.example";
const BEN = "@ben:lotse.example";

function told(content: Record<string, unknown>, more: Record<string, unknown> = {}): Told {
    const { type = "m.room.message", sender = BEN, failed = false, redacted = false, state = false } = more;
    return {
        getId: () => "$1",
        getType: () => type as string,
        getWireType: () => "m.room.encrypted",
        getSender: () => sender as string,
        getTs: () => 1,
        getContent: () => content,
        isRedacted: () => redacted as boolean,
        isState: () => state as boolean,
        isEncrypted: () => true,
        isDecryptionFailure: () => failed as boolean,
        replacingEvent: () => null,
    };
}

const entry = (event: Told) => entryOf(event, SELF, () => "Ben");

test("a text is a line of its sender", () => {
    const line = entry(told({ msgtype: "m.text", body: "Guten Tag" }));
    assert.deepEqual([line?.kind, line?.text, line?.senderName, line?.own], ["text", "Guten Tag", "Ben", false]);
    assert.equal(entry(told({ msgtype: "m.text", body: "Ich" }, { sender: SELF }))?.own, true);
});

test("what cannot be opened says so, and shows nothing of itself", () => {
    const line = entry(told({ msgtype: "m.bad.encrypted", body: "** Unable to decrypt **" }, { failed: true }));
    assert.deepEqual([line?.kind, line?.text], ["locked", ""]);
    assert.equal(entry(told({}, { type: "m.room.encrypted" }))?.kind, "locked");
});

test("what is not said to people is no line", () => {
    assert.equal(entry(told({ membership: "join" }, { type: "m.room.member", state: true })), null);
    assert.equal(entry(told({}, { type: "m.reaction" })), null);
    assert.equal(entry(told({ body: "* neu", "m.relates_to": { rel_type: "m.replace" } })), null);
});

test("a reply is what was replied", () => {
    const body = "> <@anna:lotse.example> erste Zeile\n> zweite\n\nMeine Antwort\n> mein Zitat";
    const line = entry(told({ msgtype: "m.text", body, "m.relates_to": { "m.in_reply_to": { event_id: "$0" } } }));
    assert.equal(line?.text, "Meine Antwort\n> mein Zitat");
});

test("a deleted message is a line, a withdrawn reaction is none", () => {
    assert.equal(entry(told({}, { redacted: true }))?.kind, "deleted");
});

test("a picture is shown only if it is one that runs nothing", () => {
    const file = { url: "mxc://lotse.example/1" };
    const picture = (mimetype: string) =>
        entry(told({ msgtype: "m.image", body: "Brief", info: { mimetype, size: 3 }, file }));
    assert.equal(picture("image/png")?.kind, "image");
    assert.deepEqual([picture("image/svg+xml")?.kind, picture("image/svg+xml")?.file?.type], [
        "file",
        "application/octet-stream",
    ]);
    // Without encryption there is no file for us.
    assert.equal(entry(told({ msgtype: "m.image", body: "Brief", url: "mxc://x/1" }))?.kind, "text");
});

test("what can be heard is played, and says how long it is", () => {
    const file = { url: "mxc://lotse.example/1" };
    const heard = (more: Record<string, unknown>) => entry(told({ msgtype: "m.audio", body: "Ton", file, ...more }));
    const voice = heard({
        info: { mimetype: "audio/ogg; codecs=opus", size: 3 },
        "org.matrix.msc1767.audio": { duration: 2_000, waveform: [0, 5_000, "laut"] },
        "org.matrix.msc3245.voice": {},
    });
    assert.equal(voice?.kind, "sound");
    assert.deepEqual(voice?.file?.sound, { isVoice: true, duration: 2_000, waveform: [0, 1_024] });
    const song = heard({ info: { mimetype: "audio/mpeg", duration: 3 } });
    assert.deepEqual(song?.file?.sound, { isVoice: false, duration: 3, waveform: [] });
    // Whatever else calls itself a sound is a file to save.
    assert.equal(heard({ info: { mimetype: "text/html" } })?.kind, "file");
    assert.equal(heard({})?.kind, "file");
});

test("a file comes out as it went in, and a changed one does not", async () => {
    const plain = new TextEncoder().encode("Bescheid");
    const { cipher, secret } = await seal(plain.buffer);
    assert.ok(!Buffer.from(cipher).includes("Bescheid"));
    assert.equal(new TextDecoder().decode(await unseal(cipher, secret)), "Bescheid");
    new Uint8Array(cipher)[0]! ^= 1;
    await assert.rejects(unseal(cipher, secret));
});
