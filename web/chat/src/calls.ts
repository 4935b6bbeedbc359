// Speaking with one another: what the chat needs of a way to do it, and nothing more. Matrix's own calls stand behind it, in
// `matrix/`; whoever brings another way, such as MatrixRTC with a server between, writes another of these.

/** Why a call is over. */
export type Over =
    /** Somebody has hung up, here or there. */
    | "ended"
    /** The other side does not want to. */
    | "declined"
    /** The other side speaks with somebody. */
    | "busy"
    /** Nobody has answered. */
    | "unanswered"
    /** Nobody has answered here. */
    | "missed"
    /** It was answered at another device of the same person. */
    | "elsewhere"
    /** The two never reached one another, or the relay was not there. */
    | "no-connection"
    /** The way between them was lost for too long. */
    | "lost"
    | "trouble";

export type CallNow =
    | { is: "none" }
    /** Somebody calls. */
    | { is: "ringing"; room: string; who: string; video: boolean }
    /** It rings there. */
    | { is: "calling"; room: string; who: string }
    /** Answered; the two do not reach one another yet. */
    | { is: "connecting"; room: string; who: string }
    /** They speak; `shaky` while nothing comes through. */
    | { is: "talking"; room: string; who: string; since: number; shaky: boolean }
    | { is: "over"; room: string; who: string; why: Over };

/** What is heard and seen of a call. */
export interface Heard {
    theirs: MediaStream | null;
    own: MediaStream | null;
    muted: boolean;
    /** Whether the own picture goes out. */
    camera: boolean;
    /** Whether theirs comes in. */
    picture: boolean;
}

/** One call at a time. Nothing of it is ever recorded. */
export interface Calls {
    /** Calls one person in a room, with what the devices give. Whoever else is in the room can neither answer nor hear. */
    place(room: string, who: string, stream: MediaStream): Promise<void>;
    /** Answers whoever calls. */
    answer(stream: MediaStream): Promise<void>;
    decline(): void;
    hangUp(): void;
    /** Hangs up for somebody who leaves; resolves when that is said, or soon after. */
    end(): Promise<void>;
    mute(muted: boolean): Promise<void>;
    /** Sends the own picture, or no longer. Fails where there is no camera. */
    show(camera: boolean): Promise<void>;
    state(): CallNow;
    heard(): Heard;
    /** What was over has been read. */
    forget(): void;
}

export const SILENCE: Heard = { theirs: null, own: null, muted: false, camera: false, picture: false };
