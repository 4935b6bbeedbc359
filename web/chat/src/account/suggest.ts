// Suggestions: a name that says nothing about anybody, and a password of words that can be remembered.

/** What a password of words must be worth: guessing one costs about a second and 64 MiB. */
const BITS = 48;

/** A number below `below`, each equally likely. */
export function below(below: number): number {
    const limit = Math.floor(2 ** 32 / below) * below;
    const draw = new Uint32Array(1);
    do crypto.getRandomValues(draw);
    while (draw[0]! >= limit);
    return draw[0]! % below;
}

const one = (words: string[]) => words[below(words.length)] ?? "";

/** Words of the list with a hyphen between them, as many as it takes. */
export function passphrase(words: string[]): string {
    const count = Math.ceil(BITS / Math.log2(Math.max(words.length, 2)));
    return Array.from({ length: count }, () => one(words)).join("-");
}

/** Two words and a number, such as "Amsel Kiesel 47": long enough that it is seldom taken. */
export function alias(words: string[]): string {
    const [first, second] = [one(words), one(words)].map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return `${first} ${second} ${10 + below(90)}`;
}
