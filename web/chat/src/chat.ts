// What happens in the chat, without how it looks: the account, the cases, the way into the room, and what is being sent.

import { api, type Case, type Cases, codeOf, type Session, type Wish } from "./api.ts";
import { Calling } from "./calling/calling.ts";
import { type Counsel, deliver, type Outgoing } from "./counsel.ts";
import { Entrance, forgetForm } from "./entrance.ts";
import { Guest } from "./guest.ts";
import { Latest } from "./latest.ts";
import { Mailing } from "./mailing.ts";
import { isFinal, Outbox } from "./outbox.ts";
import { Owed } from "./owed.ts";
import { glance, pause, Retry, seldom } from "./retry.ts";
import { Returning } from "./returning.ts";
import { SignIn } from "./signing.ts";
import { atFirst, newest, NOTHING, type State } from "./state.ts";

/** How soon it is looked again for a room, and after something has gone wrong. */
const SOON = 300;
const LATER = 1_500;

/** A talk with fewer lines than this is read back at once. */
const SHORT = 20;

/** How long somebody may write before the door is told that they are still there. */
const STILL_HERE = 4 * 60_000;

export class Chat {
    state: State;
    /** What is being written; here, so that going back to the form does not lose it. In memory only. */
    draft = "";
    /** Whether somebody makes a new account to come back with it. */
    readonly lost: boolean;
    readonly calling = new Calling(this, () => this.#counsel);
    #wish: Wish | null;
    readonly mailing: Mailing;
    readonly returning: Returning;
    #guest = new Guest((live, elsewhere) => this.#set({ live, elsewhere }), () => this.#over());
    #owed = new Owed(() => (this.#entered ? this.currentCase : null), () => this.#counsel, () => this.refresh());
    #entrance: Entrance;
    #signing: SignIn;
    /** What waits for the account: its form may be filled in before there is one. */
    #arrived: (() => void)[] = [];
    #door = new Latest();
    #retry = new Retry();
    #locale: string;
    #load: () => Promise<Counsel>;
    #counsel: Counsel | null = null;
    #loaded: Promise<Counsel> | null = null;
    #outbox: Outbox;
    #changed: () => void;
    #entered: string | null = null;

    constructor(given: {
        wish: Wish | null;
        lost: boolean;
        server: string;
        locale: string;
        load: () => Promise<Counsel>;
        changed: () => void;
    }) {
        this.lost = given.lost;
        this.#wish = given.wish;
        this.#entrance = new Entrance(given.server);
        this.#signing = new SignIn(this.#entrance);
        this.#locale = given.locale;
        this.mailing = new Mailing(given.locale, (mail) => this.#set({ mail }));
        this.#load = given.load;
        this.#changed = given.changed;
        this.#outbox = new Outbox(() => this.#set({ outbox: this.#outbox.items }), isFinal);
        this.state = atFirst(given.wish || given.lost ? "new" : "back");
        this.returning = new Returning({
            waits: () => this.state.view === "talk" && this.state.back !== null,
            arrived: () => (this.state.step === "account" ? new Promise<void>((go) => this.#arrived.push(go)) : Promise.resolve()),
            proof: () => this.#entrance.proof(), door: this.#door, changed: (back) => this.#set({ back }),
            look: () => {
                // Whoever is on the telephone meanwhile does nothing here.
                this.typing();
                return this.#cases(true).then((cases) => this.#takeAll(cases));
            },
            over: () => this.#lock(), pause: () => pause(LATER),
        });
        addEventListener("online", () => this.#outbox.retry());
    }

    /** Whether somebody has come for a live chat, without an account. */
    get isLive(): boolean {
        return this.state.guest || this.#wish?.live === true;
    }

    /** What was typed into the form, until it has been of use. */
    get typed(): { name: string; password: string } | null {
        return this.#signing.typed;
    }

    get hasWish(): boolean {
        return this.#wish !== null;
    }

    /** Shows the form; or goes on at once where somebody has chosen to stay signed in in this tab. */
    async begin(): Promise<void> {
        if (!this.#signing.stays || this.#wish || this.lost) return this.#set({ view: "form" });
        this.#set({ view: "talk", step: "keys" });
        try {
            const { session, storageKey } = await this.#signing.resume();
            await this.#arrive(session, storageKey);
        } catch (error) {
            this.#signing.leaves();
            this.#backToForm(codeOf(error), "back");
        }
    }

    /** Starts to load the messenger while somebody still types. */
    warm(): void {
        void import("./account/secrets.ts").catch(() => undefined);
        if (this.state.view === "form" && this.state.mode === "new") this.#entrance.workAhead();
        this.#loaded ??= this.#load();
        this.#loaded.catch(() => {
            this.#loaded = null;
        });
    }

    choose(mode: "new" | "back"): void {
        this.#set({ mode, refusal: null });
    }

    /** Begins with what takes a second, as soon as both are typed. */
    prepare(name: string, password: string): void {
        this.#entrance.derive(name, password).catch(() => undefined);
    }

    async enterWith(name: string, password: string, stay: boolean): Promise<void> {
        this.warm();
        const { mode } = this.state;
        this.#set({ view: "talk", step: "account", refusal: null, trouble: null, name });
        try {
            const { session, storageKey } = await this.#signing.enter(name, password, { isNew: mode === "new", stay });
            await this.#arrive(session, storageKey);
        } catch (error) {
            this.#backToForm(codeOf(error), mode);
        }
    }

    /** A guest comes in, with the first thing that they have to say. */
    async comeIn(words: string): Promise<void> {
        this.warm();
        this.#set({ view: "talk", step: "account", refusal: null, trouble: null });
        this.write(words);
        this.draft = "";
        try {
            await this.#arrive(await this.#guest.comeIn(this.#locale, this.#wish?.postcode ?? "", this.#entrance), null);
        } catch (error) {
            this.draft = words;
            this.#outbox.clear();
            this.#backToForm(codeOf(error), "new");
        }
    }

    /** The guest makes a lasting account of it; fails with a word of the door. */
    async keep(name: string, password: string): Promise<void> {
        await this.#guest.keep(name, password, this.#entrance, this.#counsel);
        this.#set({ guest: false, live: null, name });
        forgetForm();
        await this.refresh();
    }

    /**
     * The guest goes to another centre, after reading who could read there: what they wrote is written there by this page, since nothing of
     * it goes along. Fails with a word of the door.
     */
    async goElsewhere(centre: string): Promise<void> {
        const own = this.state.timeline.entries.filter((entry) => entry.own && entry.kind === "text");
        const words = own.map((entry) => entry.text).join("\n\n");
        const now = await this.#guest.go(centre);
        if (now.already) return this.refresh();
        this.#take(now);
        this.#set({ current: now.reference, elsewhere: null, live: null, timeline: NOTHING });
        const enters = this.#enterAnew();
        if (words) this.write(words);
        await enters;
    }

    async #enterAnew(): Promise<void> {
        this.#entered = null;
        this.#outbox.close();
        await this.#goIn();
    }

    /** Signed in: from here on failures are tried again where one is, without going back. */
    async #arrive(session: Session, storageKey: Uint8Array | null): Promise<void> {
        this.#signing.done();
        if (!this.#wish) forgetForm();
        const { stranger, lost, reference } = this.#signing.comes(session);
        // What somebody else wrote here, or in a case that is gone, is for nobody.
        if (lost) this.#outbox.clear();
        if (stranger) this.draft = "";
        this.#user = session.user_id;
        // What is written now is for the case that is to be made, and for no earlier one.
        const current = this.#wish ? null : (reference ?? newest(session.cases));
        this.#set({ cases: session.cases, back: session.back, mail: session.mail, current, step: "keys", guest: session.guest });
        for (const go of this.#arrived.splice(0)) go();
        // A case before there is an identity would begin with a welcome that nobody can read.
        let known = () => {};
        const identity = new Promise<void>((go) => {
            known = go;
        });
        await Promise.all([this.#connect(session, storageKey, known), this.#ask(identity)]);
    }

    async #connect(session: Session, storageKey: Uint8Array | null, known: () => void): Promise<void> {
        for (;;) {
            try {
                this.#loaded ??= this.#load();
                const counsel = await this.#loaded;
                this.#counsel = counsel;
                this.#set({ safe: false });
                await counsel.connect(session, storageKey, known);
                counsel.listen(() => this.#look());
                this.calling.begin(() => this.#changed());
                void counsel.safe().then(
                    () => this.#set({ safe: true }),
                    () => undefined,
                );
                break;
            } catch (error) {
                this.#loaded = null;
                this.#counsel?.leave();
                this.#counsel = null;
                if (this.state.view !== "talk") return;
                this.#set({ trouble: "connect" });
                await this.#retry.wait(true);
                try {
                    session = { ...session, ...(await api.resume()) };
                } catch (gone) {
                    // The session is over, or the browser keeps no cookie: trying again would be of no use.
                    if (codeOf(gone) === "signed_out") return this.#backToForm("signed_out", "back");
                }
                void error;
            }
        }
        // What the door has said of the wish meanwhile stays.
        if (this.state.trouble === "connect") this.#set({ trouble: null });
        void this.returning.wait();
        await this.#goIn();
        glance(() => this.state.view === "talk", () => void this.refresh());
    }

    /** Makes the case that the pages before have prepared. */
    async #ask(identity: Promise<void>): Promise<void> {
        if (!this.#wish) return;
        this.#entrance.workAhead();
        await identity;
        while (this.#wish) {
            try {
                const made = await api.ask(this.#wish, this.#locale, await this.#entrance.proof());
                this.#wish = null;
                forgetForm(this.state.guest ? "." : "anmelden");
                this.#take(made);
                this.#set({ current: made.reference, already: made.already ? made.reference : null });
            } catch (error) {
                const code = codeOf(error);
                this.#set({ trouble: code === "network" ? "network" : `case-${code}` });
                await this.#retry.wait(code === "network" || code === "busy" || code === "proof");
                // Whoever goes on then writes without an appointment.
                if (code === "date" && this.#wish) this.#wish = { ...this.#wish, date: null };
            }
        }
    }

    /** Goes into the room of the current case, as soon as there is one. */
    async #goIn(): Promise<void> {
        for (let looks = 0; ; looks++) {
            if (this.state.view !== "talk") return;
            // While a case is wished for, nothing may go into another.
            const room = this.#wish ? null : (this.currentCase?.room_id ?? null);
            if (!room) {
                if (!this.#wish && !this.state.current) return this.#set({ step: "done" });
                this.#set({ step: "room" });
                // Rooms are made in a moment. Only if one takes longer it is waited for at the door, which tells of changes.
                await pause(SOON);
                if (this.state.current && !this.#wish) {
                    await this.#cases(looks > 20).then((cases) => this.#takeAll(cases), () => pause(LATER));
                }
                continue;
            }
            if (this.#entered === room) return;
            try {
                this.#set({ step: "room" });
                await this.#counsel?.enter(room, this.currentCase?.returning ?? false);
            } catch {
                // Made, but not ready for this person yet.
                await pause(LATER);
                continue;
            }
            // Another was chosen meanwhile.
            if (this.currentCase?.room_id !== room) continue;
            this.#entered = room;
            this.#outbox.open((message, progress) => deliver(this.#counsel, room, message, progress));
            this.#set({ step: "done", trouble: null });
            this.#look();
            void this.#owed.take();
            // A short talk is shown whole, without being asked for.
            const { more, entries } = this.state.timeline;
            if (more && entries.length < SHORT) await this.older().catch(() => undefined);
            return;
        }
    }

    #people = "";

    /** Takes over what the messenger knows. */
    #look(): void {
        const counsel = this.#counsel;
        if (!counsel) return;
        const connection = counsel.connection();
        if (connection === "ended") return this.#lock();
        if (connection === "online" && this.state.connection === "offline") this.#outbox.retry();
        const timeline = this.#entered ? counsel.timeline(this.#entered) : NOTHING;
        this.#outbox.shown(new Set(timeline.entries.map((entry) => entry.key)));
        this.#set({ timeline, connection, outbox: this.#outbox.items });
        // Whoever speaks for the first time may be new here; a notice may be about a question.
        const others = timeline.entries.filter((entry) => !entry.own).at(-1)?.key ?? "";
        if (this.#people !== others) {
            this.#people = others;
            void this.refresh();
        }
    }

    /** What is shown is worded anew: in another language. */
    reword(): void {
        this.#look();
    }

    #cases(wait = false): Promise<Cases> {
        return this.#door.ask((again) => api.cases(wait && !again));
    }

    /** Asks how the cases stand. */
    async refresh(): Promise<void> {
        try {
            this.#takeAll(await this.#cases());
        } catch (error) {
            if (codeOf(error) === "signed_out") this.#lock();
        }
    }

    get currentCase(): Case | null {
        return this.state.cases.find((one) => one.reference === this.state.current) ?? null;
    }

    /** Shows another case. */
    async show(reference: string): Promise<void> {
        if (this.state.current === reference || this.#outbox.pending) return;
        this.#entered = null;
        this.#outbox.close();
        this.#set({ current: reference, timeline: NOTHING });
        await this.#goIn();
    }

    /** Somebody types: a long letter must not end with the session. */
    readonly typing = seldom(STILL_HERE, () => this.#counsel?.stillHere());

    write(text: string, to?: string): void {
        this.#send({ id: crypto.randomUUID(), kind: "text", text, ...(to ? { to } : {}) });
    }

    attach(file: Omit<Outgoing & { kind: "file" }, "id" | "kind">): void {
        this.#send({ id: crypto.randomUUID(), kind: "file", ...file });
    }

    #send(message: Outgoing): void {
        if (this.state.already) this.#set({ already: null });
        this.#outbox.add(message, Date.now());
    }

    retry(id: string): void {
        this.#outbox.retry(id);
    }

    discard(id: string): void {
        this.#outbox.drop(id);
    }

    older(): Promise<void> {
        return this.#entered ? (this.#counsel?.older(this.#entered) ?? Promise.resolve()) : Promise.resolve();
    }

    open(file: import("./counsel.ts").Sealed): Promise<Blob> {
        return this.#counsel?.open(file) ?? Promise.reject(new Error("not connected"));
    }

    async answer(kind: string, yes: boolean): Promise<void> {
        await this.#about((reference) => api.answer(reference, kind, yes));
    }

    async close(): Promise<void> {
        await this.#about(api.close);
    }

    async erase(): Promise<void> {
        await this.#about(api.erase);
    }

    async #about(deed: (reference: string) => Promise<Case | undefined>): Promise<void> {
        const { current } = this.state;
        if (!current) return;
        const now = await deed(current);
        if (now) this.#take(now);
        await this.refresh();
    }

    /** Deletes the account; the password must be typed for it. */
    async deleteAccount(name: string, password: string): Promise<void> {
        const { loginKey } = await this.#entrance.derive(name, password);
        await api.deleteAccount(loginKey);
        this.#over();
    }

    async signOut(everywhere: boolean): Promise<void> {
        await this.calling.end();
        await api.signOut(everywhere).catch(() => undefined);
        this.#over();
    }

    /** Somebody wants another try of what has failed. */
    again(): void {
        this.#retry.now();
    }

    #user: string | null = null;

    /** The session has ended by itself: what is being written is hidden, and waits for the same person. */
    #lock(): void {
        if (this.state.view !== "talk") return;
        const user = this.#user;
        // Nobody signs in as this guest again.
        const gone = this.state.guest || (this.draft === "" && !this.#outbox.pending);
        if (!user || gone) return this.#over();
        this.#signing.leaves();
        this.#signing.owes(user, this.state.current);
        this.#entered = null;
        this.#outbox.close();
        this.#loaded = null;
        this.#set({ timeline: NOTHING, cases: [], current: null, back: null, name: "" });
        this.#backToForm("signed_out", "back");
    }

    #over(): void {
        this.#signing.leaves();
        this.#guest.end();
        this.#counsel?.leave();
        this.#counsel = null;
        this.#entered = null;
        this.#outbox.clear();
        this.draft = "";
        this.#signing.done();
        this.#set({ view: "over", timeline: NOTHING, outbox: [], cases: [], current: null, back: null, name: "" });
    }

    #backToForm(refusal: string, mode: "new" | "back"): void {
        // The forms that waited are gone with it.
        this.#arrived = [];
        this.#counsel?.leave();
        this.#counsel = null;
        this.#set({ view: "form", mode, refusal });
    }

    #take(one: Case): void {
        this.#door.learnt();
        const others = this.state.cases.filter((other) => other.reference !== one.reference);
        this.#set({ cases: [...others, one] });
    }

    #takeAll({ cases, back }: Cases): void {
        const { current } = this.state;
        const found = this.state.back && !back ? cases.find((one) => one.returning) : undefined;
        this.#set({ back });
        if (this.#wish || cases.some((one) => one.reference === current)) {
            this.#set({ cases });
            void this.#owed.take();
            // Out of the room, to be let in anew with what was written before.
            if (this.#entered && this.currentCase?.returning) void this.#enterAnew();
            // Where nothing is being written, what was waited for is shown at once.
            if (found && this.draft === "") void this.show(found.reference);
            return;
        }
        // Erased, or another account's now: nothing of it stays on the screen, and nothing that was meant for it goes into another.
        const next = newest(cases);
        const goes = this.#entered !== null || (current === null && next !== null);
        this.#entered = null;
        this.#outbox.clear();
        this.#set({ cases, current: next, timeline: NOTHING });
        if (goes) void this.#goIn();
    }

    #set(change: Partial<State>): void {
        this.state = { ...this.state, ...change };
        this.#changed();
    }
}
