// What is seldom done: sign out, end the conversation, delete everything.

import { type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Case } from "../api.ts";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { say } from "../words.ts";
import { Back } from "./Back.tsx";
import { Mail } from "./Mail.tsx";

export function More({ chat, state, current }: { chat: Chat; state: State; current: Case | null }) {
    const [name, setName] = useState(state.name);
    const [password, setPassword] = useState("");
    const pending = state.outbox.some((item) => item.event === null);
    return (
        <footer class="chat-foot">
            {!state.guest && <Deed
                label={say("sign-out")}
                title={say("sign-out")}
                yes={say("sign-out")}
                deed={() => chat.signOut(false)}
                plain={!pending && state.safe}
            >
                <p>{say(pending ? "sign-out-pending" : "sign-out-unsafe")}</p>
            </Deed>}
            <details class="chat-more">
                <summary>{say("more")}</summary>
                <ul>
                    {current && current.state !== "closed" && (
                        <li>
                            <Deed
                                label={say("close")}
                                title={say("close-title")}
                                yes={say("close-yes")}
                                deed={() => chat.close()}
                            >
                                <p>{say(state.guest ? "live-close-text" : "close-text")}</p>
                            </Deed>
                        </li>
                    )}
                    {current && (
                        <li>
                            <Deed
                                label={say("erase")}
                                title={say("erase-title")}
                                yes={say("erase-yes")}
                                deed={() => chat.erase()}
                                danger
                            >
                                <p>{say("erase-text")}</p>
                            </Deed>
                        </li>
                    )}
                    {!state.guest && <li>
                        <Deed
                            label={say("sign-out-all")}
                            title={say("sign-out-all")}
                            yes={say("sign-out-all")}
                            deed={() => chat.signOut(true)}
                        >
                            <p>{say("sign-out-all-text")}</p>
                        </Deed>
                    </li>}
                    {!state.guest && <li>
                        <Deed
                            label={say("delete-account")}
                            title={say("delete-account-title")}
                            yes={say("delete-account-yes")}
                            deed={() => chat.deleteAccount(name, password)}
                            danger
                        >
                            <p>{say("delete-account-text")}</p>
                            <label class="chat-field">
                                <span>{say("account-name")}</span>
                                <input
                                    value={name}
                                    autocomplete="off"
                                    onInput={(event) => setName(event.currentTarget.value)}
                                />
                            </label>
                            <label class="chat-field">
                                <span>{say("account-password")}</span>
                                <input
                                    type="password"
                                    value={password}
                                    autocomplete="one-time-code"
                                    onInput={(event) => setPassword(event.currentTarget.value)}
                                />
                            </label>
                        </Deed>
                    </li>}
                </ul>
            </details>
            {!state.guest && state.mail.possible && <Mail chat={chat} mail={state.mail} />}
            {!state.guest && current && <Other chat={chat} state={state} />}
        </footer>
    );
}

/** The way back into another conversation: open while one is asked for, and as its reader leaves it. */
function Other({ chat, state }: { chat: Chat; state: State }) {
    const [open, setOpen] = useState(false);
    useEffect(() => {
        if (state.back) setOpen(true);
    }, [state.back]);
    return (
        <details class="chat-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say("back-other")}</summary>
            <Back chat={chat} state={state} />
        </details>
    );
}

/** A button that asks first; `plain` does it at once. */
function Deed(props: {
    label: string;
    title: string;
    yes: string;
    deed: () => Promise<void>;
    danger?: boolean;
    plain?: boolean;
    children: ComponentChildren;
}) {
    const box = useRef<HTMLDialogElement>(null);
    const [state, setState] = useState<"open" | "busy" | "failed">("open");
    const go = async () => {
        setState("busy");
        try {
            await props.deed();
            box.current?.close();
            setState("open");
        } catch {
            setState("failed");
        }
    };
    const ask = () => (props.plain ? void go() : box.current?.showModal());
    return (
        <>
            <button type="button" class="chat-quiet" onClick={ask}>
                {props.label}
            </button>
            <dialog ref={box} class="chat-box" aria-label={props.title} onClose={() => setState("open")}>
                <form
                    method="dialog"
                    autocomplete="off"
                    onSubmit={(event) => {
                        event.preventDefault();
                        void go();
                    }}
                >
                    <h2>{props.title}</h2>
                    {props.children}
                    {state === "failed" && (
                        <p class="chat-error" role="alert">
                            {say("deed-failed")}
                        </p>
                    )}
                    <div class="chat-row">
                        <button type="button" class="chat-quiet" onClick={() => box.current?.close()}>
                            {say("cancel")}
                        </button>
                        <button
                            type="submit"
                            disabled={state === "busy"}
                            class={props.danger ? "chat-button chat-danger" : "chat-button"}
                        >
                            {props.yes}
                        </button>
                    </div>
                </form>
            </dialog>
        </>
    );
}
