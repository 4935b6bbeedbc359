// The entry: reads what the page has found out, shows the form at once, and loads the messenger behind it.

import "./style.css";
import "./talk.css";
import "./voice.css";
import "./call.css";

import { render } from "preact";
import type { Wish } from "./api.ts";
import { Chat } from "./chat.ts";
import type { Counsel } from "./counsel.ts";
import { tongueOf } from "./tongue.ts";
import { App } from "./views/App.tsx";
import { learn } from "./words.ts";

const place = document.getElementById("chat");

async function load(): Promise<Counsel> {
    // Both at once: the cryptography is most of what is loaded.
    const [{ MatrixCounsel }] = await Promise.all([
        import("./matrix/counsel.ts"),
        import("./matrix/cryptography.ts").then(({ warm }) => warm()),
        // The SDK would fetch it only when it is needed.
        import("matrix-js-sdk/lib/rust-crypto/index.js"),
    ]);
    return new MatrixCounsel();
}

/** What stands in the hidden fields of `#wish`; nothing, on the page for those who come back. */
function wishOf(form: HTMLFormElement | null): Wish | null {
    if (!form) return null;
    const fields = new FormData(form);
    const field = (name: string) => {
        const value = fields.get(name);
        return typeof value === "string" && value !== "" ? value : null;
    };
    const [topic, link] = [field("topic"), field("link")];
    if (!topic && !link) return null;
    const where = { postcode: field("postcode"), centre: field("centre"), link };
    return { topic: topic ?? "", ...where, danger: field("danger"), live: form.dataset.live !== undefined, date: field("date") };
}

if (place) {
    const locale = place.dataset.locale ?? document.documentElement.lang ?? "de";
    const chat = new Chat({
        wish: wishOf(document.querySelector<HTMLFormElement>("form#wish")),
        lost: place.dataset.lost !== undefined,
        server: place.dataset.serverName ?? location.hostname,
        locale,
        load,
        changed: () => {
            address();
            draw();
        },
    });
    let spoken = locale;
    const address = () => {
        const tongue = tongueOf(chat.currentCase, locale, place.dataset.chosen !== undefined);
        if (tongue === spoken) return;
        const before = spoken;
        spoken = tongue;
        learn(tongue).then(
            () => {
                chat.reword();
                draw();
            },
            () => {
                // What was said so far still holds; it is tried again with the next change.
                spoken = before;
            },
        );
    };
    let planned = false;
    const draw = () => {
        if (planned) return;
        planned = true;
        queueMicrotask(() => {
            planned = false;
            render(<App chat={chat} state={chat.state} />, place);
        });
    };
    await learn(locale);
    place.replaceChildren();
    await chat.begin();
    chat.warm();
}
