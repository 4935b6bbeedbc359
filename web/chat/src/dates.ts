// Which buttons there are for an appointment: from what Lotse has said of it in the room, the last word first.

import type { Entry } from "./counsel.ts";

/** What can be chosen, and what holds. */
export interface DatesNow {
    /** The message with the times, to be answered; and the times. */
    offer: { key: string; slots: { number: number; text: string }[] } | null;
    /** When the appointment begins that holds. Milliseconds since 1970. */
    booked: number | null;
}

export function datesNow(entries: readonly Entry[], now: number): DatesNow | null {
    let offer: DatesNow["offer"] = null;
    let booked: number | null = null;
    for (const { dates, key } of entries.toReversed()) {
        if (!dates) continue;
        if (dates.is === "booked") {
            booked = dates.at > now ? dates.at : null;
            break;
        }
        if (dates.is === "over") break;
        if (dates.is === "declined") {
            // What was offered before is answered.
            offer ??= { key: "", slots: [] };
            continue;
        }
        offer ??= { key, slots: dates.slots };
        if (!dates.moves) break;
    }
    if (offer?.slots.length === 0) offer = null;
    return offer || booked ? { offer, booked } : null;
}
