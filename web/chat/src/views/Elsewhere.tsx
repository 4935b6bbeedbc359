// Nobody is on duty where a guest waits, and somebody is elsewhere: they go there only after reading who can read there, or wait on.

import { useId, useState } from "preact/hooks";
import type { Elsewhere as Found } from "../api.ts";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { say } from "../words.ts";

export function Elsewhere({ chat, state }: { chat: Chat; state: State }) {
    const [stays, setStays] = useState<string | null>(null);
    const { elsewhere } = state;
    if (elsewhere?.there === "full") return <p>{say("live-elsewhere-full")}</p>;
    const centre = elsewhere?.centre;
    if (!centre || stays === centre.id) return null;
    return <Offer key={centre.id} chat={chat} here={chat.currentCase?.centre ?? ""} centre={centre} stays={() => setStays(centre.id)} />;
}

function Offer(props: { chat: Chat; here: string; centre: NonNullable<Found["centre"]>; stays: () => void }) {
    const { chat, here, centre, stays } = props;
    const files = chat.state.timeline.entries.some((entry) => entry.own && entry.file);
    const { reads } = centre;
    const [standing, setStanding] = useState<"open" | "busy" | "failed">("open");
    const title = useId();
    const there = centre.name;
    const go = () => {
        setStanding("busy");
        const arrived = () => document.querySelector<HTMLElement>("#chat h1")?.focus();
        chat.goElsewhere(centre.id).then(arrived, () => setStanding("failed"));
    };
    return (
        <section class="chat-elsewhere" aria-labelledby={title} data-centre={centre.id}>
            <h2 id={title}>{say("live-elsewhere-title")}</h2>
            <p>{say("live-elsewhere", { here, there })}</p>
            <p>
                {centre.waiting ? say("live-elsewhere-ahead", { count: String(centre.waiting) }) : say("live-elsewhere-next")}{" "}
                {centre.minutes === null ? say("live-unknown") : say("live-minutes", { minutes: String(centre.minutes) })}
            </p>
            <h3>{reads.title}</h3>
            {centre.carrier && <p>{`${there}, ${centre.carrier}`}</p>}
            <dl class="chat-reads">
                {reads.rows.map(([who, what]) => (
                    <div key={who}>
                        <dt>{who}</dt>
                        <dd>{what}</dd>
                    </div>
                ))}
            </dl>
            <p>{reads.kept}</p>
            <p>{say("live-elsewhere-agree", { here, there })}</p>
            {files && <p>{say("live-elsewhere-files")}</p>}
            {standing === "failed" && (
                <p class="chat-error" role="alert">
                    {say("live-elsewhere-failed")}
                </p>
            )}
            <div class="chat-row">
                <button type="button" class="chat-quiet" onClick={stays}>
                    {say("live-elsewhere-stay")}
                </button>
                <button type="button" class="chat-button" disabled={standing === "busy"} onClick={go}>
                    {say("live-elsewhere-go")}
                </button>
            </div>
        </section>
    );
}
