// Drawings that stand beside words, or, where it is narrow, for them.

const drawn = (path: string, filled = false) => () => (
    <svg class="chat-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path
            d={path}
            fill={filled ? "currentColor" : "none"}
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
        />
    </svg>
);

export const Clip = drawn("M8 12.5l6.2-6.2a3 3 0 0 1 4.3 4.3l-8.1 8.1a5 5 0 0 1-7.1-7.1l7.8-7.8");

export const Microphone = drawn("M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M8.5 21h7");

export const Play = drawn("M8 5.5v13l10-6.5z", true);

export const Pause = drawn("M8 6v12M16 6v12");

export const Stop = drawn("M7 7h10v10H7z", true);

export const Telephone = drawn("M6 3h3l1.5 5-2 1.5a11 11 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z");
