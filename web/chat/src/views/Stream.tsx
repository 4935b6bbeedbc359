// What comes from a camera or a microphone, here or there; never kept.

import { useEffect, useRef } from "preact/hooks";

export function Stream(props: { stream: MediaStream; own?: boolean; label: string; speaker?: string; sound?: boolean }) {
    const { stream, own = false, sound = false, speaker = "" } = props;
    const place = useRef<HTMLVideoElement & HTMLAudioElement>(null);
    useEffect(() => {
        const element = place.current;
        if (!element) return;
        element.srcObject = stream;
        // Whoever has just clicked may be heard; and where a browser says no all the same, nothing else fails.
        void element.play().catch(() => undefined);
        return () => {
            element.srcObject = null;
        };
    }, [stream]);
    useEffect(() => {
        if (speaker && place.current && "setSinkId" in place.current) void place.current.setSinkId(speaker).catch(() => undefined);
    }, [speaker]);
    if (sound) return <audio ref={place} autoPlay />;
    return <video ref={place} class={own ? "chat-own-picture" : "chat-picture"} autoPlay playsInline muted aria-label={props.label} />;
}
