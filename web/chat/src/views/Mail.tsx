// An e-mail when an answer waits: whoever wants one says where it goes, and may take that back.

import { useId, useState } from "preact/hooks";
import { type Mail as Where, Refused } from "../api.ts";
import type { Chat } from "../chat.ts";
import { say } from "../words.ts";

type Standing = "open" | "busy" | "mail-wrong" | "deed-failed";

export function Mail({ chat, mail }: { chat: Chat; mail: Where }) {
    const [address, setAddress] = useState("");
    const [standing, setStanding] = useState<Standing>("open");
    const ids = { field: useId(), error: useId() };
    const set = async (to: string | null) => {
        if (standing === "busy") return;
        setStanding("busy");
        try {
            await chat.mail(to);
            setAddress("");
            setStanding("open");
        } catch (error) {
            setStanding(error instanceof Refused && error.code === "address" ? "mail-wrong" : "deed-failed");
        }
    };
    const failed = standing === "mail-wrong" || standing === "deed-failed";
    return (
        <details class="chat-more chat-mail">
            <summary>{say("mail")}</summary>
            <p>{say("mail-text")}</p>
            <p role="status">{mail.to ? say("mail-on", { address: mail.to }) : say("mail-off")}</p>
            <form
                autocomplete="off"
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    void set(address);
                }}
            >
                <div class="chat-field">
                    <label for={ids.field}>{say("mail-address")}</label>
                    <input
                        id={ids.field}
                        type="email"
                        name="mail-address"
                        value={address}
                        onInput={(event) => setAddress(event.currentTarget.value)}
                        autocomplete="off"
                        maxLength={254}
                        dir="ltr"
                        aria-invalid={standing === "mail-wrong"}
                        aria-describedby={failed ? ids.error : undefined}
                    />
                    {failed && (
                        <p class="chat-error" id={ids.error} role="alert">
                            {say(standing)}
                        </p>
                    )}
                </div>
                <div class="chat-row">
                    {mail.to && (
                        <button type="button" class="chat-quiet" onClick={() => void set(null)}>
                            {say("mail-stop")}
                        </button>
                    )}
                    <button type="submit" class="chat-button" disabled={standing === "busy"}>
                        {say("mail-go")}
                    </button>
                </div>
            </form>
        </details>
    );
}
