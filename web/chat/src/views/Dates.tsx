// The times of an appointment as buttons. What they say is what somebody could write.

import { useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import { datesNow } from "../dates.ts";
import type { State } from "../state.ts";
import { moment, say } from "../words.ts";

export function Dates({ chat, state }: { chat: Chat; state: State }) {
    const [sure, setSure] = useState(false);
    const { entries } = state.timeline;
    const now = datesNow(entries, Date.now());
    // Answered, until Lotse has said what became of it.
    const [done, setDone] = useState("");
    const last = entries.findLast(({ dates }) => dates)?.key ?? "";
    if (!now || state.step !== "done" || done === last) return null;
    const { offer, booked } = now;
    const answer = (text: string, to?: string) => {
        setDone(last);
        setSure(false);
        chat.write(text, to);
    };
    return (
        <section class="chat-asked" data-dates={offer ? "offer" : "booked"} aria-label={say("dates")}>
            {offer && (
                <>
                    <h2>{say("dates-choose")}</h2>
                    <div class="chat-row">
                        {offer.slots.map(({ number, text }) => (
                            <button key={number} type="button" class="chat-quiet" onClick={() => answer(String(number), offer.key)}>
                                {text}
                            </button>
                        ))}
                        <button type="button" class="chat-quiet" onClick={() => answer("0", offer.key)}>
                            {say("dates-none")}
                        </button>
                    </div>
                </>
            )}
            {booked && !sure && (
                <>
                    <p>{say("dates-booked", { time: moment(new Date(booked).toISOString()) })}</p>
                    <div class="chat-row">
                        {!offer && (
                            <button type="button" class="chat-quiet" onClick={() => answer(say("dates-move"))}>
                                {say("dates-move")}
                            </button>
                        )}
                        <button type="button" class="chat-quiet" onClick={() => setSure(true)}>
                            {say("dates-cancel")}
                        </button>
                    </div>
                </>
            )}
            {booked && sure && (
                <>
                    <p role="alert">{say("dates-sure")}</p>
                    <div class="chat-row">
                        <button type="button" class="chat-button" onClick={() => answer(say("dates-cancel"))}>
                            {say("dates-cancel")}
                        </button>
                        <button type="button" class="chat-quiet" onClick={() => setSure(false)}>
                            {say("dates-keep")}
                        </button>
                    </div>
                </>
            )}
        </section>
    );
}
