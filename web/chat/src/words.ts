// What people read: one flat catalogue, of which the code knows the keys alone.

let catalogue: Record<string, string> = {};
let tag = "de";

/** Fetches the catalogue of the page's language. */
export async function learn(locale: string): Promise<void> {
    const answer = await fetch(new URL(`chat/words/${encodeURIComponent(locale)}.json`, document.baseURI), {
        credentials: "same-origin",
    });
    if (!answer.ok) throw new Error("no words");
    catalogue = (await answer.json()) as Record<string, string>;
    // Plain language and the familiar form are no languages of their own for dates.
    tag = locale.split("-")[0] ?? "de";
}

/** A sentence, with what stands in braces filled in. */
export function say(key: string, filled: Record<string, string> = {}): string {
    const text = catalogue[key] ?? key;
    return text.replace(/\{ \$([a-z-]+) \}/gu, (whole, name: string) => {
        const value = filled[name];
        return value === undefined ? whole : isolated(value);
    });
}

/** The text of a key as it stands in the catalogue, if it is there. */
export const known = (key: string): string | undefined => (Object.hasOwn(catalogue, key) ? catalogue[key] : undefined);

/** The form that a number takes: one, few, many … */
export const plural = (number: number): string => new Intl.PluralRules(tag).select(number);

/** A name in a sentence, kept from turning the direction of the words around it. */
export const isolated = (name: string): string => (tag === "ar" ? `\u2068${name}\u2069` : name);

/**
 * A moment such as 2026-12-24T12:00:00Z, on the clock of the wall, as the pages and the centres say it: whoever's device has another one
 * would come at another hour.
 */
export const moment = (iso: string): string =>
    new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Berlin" }).format(new Date(iso));

/** Words that names and passwords are suggested from. */
export const wordList = (): string[] => say("word-list").split(/\s+/u).filter(Boolean);

const dayOf = (at: number) => new Date(at).toDateString();

export const sameDay = (one: number, other: number): boolean => dayOf(one) === dayOf(other);

export const time = (at: number): string => new Intl.DateTimeFormat(tag, { timeStyle: "short" }).format(at);

/** "Heute", "Gestern", or the date with its day of the week. */
export function day(at: number, now: number): string {
    if (sameDay(at, now)) return say("today");
    if (sameDay(at, now - 86_400_000)) return say("yesterday");
    const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
    return new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", ...year }).format(at);
}

/** A date such as 2026-12-24, as people write it. */
export const date = (iso: string): string =>
    new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso.slice(0, 10)}T00:00Z`));

/** Seconds as on a watch: 1:05. */
export function clock(seconds: number): string {
    const whole = Math.round(seconds);
    const two = new Intl.NumberFormat(tag, { minimumIntegerDigits: 2 });
    return `${new Intl.NumberFormat(tag).format(Math.floor(whole / 60))}:${two.format(whole % 60)}`;
}

/** Seconds as they are read out: "1 Minute, 5 Sekunden". */
export function span(seconds: number): string {
    const whole = Math.round(seconds);
    const parts = [
        ["minute", Math.floor(whole / 60)],
        ["second", whole % 60],
    ] as const;
    const said = parts.filter(([unit, number]) => number > 0 || (unit === "second" && whole < 60));
    const words = said.map(([unit, number]) =>
        new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(number),
    );
    return new Intl.ListFormat(tag, { type: "unit" }).format(words);
}

export function size(bytes: number): string {
    const [unit, value] = bytes < 1_000_000 ? ["kilobyte", bytes / 1_000] : ["megabyte", bytes / 1_000_000];
    const shown = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
    return new Intl.NumberFormat(tag, shown).format(value);
}
