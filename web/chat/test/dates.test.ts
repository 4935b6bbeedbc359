import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../src/counsel.ts";
import { datesNow } from "../src/dates.ts";
import { type Dates, datesOf, wishOf } from "../src/phrases.ts";

const NOW = 1_000_000;

function line(key: string, dates?: Dates): Entry {
    return { key, sender: "@c:l", senderName: "", own: false, at: 1, kind: "text", text: "x", edited: false, ...(dates ? { dates } : {}) };
}

const offer = (moves: boolean): Dates => ({ is: "offer", moves, slots: [{ number: 1, text: "1: morgen" }] });
const booked = (at = NOW + 1): Dates => ({ is: "booked", at });

const now = (...all: (Dates | undefined)[]) => {
    const found = datesNow(all.map((dates, place) => line(`$${place}`, dates)), NOW);
    return found && [found.offer?.key ?? null, found.booked];
};

test("what Lotse said last decides which buttons there are", () => {
    assert.equal(now(), null);
    assert.equal(now(undefined), null);
    assert.deepEqual(now(offer(false), undefined), ["$0", null]);
    assert.deepEqual(now(offer(false), booked()), [null, NOW + 1]);
    assert.deepEqual(now(booked(), offer(true)), ["$1", NOW + 1], "it holds until another is chosen");
    assert.deepEqual(now(booked(), offer(true), { is: "declined" }), [null, NOW + 1]);
    assert.equal(now(offer(false), { is: "declined" }), null);
    assert.equal(now(booked(), { is: "over" }), null);
    assert.equal(now(booked(NOW)), null, "it has begun");
    assert.deepEqual(now(booked(), { is: "over" }, offer(false)), ["$2", null]);
});

test("only what Lotse says in its own words is about an appointment", () => {
    const said = (key: string, args: object) => ({ "org.lotse.phrases": [{ key, args }] });
    assert.equal(datesOf({ body: "Der Termin steht" }), null);
    assert.equal(datesOf(said("case-received", { hours: 48 })), null);
    assert.equal(datesOf(said("appointment-offer", { moves: "no" })), null, "without a time nothing can be chosen");
    assert.deepEqual(datesOf(said("appointment-booked", { time: "2026-11-30T10:00:00Z" })), { is: "booked", at: Date.parse("2026-11-30T10:00:00Z") });
    assert.equal(datesOf(said("appointment-booked", { time: "bald" })), null);
    assert.deepEqual(datesOf(said("appointment-cancelled", {})), { is: "over" });
    assert.deepEqual(wishOf(said("case-call-wish", { name: "ben", video: "yes" })), { name: "ben", video: true });
    assert.equal(wishOf(said("case-call-wish", {})), null);
});
