import { equal, rejects } from "node:assert/strict";
import { test } from "node:test";

import { Questions } from "../src/matrix/questions.ts";

const yes = () => Promise.resolve(Response.json({ device_keys: {} }));

test("an answer leaves no doubt", async () => {
    const questions = new Questions();
    const since = questions.mark;
    const answer = await questions.ask(yes);
    equal(questions.certain(since), true);
    equal(await answer.text(), '{"device_keys":{}}');
});

test("what was encrypted while a question failed goes to nobody, though a later one is answered", async () => {
    const questions = new Questions();
    const since = questions.mark;
    await rejects(questions.ask(() => Promise.reject(new TypeError("no network"))));
    equal(questions.certain(since), false);
    await questions.ask(yes);
    equal(questions.certain(since), false);
    equal(questions.certain(questions.mark), true);
});

test("a refusal is no answer", async () => {
    const questions = new Questions();
    await questions.ask(() => Promise.resolve(new Response("", { status: 502 })));
    equal(questions.failed, true);
    equal(questions.certain(questions.mark), false);
});

test("an open question is waited for", async () => {
    const questions = new Questions();
    let answer = (_: Response) => {};
    const asked = questions.ask(() => new Promise((go) => (answer = go)));
    equal(questions.certain(questions.mark), false);
    answer(Response.json({ device_keys: {} }));
    await asked;
    equal(questions.certain(questions.mark), true);
});

test("an answer whose body breaks off is none", async () => {
    const questions = new Questions();
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError("gone")) });
    await rejects(questions.ask(() => Promise.resolve(new Response(broken))));
    equal(questions.failed, true);
});

test("a page of something in between is no answer, whatever its status says", async () => {
    const questions = new Questions();
    await questions.ask(() => Promise.resolve(new Response("<html>")));
    equal(questions.failed, true);
});
