// Before a call: what the other will see and hear.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Hindrance } from "../attach/voice.ts";
import { canBlur, type Choice, devices, type Devices, level, open, USUAL } from "../calling/devices.ts";
import { silence } from "../calling/silence.ts";
import { say } from "../words.ts";
import { Stream } from "./Stream.tsx";

const NOTHING: Devices = { microphones: [], cameras: [], speakers: [] };

export function Check(props: {
    title: string;
    /** Whether somebody calls with a picture. */
    video: boolean;
    go: string;
    begin: (stream: MediaStream, speaker: string) => void;
    leave: () => void;
}) {
    const [choice, setChoice] = useState<Choice>({ ...USUAL, picture: props.video });
    const [there, setThere] = useState<Devices>(NOTHING);
    const [stream, setStream] = useState<MediaStream | null>(null);
    const [trouble, setTrouble] = useState<Hindrance | null>(null);
    const [speaker, setSpeaker] = useState("");
    const taken = useRef(false);
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), []);
    useEffect(() => {
        let current = true;
        let mine: MediaStream | null = null;
        void open(choice).then(async (opened) => {
            if (typeof opened === "string") {
                if (current) setTrouble(opened);
                return;
            }
            if (!current) return silence(opened);
            mine = opened;
            setTrouble(null);
            setStream(opened);
            setThere(await devices());
        });
        return () => {
            current = false;
            if (mine && !taken.current) silence(mine);
            setStream(null);
        };
    }, [choice.microphone, choice.camera, choice.picture, choice.blur]);
    const change = (changed: Partial<Choice>) => setChoice((before) => ({ ...before, ...changed }));
    return (
        <div class="chat-check">
            <h2 ref={heading} tabIndex={-1}>
                {props.title}
            </h2>
            <p class="chat-hint">{say("call-private")}</p>
            {choice.picture && stream && <Stream stream={stream} own label={say("call-own-picture")} />}
            {stream && <Level stream={stream} />}
            {trouble && (
                <p class="chat-error" role="alert">
                    {say(`call-device-${trouble}`)}
                </p>
            )}
            <label class="chat-tick">
                <input type="checkbox" checked={choice.picture} onChange={(event) => change({ picture: event.currentTarget.checked })} />
                {say("call-with-picture")}
            </label>
            {choice.picture && canBlur(stream) && (
                <label class="chat-tick">
                    <input type="checkbox" checked={choice.blur} onChange={(event) => change({ blur: event.currentTarget.checked })} />
                    {say("call-blur")}
                </label>
            )}
            <Choose label={say("call-microphone")} from={there.microphones} chosen={choice.microphone} choose={(microphone) => change({ microphone })} />
            {choice.picture && (
                <Choose label={say("call-camera")} from={there.cameras} chosen={choice.camera} choose={(camera) => change({ camera })} />
            )}
            <Choose label={say("call-speaker")} from={there.speakers} chosen={speaker} choose={setSpeaker} />
            <div class="chat-row">
                <button
                    type="button"
                    class="chat-button"
                    disabled={!stream}
                    onClick={() => {
                        if (!stream) return;
                        taken.current = true;
                        props.begin(stream, speaker);
                    }}
                >
                    {props.go}
                </button>
                <button type="button" class="chat-quiet" onClick={props.leave}>
                    {say("call-leave")}
                </button>
            </div>
        </div>
    );
}

/** One device is no choice. */
function Choose(props: { label: string; from: MediaDeviceInfo[]; chosen: string; choose: (id: string) => void }) {
    const id = useId();
    if (props.from.length < 2) return null;
    return (
        <div class="chat-choose">
            <label for={id}>{props.label}</label>
            <select id={id} value={props.chosen} onChange={(event) => props.choose(event.currentTarget.value)}>
                {props.from.map((device, place) => (
                    <option key={device.deviceId} value={device.deviceId}>
                        {device.label || `${props.label} ${place + 1}`}
                    </option>
                ))}
            </select>
        </div>
    );
}

function Level({ stream }: { stream: MediaStream }) {
    const [loud, setLoud] = useState(0);
    const id = useId();
    useEffect(() => level(stream, setLoud), [stream]);
    return (
        <div class="chat-choose">
            <label for={id}>{say("call-level")}</label>
            <meter id={id} class="chat-level" min={0} max={1} value={loud} />
        </div>
    );
}
