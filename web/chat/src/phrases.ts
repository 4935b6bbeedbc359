// What Lotse says, in the reader's language. Beside the text of its messages stands, encrypted like the text, what they say:
// the key of each sentence with its arguments. The catalogue has the sentences under `room.` and their key; where a sentence
// changes with an argument, its forms stand under that key, the name of the argument, and the word or the plural form.

import { date, isolated, known, moment, plural } from "./words.ts";

const FIELD = "org.lotse.phrases";

const PLACEHOLDER = /\{ \$([a-z_-]+) \}/u;

type Arguments = Record<string, unknown>;

/** The message in the reader's words; `null` where anything of it is not known here: then its own text is shown. */
export function spoken(content: Record<string, unknown>): string | null {
    const phrases = content[FIELD];
    if (!Array.isArray(phrases) || phrases.length === 0) return null;
    const sentences = phrases.map(sentence);
    return sentences.includes(null) ? null : sentences.join("\n\n");
}

/** What a message of Lotse says of an appointment. */
export type Dates =
    | { is: "offer"; moves: boolean; slots: { number: number; text: string }[] }
    /** It holds; when it begins, in milliseconds since 1970. */
    | { is: "booked"; at: number }
    /** None of what was offered; what held before holds. */
    | { is: "declined" }
    | { is: "over" };

/** What the message says of an appointment; `null`, if it is about something else. */
export function datesOf(content: Record<string, unknown>): Dates | null {
    const phrases = content[FIELD];
    if (!Array.isArray(phrases)) return null;
    const all = phrases as { key?: unknown; args?: Arguments }[];
    const said = (key: string) => all.find((phrase) => phrase?.key === `appointment-${key}` && typeof phrase.args === "object");
    const offer = said("offer");
    if (offer) {
        const slots = all.flatMap((phrase) => {
            const number = phrase?.key === "appointment-slot" ? phrase.args?.number : null;
            const text = sentence(phrase);
            return typeof number === "number" && text !== null ? [{ number, text }] : [];
        });
        return slots.length > 0 ? { is: "offer", moves: offer.args?.moves === "yes", slots } : null;
    }
    const holds = said("booked") ?? said("reminder") ?? said("move-ask");
    if (holds) {
        const at = Date.parse(String(holds.args?.time));
        return Number.isNaN(at) ? null : { is: "booked", at };
    }
    if (said("declined")) return { is: "declined" };
    return said("cancelled") ?? said("withdrawn") ?? said("gone") ? { is: "over" } : null;
}

/** Whether Lotse asks for a call, and for whom. */
export function wishOf(content: Record<string, unknown>): { video: boolean; name: string } | null {
    const phrases = content[FIELD];
    if (!Array.isArray(phrases)) return null;
    const all = phrases as { key?: unknown; args?: Arguments }[];
    const { name, video } = all.find((phrase) => phrase?.key === "case-call-wish")?.args ?? {};
    return typeof name === "string" ? { video: video === "yes", name } : null;
}

function sentence(phrase: unknown): string | null {
    const { key, args } = (phrase ?? {}) as { key?: unknown; args?: unknown };
    if (typeof key !== "string" || typeof args !== "object" || args === null) return null;
    const text = known(`room.${key}`);
    return text === undefined ? null : filled(text, key, args as Arguments, []);
}

/** The text with its gaps filled; `chosen` are the arguments whose form this already is. */
function filled(text: string, key: string, args: Arguments, chosen: string[]): string | null {
    let whole = "";
    for (const [place, part] of text.split(PLACEHOLDER).entries()) {
        const piece = place % 2 === 0 ? part : gap(part, key, args, chosen);
        if (piece === null) return null;
        whole += piece;
    }
    return whole;
}

function gap(name: string, key: string, args: Arguments, chosen: string[]): string | null {
    // What is no argument is a word of the chat: the button that the sentence speaks of.
    if (!Object.hasOwn(args, name)) return known(name) ?? null;
    const value = args[name];
    if (typeof value !== "string" && typeof value !== "number") return null;
    const form = chosen.includes(name) ? undefined : formOf(`room.${key}-${name}`, value);
    return form === undefined ? shown(value) : filled(form, key, args, [...chosen, name]);
}

function formOf(forms: string, value: string | number): string | undefined {
    const form = typeof value === "number" ? plural(value) : value;
    return known(`${forms}-${form}`) ?? known(`${forms}-other`);
}

/** Days and moments as people write them; names kept apart from the sentence around them. */
function shown(value: string | number): string {
    if (typeof value === "number") return String(value);
    if (/^\d{4}-\d\d-\d\d$/u.test(value)) return date(value);
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value)) return moment(value);
    return isolated(value);
}
