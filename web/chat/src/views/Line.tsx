// One message.

import { Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Person } from "../api.ts";
import type { Entry, Sealed } from "../counsel.ts";
import type { Item } from "../outbox.ts";
import { clock, say, size, time } from "../words.ts";
import { Player } from "./Player.tsx";

/** Pictures up to this size are opened by themselves; larger ones cost somebody's data. */
const PREVIEW = 3_000_000;

export function Day({ text }: { text: string }) {
    return (
        <li class="chat-day">
            <span>{text}</span>
        </li>
    );
}

export function Line(props: {
    entry: Entry;
    name: string;
    role: Person["role"] | "former" | null;
    before: string | null;
    open: (file: Sealed) => Promise<Blob>;
}) {
    const { entry, name, role, before, open } = props;
    const kind = entry.own || role === "former" ? "own" : role === "custodian" || role === null ? "service" : "theirs";
    return (
        <Fragment>
            {before && <Day text={before} />}
            <li class={`chat-line chat-${kind}`} data-kind={entry.kind}>
                <p class="chat-who">
                    <span>{name}</span> <time dateTime={new Date(entry.at).toISOString()}>{time(entry.at)}</time>
                    {entry.edited && <span> · {say("edited")}</span>}
                </p>
                {entry.kind === "text" && <Text text={entry.text} />}
                {entry.kind === "locked" && <p class="chat-locked">{say("locked")}</p>}
                {entry.kind === "deleted" && <p class="chat-locked">{say("deleted")}</p>}
                {entry.file && <Attached file={entry.file} open={open} isImage={entry.kind === "image"} />}
            </li>
        </Fragment>
    );
}

/** Somebody's own message that has not arrived yet, or is not shown by the room yet. */
export function Own(props: {
    item: Item;
    safe: boolean;
    before: string | null;
    retry: () => void;
    discard: () => void;
}) {
    const { item, before } = props;
    const { message, progress, part } = item;
    const state = progress === "sent" && !props.safe ? "securing" : progress;
    return (
        <Fragment>
            {before && <Day text={before} />}
            <li class="chat-line chat-own" data-progress={state}>
                <p class="chat-who">
                    <span>{say("you")}</span> <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
                </p>
                {message.kind === "text" ? (
                    <Text text={message.text} />
                ) : (
                    <p class="chat-file">
                        {message.voice
                            ? `${say("voice")} · ${clock(message.voice.duration / 1_000)}`
                            : `${message.file.name} · ${size(message.file.size)}`}
                    </p>
                )}
                {message.kind === "file" && progress === "sending" && (
                    <progress max={1} value={part} aria-label={say("uploading", { name: message.file.name })} />
                )}
                <p class="chat-progress">
                    {say(progress === "failed" && item.full ? "attach-day" : `progress-${state}`)}
                    {progress === "failed" && (
                        <Fragment>
                            {" "}
                            <button type="button" class="chat-link" onClick={props.retry}>
                                {say("again")}
                            </button>{" "}
                            <button type="button" class="chat-link" onClick={props.discard}>
                                {say("discard")}
                            </button>
                        </Fragment>
                    )}
                </p>
            </li>
        </Fragment>
    );
}

const LINK = /(https:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/gu;

/** Words, with links that say where they lead and tell nobody where they were. */
function Text({ text }: { text: string }) {
    return (
        <p class="chat-text" dir="auto">
            {text.split(LINK).map((part, place) =>
                place % 2 === 1 ? (
                    <a key={place} href={part} rel="noreferrer noopener" target="_blank">
                        {part}
                    </a>
                ) : (
                    part
                ),
            )}
        </p>
    );
}

/** A file: pictures are shown, sounds are played, and all but what was spoken here is saved when asked for. */
function Attached({ file, open, isImage }: { file: Sealed; open: (file: Sealed) => Promise<Blob>; isImage: boolean }) {
    const [address, setAddress] = useState<string | null>(null);
    const [state, setState] = useState<"closed" | "opening" | "failed">("closed");
    const fetchIt = async () => {
        if (address) return address;
        setState("opening");
        try {
            const made = URL.createObjectURL(await open(file));
            setAddress(made);
            setState("closed");
            return made;
        } catch {
            setState("failed");
            return null;
        }
    };
    useEffect(() => {
        if (isImage && file.size <= PREVIEW) void fetchIt();
    }, []);
    useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
    const save = async () => {
        const made = await fetchIt();
        if (!made) return;
        const link = document.createElement("a");
        link.href = made;
        link.download = file.name || "datei";
        link.click();
    };
    return (
        <div class="chat-attached">
            {isImage && address && (
                <img src={address} alt={say("picture", { name: file.name })} width={file.width} height={file.height} />
            )}
            {file.sound && <Player sound={file.sound} load={fetchIt} />}
            {!file.sound?.isVoice && (
                <button type="button" class="chat-file" disabled={state === "opening"} onClick={() => void save()}>
                    <span>{file.name || say("file")}</span>
                    <span class="chat-size">
                        {say(state === "opening" ? "opening" : "save")}
                        {file.size > 0 && ` · ${size(file.size)}`}
                    </span>
                </button>
            )}
            {state === "failed" && <p class="chat-error">{say("open-failed")}</p>}
        </div>
    );
}
