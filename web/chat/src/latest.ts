// Answers that were on their way while something newer was learnt: they tell what was, not what is.

export class Latest {
    #learnt = 0;

    /** Something was learnt by other means than asking. */
    learnt(): void {
        this.#learnt += 1;
    }

    /** What `ask` brings; asked `again` where something newer was learnt meanwhile. */
    async ask<T>(ask: (again: boolean) => Promise<T>): Promise<T> {
        for (let again = false; ; again = true) {
            const before = this.#learnt;
            const told = await ask(again);
            if (before === this.#learnt) return told;
        }
    }
}
