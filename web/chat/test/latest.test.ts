import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../src/latest.ts";

test("an answer that says what was before is asked for again, and then does not wait for news", async () => {
    const latest = new Latest();
    const asked: boolean[] = [];
    let letGo = (_: string) => {};
    const late = latest.ask((again) => {
        asked.push(again);
        return again ? Promise.resolve("new") : new Promise<string>((go) => (letGo = go));
    });
    latest.learnt();
    letGo("old");
    assert.equal(await late, "new");
    assert.deepEqual(asked, [false, true]);
    // Nothing has come since.
    assert.equal(await latest.ask(() => Promise.resolve("as it is")), "as it is");
});
