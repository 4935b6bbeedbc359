import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForCall, judge, missed, type Rung, type Signal, type Situation } from "../src/matrix/signals.ts";

const SELF = "@s_1:lotse.example";
const BEN = "@ben:lotse.example";
const CEM = "@cem:lotse.example";
const CUSTODIAN = "@lotse_c_dresden:lotse.example";

const signal = (more: Partial<Signal> = {}): Signal => ({
    type: "m.call.invite",
    call: "5",
    sender: BEN,
    party: "BENS",
    invitee: null,
    age: 100,
    lifetime: 60_000,
    reason: null,
    encrypted: true,
    ...more,
});

const situation = (more: Partial<Situation> = {}): Situation => ({
    self: SELF,
    party: "MINE",
    partners: new Set([BEN, CEM]),
    now: null,
    ended: new Set(),
    ...more,
});

const calling = { call: "5", who: BEN, placed: true, rings: false };
const ringing = { call: "5", who: BEN, placed: false, rings: true };

test("whoever has the case rings, and nobody else does", () => {
    assert.equal(judge(signal(), situation()), "ring");
    assert.equal(judge(signal({ invitee: SELF }), situation()), "ring");
    assert.equal(judge(signal({ sender: CUSTODIAN }), situation()), "ignore");
    assert.equal(judge(signal({ sender: "@eve:lotse.example" }), situation()), "ignore");
    assert.equal(judge(signal({ invitee: CEM }), situation()), "ignore", "it is for somebody else");
    assert.equal(judge(signal(), situation({ partners: new Set() })), "ignore", "nobody has the case");
});

test("what is not encrypted, without an id, old or over does not ring", () => {
    for (const odd of [{ encrypted: false }, { call: "" }, { age: 59_000 }, { lifetime: 0 }]) {
        assert.equal(judge(signal(odd), situation()), "ignore", JSON.stringify(odd));
    }
    assert.equal(judge(signal(), situation({ ended: new Set(["5"]) })), "ignore");
});

test("nobody answers but the one who was called, and nobody meddles", () => {
    const answer = (sender: string, call = "5") => judge(signal({ type: "m.call.answer", sender, call }), situation({ now: calling }));
    assert.equal(answer(BEN), "feed");
    assert.equal(answer(CEM), "ignore", "a cover who may call as well");
    assert.equal(answer(CUSTODIAN), "ignore");
    assert.equal(answer(BEN, "6"), "ignore", "another call");
    for (const type of ["m.call.candidates", "m.call.negotiate", "m.call.hangup", "m.call.reject", "m.call.select_answer"]) {
        assert.equal(judge(signal({ type, sender: CEM }), situation({ now: calling })), "ignore", type);
        assert.equal(judge(signal({ type }), situation({ now: calling })), "feed", type);
        assert.equal(judge(signal({ type }), situation()), "ignore", `${type} without a call`);
    }
    assert.equal(judge(signal({ type: "m.call.answer", encrypted: false }), situation({ now: calling })), "ignore");
});

test("who calls while there is a call hears that it is busy", () => {
    const talking = { call: "5", who: BEN, placed: false, rings: false };
    assert.equal(judge(signal({ sender: CEM, call: "6" }), situation({ now: talking })), "busy");
    assert.equal(judge(signal({ call: "6" }), situation({ now: talking })), "busy");
    assert.equal(judge(signal({ sender: CEM, call: "6" }), situation({ now: calling })), "busy");
    assert.equal(judge(signal(), situation({ now: talking })), "ignore", "the same once more");
});

test("of two that cross the one with the smaller id goes on, here as there", () => {
    const invite = (call: string, invitee: string | null) => judge(signal({ call, invitee }), situation({ now: calling }));
    assert.equal(invite("4", SELF), "yield");
    assert.equal(invite("6", SELF), "ignore");
    // Their client does not see that they cross.
    assert.equal(invite("4", null), "yield");
    assert.equal(invite("6", null), "yield");
    const over = (reason: string | null, now = calling) => judge(signal({ type: "m.call.hangup", reason }), situation({ now }));
    assert.equal(over("replaced"), "expect", "theirs is on its way");
    assert.equal(over("user_hangup"), "feed");
    assert.equal(over("replaced", { ...calling, placed: false }), "feed", "they have answered before");
});

test("another device of the same person takes or declines a call that rings", () => {
    const own = (type: string, party: string) => judge(signal({ type, sender: SELF, party }), situation({ now: ringing }));
    assert.equal(own("m.call.answer", "OTHER"), "elsewhere");
    assert.equal(own("m.call.reject", "OTHER"), "elsewhere");
    assert.equal(own("m.call.answer", "MINE"), "ignore", "our own signal, come back");
    assert.equal(own("m.call.candidates", "OTHER"), "ignore");
    assert.equal(judge(signal({ type: "m.call.answer", sender: SELF, party: "OTHER" }), situation({ now: calling })), "ignore");
});

const rung = (type: string, sender: string, call: string, encrypted = true): Rung => ({
    getType: () => type,
    getSender: () => sender,
    getContent: () => ({ call_id: call }),
    isEncrypted: () => encrypted,
});

test("a call that nobody has taken is missed, and one that was declined is not", () => {
    const events = [
        rung("m.call.invite", BEN, "1"),
        rung("m.call.hangup", BEN, "1"),
        rung("m.call.invite", BEN, "2"),
        rung("m.call.answer", SELF, "2"),
        rung("m.call.hangup", BEN, "2"),
        rung("m.call.invite", BEN, "3"),
        rung("m.call.reject", SELF, "3"),
        rung("m.call.invite", SELF, "4"),
        rung("m.call.hangup", SELF, "4"),
        rung("m.call.invite", BEN, "5", false),
        rung("m.call.hangup", BEN, "5", false),
        rung("m.call.invite", BEN, "6"),
    ];
    assert.deepEqual([...missed(events, SELF)], [events[0]]);
});

test("a wish to call is the word alone", () => {
    for (const word of ["anruf", "Anruf", " ANRUF. ", "!anruf", "call"]) assert.deepEqual(asksForCall(word), { video: false }, word);
    for (const word of ["Videoanruf", "video-anruf", "video call!"]) assert.deepEqual(asksForCall(word), { video: true }, word);
    for (const word of ["Ihr Anruf war gut.", "anrufen", "Anruf morgen?", "", "callback"]) assert.equal(asksForCall(word), null, word);
});
