import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, type Told } from "../src/matrix/entries.ts";
import { spoken } from "../src/phrases.ts";
import { learn } from "../src/words.ts";

const FIELD = "org.lotse.phrases";

const ENGLISH = {
    more: "More",
    "room.case-accepted": "Accepted.",
    "room.case-name": "You are { $name }. Stop under { $more }.",
    "room.case-received": "At { $centre }, within { $hours }.",
    "room.case-received-hours-one": "one hour",
    "room.case-received-hours-other": "{ $hours } hours",
    "room.absence-nobody": "{ $back } Sorry.",
    "room.absence-nobody-back-none": "Nobody at { $centre }.",
    "room.absence-nobody-back-other": "Nobody at { $centre } until { $back }.",
    "room.erasure-case-warning": "Gone on { $date }.",
};

async function read(locale: string, catalogue: Record<string, string>) {
    Object.assign(globalThis, {
        document: { baseURI: "http://localhost/" },
        fetch: async () => new Response(JSON.stringify(catalogue)),
    });
    await learn(locale);
}

const say = (...phrases: [string, Record<string, unknown>][]) =>
    spoken({ body: "deutsch", [FIELD]: phrases.map(([key, args]) => ({ key, args })) });

test("what Lotse says is read in the reader's language", async () => {
    await read("en", ENGLISH);
    assert.equal(say(["case-accepted", {}]), "Accepted.");
    assert.equal(say(["case-name", { name: "Blue { $more } <b>" }]), "You are Blue { $more } <b>. Stop under More.");
    assert.equal(say(["case-received", { centre: "A", hours: 1 }]), "At A, within one hour.");
    const both = say(["case-received", { centre: "A", hours: 48 }], ["case-accepted", {}]);
    assert.equal(both, "At A, within 48 hours.\n\nAccepted.");
    assert.equal(say(["absence-nobody", { centre: "A", back: "none" }]), "Nobody at A. Sorry.");
    const until = say(["absence-nobody", { centre: "A", back: "2026-12-24" }]) ?? "";
    assert.match(until, /^Nobody at A until .*24.*2026\. Sorry\.$/u);
    assert.match(say(["erasure-case-warning", { date: "2026-12-24T12:00:00Z" }]) ?? "", /24.*2026.*:/u);
});

test("numbers and names follow the language", async () => {
    const forms = { one: "{ $hours } a", few: "{ $hours } b", many: "{ $hours } c", other: "{ $hours } d" };
    const hours = Object.entries(forms).map(([form, text]) => [`room.case-received-hours-${form}`, text]);
    await read("uk", { "room.case-received": "{ $hours }", ...Object.fromEntries(hours) });
    const said = [1, 3, 48, 21].map((hours) => say(["case-received", { hours }]));
    assert.deepEqual(said, ["1 a", "3 b", "48 c", "21 a"]);
    await read("ar", { "room.case-name": "اسمكم { $name }" });
    assert.equal(say(["case-name", { name: "Ben" }]), "اسمكم \u2068Ben\u2069");
});

test("what is not known here is shown as it was written", async () => {
    await read("en", ENGLISH);
    for (const phrases of [undefined, [], "x", [null], [{ key: "case-accepted" }], [{ key: 1, args: {} }]]) {
        assert.equal(spoken({ body: "deutsch", [FIELD]: phrases }), null);
    }
    assert.equal(say(["case-new", {}]), null);
    assert.equal(say(["case-accepted", {}], ["case-new", {}]), null);
    assert.equal(say(["case-received", { centre: "A" }]), null);
    assert.equal(say(["case-name", { name: ["a"] }]), null);
    assert.equal(say(["constructor", {}]), null);
});

test("a line says it in the reader's language, else in its own text", async () => {
    await read("en", ENGLISH);
    const line = (phrases: unknown) => {
        const content = { msgtype: "m.text", body: "deutsch", [FIELD]: phrases };
        const event: Told = {
            getId: () => "$1",
            getType: () => "m.room.message",
            getWireType: () => "m.room.encrypted",
            getSender: () => "@lotse_c_a:lotse.example",
            getTs: () => 1,
            getContent: () => content,
            isRedacted: () => false,
            isState: () => false,
            isEncrypted: () => true,
            isDecryptionFailure: () => false,
            replacingEvent: () => null,
        };
        return entryOf(event, "@s_1:lotse.example", () => "Lotse")?.text;
    };
    assert.equal(line([{ key: "case-accepted", args: {} }]), "Accepted.");
    assert.equal(line([{ key: "case-new", args: {} }]), "deutsch");
});
