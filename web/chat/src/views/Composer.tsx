// Where people write. What is written here is nowhere else until it is sent, and then only encrypted.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ACCEPTED, prepare } from "../attach/prepare.ts";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { say } from "../words.ts";
import { useAfloat } from "./afloat.ts";
import { Clip, Microphone } from "./icons.tsx";
import { Speaking, useVoice } from "./Voice.tsx";

/** A Matrix event holds 64 KiB; encrypted text grows by a third. */
const LONGEST = 20_000;

export function Composer({ chat, state }: { chat: Chat; state: State }) {
    const [text, setText] = useState(chat.draft);
    const [trouble, setTrouble] = useState<string | null>(null);
    const field = useRef<HTMLTextAreaElement>(null);
    const files = useRef<HTMLInputElement>(null);
    const microphone = useRef<HTMLButtonElement>(null);
    const voice = useVoice();
    const speaks = voice.now.is !== "still";
    const ids = { field: useId(), hint: useId() };
    const { place, afloat } = useAfloat();
    const first = state.timeline.entries.every((entry) => !entry.own) && state.outbox.length === 0;

    const send = () => {
        const words = text.trim();
        if (!words) return field.current?.focus();
        chat.write(words);
        setText("");
        chat.draft = "";
        field.current?.focus();
    };
    const attach = async (event: Event & { currentTarget: HTMLInputElement }) => {
        const chosen = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = "";
        setTrouble(null);
        for (const file of chosen) {
            const ready = await prepare(file).catch(() => "broken" as const);
            if (typeof ready === "string") setTrouble(say(`attach-${ready}`, { name: file.name }));
            else chat.attach(ready);
        }
    };
    const sendVoice = () => {
        const spoken = voice.take();
        if (!spoken) return;
        const { file, ...heard } = spoken;
        chat.attach({ file, voice: heard });
    };
    // Whoever has spoken, or has thrown it away, is where they began.
    const spoke = useRef(false);
    useEffect(() => {
        if (spoke.current && !speaks) microphone.current?.focus();
        spoke.current = speaks;
    }, [speaks]);
    return (
        <div ref={place} class={afloat ? "chat-afloat" : undefined}>
            <form
                class="chat-composer"
                // Browsers write what stands in a form's fields into the file that restores their tabs, but not of such a form.
                autocomplete="off"
                onSubmit={(event) => {
                    event.preventDefault();
                    send();
                }}
            >
                <label for={ids.field}>{say(first ? "write-first" : "write")}</label>
                <textarea
                    ref={field}
                    id={ids.field}
                    value={text}
                    rows={first ? 4 : 2}
                    maxLength={LONGEST}
                    dir="auto"
                    aria-describedby={ids.hint}
                    onInput={(event) => {
                        setText(event.currentTarget.value);
                        chat.draft = event.currentTarget.value;
                        chat.typing();
                    }}
                    onKeyDown={(event) => {
                        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                            event.preventDefault();
                            send();
                        }
                    }}
                />
                {speaks ? (
                    <Speaking voice={voice} send={sendVoice} />
                ) : (
                    <div class="chat-row">
                        <input
                            ref={files}
                            type="file"
                            hidden
                            multiple
                            accept={ACCEPTED}
                            onChange={(event) => void attach(event)}
                        />
                        <button type="button" class="chat-quiet" onClick={() => files.current?.click()}>
                            <Clip />
                            {say("attach")}
                        </button>
                        <button
                            type="button"
                            class="chat-quiet chat-narrow"
                            ref={microphone}
                            onClick={() => void voice.begin()}
                        >
                            <Microphone />
                            <span>{say("voice")}</span>
                        </button>
                        <button type="submit" class="chat-button">
                            {say("send")}
                        </button>
                    </div>
                )}
                <p class="chat-hint" id={ids.hint}>
                    {say("write-hint")}
                </p>
                {(trouble ?? voice.trouble) && (
                    <p class="chat-error" role="alert">
                        {trouble ?? say(voice.trouble ?? "")}
                    </p>
                )}
            </form>
        </div>
    );
}
