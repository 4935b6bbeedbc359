import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { say } from "../words.ts";
import { AccountForm } from "./AccountForm.tsx";
import { LiveForm } from "./Live.tsx";
import { Talk } from "./Talk.tsx";

export function App({ chat, state }: { chat: Chat; state: State }) {
    switch (state.view) {
        case "loading":
            return <p class="chat-loading">{say("loading")}</p>;
        case "form":
            return chat.isLive ? <LiveForm chat={chat} state={state} /> : <AccountForm chat={chat} state={state} />;
        case "talk":
            return <Talk chat={chat} state={state} />;
        case "over":
            return <Over />;
    }
}

/** After signing out: nothing is left, and what may be left in the browser is said. */
function Over() {
    return (
        <section class="chat-card" tabIndex={-1} ref={(it) => it?.focus()}>
            <h1>{say("over-title")}</h1>
            <p>{say("over-text")}</p>
            <p>
                <a class="chat-button" href={new URL("anmelden", document.baseURI).href}>
                    {say("over-again")}
                </a>
            </p>
        </section>
    );
}
