// What is to be done with a signal of a call: rules without clock, network and SDK.

/** A signal, as the room brings it. */
export interface Signal {
    type: string;
    call: string;
    sender: string;
    /** The device that sent it, by its own word. */
    party: string | null;
    /** For an invitation: whom it is for, if it says so. */
    invitee: string | null;
    /** Milliseconds since it was sent, and for how long it holds. */
    age: number;
    lifetime: number;
    /** Why a call is over, by the word of whoever ended it. */
    reason: string | null;
    encrypted: boolean;
}

/** How things stand here. */
export interface Situation {
    self: string;
    party: string;
    /** Who may call here, and be called: whoever has this case, and nobody else in its room. */
    partners: ReadonlySet<string>;
    /** The call that there is; `placed` while it rings there, `rings` while it rings here. */
    now: { call: string; who: string; placed: boolean; rings: boolean } | null;
    /** Calls that are over. */
    ended: ReadonlySet<string>;
}

/**
 * `ring`: somebody calls. `busy`: somebody calls while there is a call. `yield`: both have called one another, and theirs is the one that
 * goes on. `expect`: they have let go of ours for theirs, which is on its way. `feed`: for the call that there is. `elsewhere`: another
 * device of the same person has taken or declined it.
 */
export type Verdict = "ignore" | "ring" | "busy" | "yield" | "expect" | "feed" | "elsewhere";

/** What rings for less than this is not worth picking up. Milliseconds. */
const GRACE = 3_000;

const DECIDES = new Set(["m.call.answer", "m.call.reject", "m.call.hangup"]);

export function judge(signal: Signal, { self, party, partners, now, ended }: Situation): Verdict {
    // The homeserver could make up what is not encrypted.
    if (!signal.encrypted || !signal.call) return "ignore";
    if (signal.sender === self) {
        const other = signal.party !== party && DECIDES.has(signal.type);
        return other && now?.rings && now.call === signal.call ? "elsewhere" : "ignore";
    }
    if (signal.type !== "m.call.invite") {
        if (now?.call !== signal.call || now.who !== signal.sender) return "ignore";
        return now.placed && signal.type === "m.call.hangup" && signal.reason === "replaced" ? "expect" : "feed";
    }
    if (!partners.has(signal.sender)) return "ignore";
    if (signal.invitee !== null && signal.invitee !== self) return "ignore";
    if (ended.has(signal.call) || signal.age > signal.lifetime - GRACE) return "ignore";
    if (!now) return "ring";
    if (now.call === signal.call) return "ignore";
    if (now.placed && now.who === signal.sender) {
        // Of two that cross the one with the smaller id goes on, as the specification has it; but whoever calls a room and not somebody in
        // it, as Element Web does, does not see that they cross, and keeps their own.
        return signal.invitee === null || signal.call < now.call ? "yield" : "ignore";
    }
    return "busy";
}

/** What is asked of an event; the SDK's own fits. */
export interface Rung {
    getType(): string;
    getSender(): string | undefined;
    getContent(): Record<string, unknown>;
    isEncrypted(): boolean;
}

/** How a call that was placed by somebody else has ended for this person, by the id of its invitation's event. */
export function missed(events: readonly Rung[], self: string): ReadonlySet<Rung> {
    const answered = new Set<unknown>();
    const over = new Set<unknown>();
    for (const event of events) {
        const { call_id: call } = event.getContent();
        if (event.getType() === "m.call.answer") answered.add(call);
        if (event.getType() === "m.call.reject" && event.getSender() === self) answered.add(call);
        if (event.getType() === "m.call.hangup" || event.getType() === "m.call.reject") over.add(call);
    }
    return new Set(
        events.filter((event) => {
            if (event.getType() !== "m.call.invite" || event.getSender() === self || !event.isEncrypted()) return false;
            const { call_id: call } = event.getContent();
            return !answered.has(call) && over.has(call);
        }),
    );
}

/** Whether somebody asks for a call: the word alone, as counsellors write it. */
export function asksForCall(text: string): { video: boolean } | null {
    const said = /^\s*!?(video[ -]?anruf|anruf|call|video[ -]?call)\s*[.!?]?\s*$/iu.exec(text)?.[1];
    return said === undefined ? null : { video: /^video/iu.test(said) };
}
