import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case } from "../src/api.ts";
import { tongueOf } from "../src/tongue.ts";

const about = (manner: Case["manner"]) => ({ manner }) as Case;

test("the topic chooses between Sie and du for those who read German and have not chosen", () => {
    assert.equal(tongueOf(about("familiar"), "de", false), "de-informal");
    // Somebody with two cases sees the other.
    assert.equal(tongueOf(about("polite"), "de-informal", false), "de");
    assert.equal(tongueOf(null, "de", false), "de");
});

test("whoever has chosen a language, or reads another, keeps it", () => {
    assert.equal(tongueOf(about("familiar"), "de", true), "de");
    assert.equal(tongueOf(about("polite"), "de-informal", true), "de-informal");
    for (const locale of ["de-simple", "en", "ar"]) assert.equal(tongueOf(about("familiar"), locale, false), locale);
});
