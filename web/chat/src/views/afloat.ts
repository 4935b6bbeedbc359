// The place to write stays in sight while its own is below the edge of the window. Fixed, and not sticky: what has gone
// under it is told from what is too small to be hit, and what is focused under it comes up above it, by a margin of its height.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** How high the window must be for it. */
const ROOM = "(min-height: 40rem)";

/** Whether what stands in `place` floats at the lower edge; `place` keeps its room meanwhile. */
export function useAfloat(): { place: RefObject<HTMLDivElement>; afloat: boolean } {
    const place = useRef<HTMLDivElement>(null);
    const [afloat, setAfloat] = useState(false);
    useLayoutEffect(() => {
        const box = place.current?.firstElementChild;
        if (!place.current || !box) return;
        const room = matchMedia(ROOM);
        const look = () => {
            const { height } = box.getBoundingClientRect();
            document.documentElement.style.setProperty("--composer", `${height}px`);
            const top = place.current?.getBoundingClientRect().top ?? 0;
            // Parts of a pixel are no reason to move.
            setAfloat(room.matches && top + height > innerHeight + 1);
        };
        // The page grows with every line, and the box with what is written.
        const grown = new ResizeObserver(look);
        grown.observe(box);
        grown.observe(document.body);
        addEventListener("scroll", look, { passive: true });
        addEventListener("resize", look);
        return () => {
            grown.disconnect();
            removeEventListener("scroll", look);
            removeEventListener("resize", look);
        };
    }, []);
    return { place, afloat };
}
