import assert from "node:assert/strict";
import { test } from "node:test";
import { waveform } from "../src/attach/loudness.ts";
import { contentOf } from "../src/matrix/contents.ts";
import type { EncryptedFile } from "../src/matrix/sealed.ts";

const SEALED = { v: "v2", url: "mxc://lotse.example/1", key: {}, iv: "", hashes: {} } as unknown as EncryptedFile;
const file = (name: string, type: string) => new File(["12345"], name, { type });

test("a voice message is what Element takes for one", () => {
    const voice = { duration: 1_500, waveform: [0, 1024] };
    const sent = contentOf({ id: "1", kind: "file", file: file("Sprachnachricht.webm", "audio/webm"), voice }, SEALED);
    assert.equal(sent.msgtype, "m.audio");
    assert.deepEqual(sent.info, { mimetype: "audio/webm", size: 5, duration: 1_500 });
    assert.deepEqual(sent["org.matrix.msc3245.voice"], {});
    assert.deepEqual(sent["org.matrix.msc1767.audio"], voice);
    assert.equal(sent.file, SEALED);
    // The address stands in `file` alone: in `url` it would be one of a file that anybody may read.
    assert.equal("url" in sent, false);
});

test("where the browser cannot tell how loud it is, nothing is made up", () => {
    const voice = { duration: 1_500, waveform: [] };
    const sent = contentOf({ id: "1", kind: "file", file: file("a.m4a", "audio/mp4"), voice }, SEALED);
    assert.deepEqual(sent["org.matrix.msc1767.audio"], { duration: 1_500 });
});

test("a picture and a letter are no voices", () => {
    const picture = contentOf({ id: "1", kind: "file", file: file("a.png", "image/png"), width: 3, height: 4 }, SEALED);
    assert.deepEqual([picture.msgtype, picture.info], ["m.image", { mimetype: "image/png", size: 5, w: 3, h: 4 }]);
    assert.equal(contentOf({ id: "1", kind: "file", file: file("a.pdf", "application/pdf") }, SEALED).msgtype, "m.file");
});

test("the loudest of each part is drawn, and silence is flat", () => {
    const spoken = new Float32Array(1_000).map((_, at) => (at < 500 ? 0.1 : -0.2));
    const drawn = waveform(spoken);
    assert.equal(drawn.length, 100);
    assert.deepEqual([drawn[0], drawn[99]], [512, 1024]);
    assert.deepEqual(new Set(waveform(new Float32Array(500))), new Set([0]));
    assert.deepEqual(waveform(new Float32Array(0)), []);
});
