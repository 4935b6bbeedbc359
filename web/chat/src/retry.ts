// Waiting for another try of what has failed.

/** How soon something that may mend itself is tried again. */
const SOON = 15_000;

export class Retry {
    #go: (() => void) | null = null;

    /** Somebody wants it now. */
    now(): void {
        this.#go?.();
    }

    /** Until somebody asks, the network is back, or, where it may mend itself, some seconds have gone by. */
    async wait(mendsItself: boolean): Promise<void> {
        await new Promise<void>((go) => {
            const timer = mendsItself ? setTimeout(go, SOON) : undefined;
            this.#go = () => {
                clearTimeout(timer);
                go();
            };
            addEventListener("online", this.#go, { once: true });
        });
        this.#go = null;
    }
}

export const pause = (span: number) => new Promise<void>((go) => setTimeout(go, span));

/** How often something is looked at that nobody has told about. */
const GLANCE = 45_000;

/** Looks from time to time while the page is seen, for as long as it is of use. */
export function glance(useful: () => boolean, look: () => void): void {
    const timer = setInterval(() => {
        if (!useful()) return clearInterval(timer);
        if (!document.hidden) look();
    }, GLANCE);
}

/** Does something when it is called, and not again within so many milliseconds. */
export function seldom(span: number, deed: () => void): () => void {
    let last = 0;
    return () => {
        const now = Date.now();
        if (now - last < span) return;
        last = now;
        deed();
    };
}
