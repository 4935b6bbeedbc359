// Sie or du: whoever reads German and has not chosen how is addressed as the topic of their case has it.

import type { Case } from "./api.ts";

/** The catalogue for this case; `locale` is the page's, `chosen` whether the person has chosen it. */
export function tongueOf(current: Case | null, locale: string, chosen: boolean): string {
    const german = locale === "de" || locale === "de-informal";
    if (!current || chosen || !german) return locale;
    return current.manner === "familiar" ? "de-informal" : "de";
}
