// What is asked about other people's devices, and whether the answers are good enough to send what was encrypted by them.
//
// The SDK goes on with what it knows when such a question fails: a message is encrypted for nobody new, goes out as soon as the
// network is back, and the key that follows it is of a later index. Whoever had just come in could never read it.

/** How long the SDK waits for an answer before it goes on without, in milliseconds; a little less than its five seconds. */
const WAITED = 4_000;

export class Questions {
    #open = 0;
    #failed = false;
    #doubts = 0;

    /** A mark for `certain`, taken before something is encrypted. */
    get mark(): number {
        return this.#doubts;
    }

    /** Whether the last answer was none. */
    get failed(): boolean {
        return this.#failed;
    }

    /** Makes a request for keys, and reads its answer to the end: half an answer is none. */
    async ask(request: () => Promise<Response>): Promise<Response> {
        const begun = performance.now();
        this.#open++;
        try {
            const answer = await request();
            const body = await answer.arrayBuffer();
            this.#failed = !answer.ok || !isWhole(body);
            if (this.#failed || performance.now() - begun > WAITED) this.#doubts++;
            return new Response(body, { status: answer.status, headers: answer.headers });
        } catch (error) {
            this.#failed = true;
            this.#doubts++;
            throw error;
        } finally {
            this.#open--;
        }
    }

    /** Whether what was encrypted since then went to everybody: no question was left open, unanswered, or answered too late. */
    certain(since: number): boolean {
        return this.#open === 0 && !this.#failed && this.#doubts === since;
    }
}

/**
 * Whether an answer is one of a homeserver. A server of somebody that is away, which stands among its failures, is not waited for: others
 * can read, and nobody could write as long as it stays away.
 */
function isWhole(body: ArrayBuffer): boolean {
    try {
        const told = JSON.parse(new TextDecoder().decode(body)) as { device_keys?: unknown } | null;
        return typeof told?.device_keys === "object";
    } catch {
        return false;
    }
}
