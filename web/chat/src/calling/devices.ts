// Microphone, camera and loudspeaker: asked for only when somebody is about to speak, and off as soon as they do not.

import { hindrance, type Hindrance } from "../attach/voice.ts";

/** What somebody has chosen; nothing for what the browser takes by itself. */
export interface Choice {
    microphone: string;
    camera: string;
    picture: boolean;
    blur: boolean;
}

export const USUAL: Choice = { microphone: "", camera: "", picture: false, blur: false };

/** What can be chosen. */
export interface Devices {
    microphones: MediaDeviceInfo[];
    cameras: MediaDeviceInfo[];
    speakers: MediaDeviceInfo[];
}

/** Opens what was chosen; or says why it cannot. */
export async function open({ microphone, camera, picture, blur }: Choice): Promise<MediaStream | Hindrance> {
    if (!navigator.mediaDevices?.getUserMedia) return "unable";
    const of = (id: string) => (id ? { deviceId: { ideal: id } } : {});
    try {
        const stream = await navigator.mediaDevices.getUserMedia({
            audio: { ...of(microphone), echoCancellation: true, noiseSuppression: true },
            video: picture && { ...of(camera), width: { ideal: 640 }, height: { ideal: 480 } },
        });
        if (blur) await blurred(stream, true);
        return stream;
    } catch (error) {
        return hindrance(error);
    }
}

/** Named only once somebody has allowed one of them. */
export async function devices(): Promise<Devices> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== "");
    return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: canChooseSpeaker() ? of("audiooutput") : [] };
}

export const canChooseSpeaker = (): boolean => "setSinkId" in HTMLMediaElement.prototype;

/** Whether the browser blurs the background by itself; we bring nothing of our own for it. */
export function canBlur(stream: MediaStream | null): boolean {
    const [track] = stream?.getVideoTracks() ?? [];
    const able = (track?.getCapabilities?.() ?? {}) as { backgroundBlur?: boolean[] };
    return able.backgroundBlur?.includes(true) ?? false;
}

export async function blurred(stream: MediaStream, on: boolean): Promise<void> {
    const [track] = stream.getVideoTracks();
    if (!track || !canBlur(stream)) return;
    await track.applyConstraints({ ...track.getConstraints(), backgroundBlur: on } as MediaTrackConstraints).catch(() => undefined);
}

/** Tells how loud it is, 0 to 1, until it is told to stop. */
export function level(stream: MediaStream, heard: (loud: number) => void): () => void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        heard(Math.min(1, samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) * 1.5));
    }, 120);
    return () => {
        clearInterval(timer);
        void context.close();
    };
}
