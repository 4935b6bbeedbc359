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
