// How hard a password is to guess, by zxcvbn: no rules about signs, which only make it hard to remember.

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { names, passwords, words } from "virtual:common";

const judge = new ZxcvbnFactory({
    dictionary: {
        passwords: passwords.split(" "),
        words: words.split(" "),
        names: names.split(" "),
    },
});

/** Beyond this it takes only longer to judge. */
const LONGEST = 80;

/** 0 (guessed at once) to 4 (will not be guessed); what is known of the person is worth nothing. */
export function strength(password: string, known: string[]): number {
    return judge.check(password.slice(0, LONGEST), known.filter(Boolean)).score;
}
