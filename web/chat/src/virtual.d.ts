/** The words and passwords that are guessed first, with blanks between them (see `vite.config.mjs`). */
declare module "virtual:common" {
    export const passwords: string;
    export const words: string;
    export const names: string;
}
