import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../src/outbox.ts";

const text = (id: string) => ({ id, kind: "text", text: id }) as const;
const turn = () => new Promise((go) => setImmediate(go));

test("what is written before there is a way goes out in order once there is", async () => {
    const sent: string[] = [];
    const box = new Outbox(
        () => undefined,
        () => false,
    );
    box.add(text("a"), 1);
    box.add(text("b"), 2);
    await turn();
    assert.ok(box.pending && box.items.every((item) => item.progress === "waiting"));
    box.open(async ({ id }) => {
        sent.push(id);
        return `$${id}`;
    });
    await turn();
    assert.deepEqual(sent, ["a", "b"]);
    assert.ok(!box.pending);
    // It is shown until the room shows it, and then no more.
    box.shown(new Set(["$a"]));
    assert.deepEqual(box.items.map((item) => item.message.id), ["b"]);
});

test("without network it is tried again under the same number, and nothing overtakes it", async () => {
    const tries: string[] = [];
    let online = false;
    const box = new Outbox(
        () => undefined,
        () => false,
    );
    box.open(async ({ id }) => {
        tries.push(id);
        if (!online) throw new Error("network");
        return `$${id}`;
    });
    box.add(text("a"), 1);
    box.add(text("b"), 2);
    await turn();
    assert.deepEqual(tries, ["a"]);
    online = true;
    box.retry();
    await turn();
    assert.deepEqual(tries, ["a", "a", "b"]);
    assert.ok(!box.pending);
});

test("what is refused waits for the person, and the rest goes on", async () => {
    let refuse = true;
    const box = new Outbox(
        () => undefined,
        () => true,
    );
    box.open(async ({ id }) => {
        if (id === "a" && refuse) throw new Error("too large");
        return `$${id}`;
    });
    box.add(text("a"), 1);
    box.add(text("b"), 2);
    await turn();
    assert.deepEqual(box.items.map((item) => item.progress), ["failed", "sent"]);
    refuse = false;
    box.retry("a");
    await turn();
    assert.ok(!box.pending);
    box.drop("b");
    assert.equal(box.items.length, 1);
});

test("what the day has no room for is told apart from other refusals", async () => {
    const box = new Outbox(
        () => undefined,
        () => true,
    );
    const refusals = ["ORG.LOTSE.DAY_IS_FULL", "M_FORBIDDEN"];
    box.open(async () => Promise.reject(Object.assign(new Error("no"), { errcode: refusals.shift() })));
    box.add(text("a"), 1);
    box.add(text("b"), 2);
    await turn();
    await turn();
    assert.deepEqual(
        box.items.map(({ progress, full }) => [progress, full]),
        [
            ["failed", true],
            ["failed", false],
        ],
    );
});
