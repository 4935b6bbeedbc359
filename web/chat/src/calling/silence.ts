/** Switches off what gives a stream. */
export function silence(stream: MediaStream): void {
    for (const track of stream.getTracks()) track.stop();
}
