// How loud a recording is, part by part: what messengers draw of a voice message.

/** As many parts as Element draws at most. */
const PARTS = 100;

/** What stands for as loud as it gets (MSC1767). */
const LOUDEST = 1024;

/** Its length in milliseconds, and its loudness. Fails where the browser cannot read it. */
export async function loudness(sound: ArrayBuffer): Promise<{ duration: number; waveform: number[] }> {
    const heard = await new OfflineAudioContext(1, 1, 8_000).decodeAudioData(sound);
    return { duration: heard.duration * 1_000, waveform: waveform(heard.getChannelData(0)) };
}

/** The loudest of each part, 0 to 1024; quiet speech is raised, for it is the shape that is looked at. */
export function waveform(samples: Float32Array): number[] {
    const parts = Math.min(PARTS, samples.length);
    const peaks = Array.from({ length: parts }, (_, part) => {
        const from = Math.floor((part * samples.length) / parts);
        const to = Math.floor(((part + 1) * samples.length) / parts);
        return samples.subarray(from, to).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    });
    const most = Math.max(...peaks, 0.05);
    return peaks.map((peak) => Math.round((peak / most) * LOUDEST));
}
