// An e-mail when an answer waits: whoever wants one says where it goes, shows by a code that the mailbox is theirs, and may take that back.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { type Mail as Where, Refused } from "../api.ts";
import type { Chat } from "../chat.ts";
import { say } from "../words.ts";

type Standing = "open" | "busy" | "mail-wrong" | "mail-code-wrong" | "mail-too-many" | "deed-failed";

const WORDS: Record<string, Standing> = { address: "mail-wrong", code: "mail-code-wrong", too_many: "mail-too-many" };

export function Mail({ chat, mail }: { chat: Chat; mail: Where }) {
    const [other, setOther] = useState(false);
    const [standing, setStanding] = useState<Standing>("open");
    const asks = mail.asked !== null && !other;
    const failed = standing !== "open" && standing !== "busy" ? standing : null;
    const does = async (deed: () => Promise<void>) => {
        if (standing === "busy") return;
        setStanding("busy");
        try {
            await deed();
            setOther(false);
            setStanding("open");
        } catch (error) {
            setStanding((error instanceof Refused && WORDS[error.code]) || "deed-failed");
        }
    };
    const submitted = (text: string) => does(() => (asks ? chat.mailing.confirm(text) : chat.mailing.set(text)));
    return (
        <details class="chat-more chat-mail">
            <summary>{say("mail")}</summary>
            <p>{say("mail-text")}</p>
            <div role="status">
                <p>{mail.to ? say("mail-on", { address: mail.to }) : say("mail-off")}</p>
                {asks && <p data-asked>{say("mail-asked", { address: mail.asked ?? "" })}</p>}
            </div>
            <Field key={asks ? "code" : "address"} code={asks} failed={failed} busy={standing === "busy"} submitted={submitted}>
                {asks && (
                    <button type="button" class="chat-quiet" onClick={() => { setStanding("open"); setOther(true); }}>
                        {say("mail-other")}
                    </button>
                )}
                {(mail.to || mail.asked) && (
                    <button type="button" class="chat-quiet chat-mail-stop" onClick={() => void does(() => chat.mailing.set(null))}>
                        {say("mail-stop")}
                    </button>
                )}
            </Field>
        </details>
    );
}

/** One line to fill in: the address, or the code that has come there. */
function Field(props: {
    code: boolean;
    failed: string | null;
    busy: boolean;
    submitted: (text: string) => Promise<void>;
    children: ComponentChildren;
}) {
    const { code, failed, busy } = props;
    const [text, setText] = useState("");
    const field = useRef<HTMLInputElement>(null);
    const ids = { field: useId(), error: useId() };
    useEffect(() => {
        if (code) field.current?.focus();
    }, [code]);
    return (
        <form
            autocomplete="off"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                void props.submitted(text);
            }}
        >
            <div class="chat-field">
                <label for={ids.field}>{say(code ? "mail-code" : "mail-address")}</label>
                <input
                    ref={field}
                    id={ids.field}
                    type={code ? "text" : "email"}
                    inputMode={code ? "numeric" : "email"}
                    name={code ? "mail-code" : "mail-address"}
                    value={text}
                    onInput={(event) => setText(event.currentTarget.value)}
                    autocomplete={code ? "one-time-code" : "off"}
                    maxLength={code ? 12 : 254}
                    dir="ltr"
                    aria-invalid={failed === "mail-wrong" || failed === "mail-code-wrong"}
                    aria-describedby={failed ? ids.error : undefined}
                />
                {failed && (
                    <p class="chat-error" id={ids.error} role="alert">
                        {say(failed)}
                    </p>
                )}
            </div>
            <div class="chat-row">
                <button type="submit" class="chat-button" disabled={busy}>
                    {say(code ? "mail-code-go" : "mail-go")}
                </button>
                {props.children}
            </div>
        </form>
    );
}
