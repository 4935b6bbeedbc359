// Calls as Matrix has had them from the beginning (`m.call.*`, version 1), which Element Web and Element Desktop speak: the SDK's own,
// on a line that encrypts every signal as the chat encrypts its messages, and that goes through the relay alone.

import type { MatrixClient, MatrixEvent } from "matrix-js-sdk";
import { CallErrorCode, CallEvent, CallParty, CallState, MatrixCall } from "matrix-js-sdk/lib/webrtc/call.js";
import { SDPStreamMetadataPurpose } from "matrix-js-sdk/lib/webrtc/callEventTypes.js";
import { CallFeed } from "matrix-js-sdk/lib/webrtc/callFeed.js";

import { type CallNow, type Calls, type Heard, type Over, SILENCE } from "../calls.ts";
import { silence } from "../calling/silence.ts";
import { judge, type Signal, type Situation } from "./signals.ts";

/** How long two may look for one another, and how long the relay may take to answer. Milliseconds. */
export const PATIENCE = 15_000;

/** How long somebody who leaves waits for the word that they have hung up. Milliseconds. */
const FAREWELL = 1_500;

/** What the door gives for a call. */
export interface Relay {
    urls: string[];
    username: string;
    credential: string;
}

/** What a line needs of the messenger. */
export interface Exchange {
    /** Encrypts a signal and sends it. */
    send(room: string, type: string, content: object): Promise<void>;
    /** Encrypts a signal; what it gives sends it, even while the page goes. */
    ahead(room: string, type: string, content: object): Promise<() => void>;
    /** Asks the door for a relay; nothing where there is none, or no more. */
    relay(): Promise<Relay | null>;
    /** Who may call and be called in a room. */
    partners(room: string): ReadonlySet<string>;
    changed(): void;
}

/** How long after a signal is tried again, and how long at most after that. Milliseconds. */
const AGAIN = 400;
const SLOWLY = 2_000;

/** What another try does not mend. */
class GivenUp extends Error {}

export class MatrixCalls implements Calls {
    #client: MatrixClient;
    #line: MatrixClient;
    #exchange: Exchange;
    #call: MatrixCall | null = null;
    #who = "";
    #room = "";
    #talked = 0;
    #refused = false;
    #declined = false;
    #now: CallNow = { is: "none" };
    #timer: ReturnType<typeof setTimeout> | undefined;
    /** What is to be heard of a call that is about to be placed. */
    #ready: MediaStream | null = null;
    #reached = false;
    #ended = new Set<string>();
    /** Says goodbye for a page that goes without a word. */
    #farewell: (() => void) | null = null;
    #sent: Promise<void> = Promise.resolve();

    constructor(client: MatrixClient, exchange: Exchange) {
        this.#client = client;
        this.#exchange = exchange;
        this.#line = this.#lineOf(client);
        addEventListener("pagehide", this.#gone);
    }

    #gone = () => this.#farewell?.();

    /** The client as the SDK's calls use it: one that encrypts to signed devices alone, and knows no other relay than the door's. */
    #lineOf(client: MatrixClient): MatrixClient {
        const own = (value: unknown) => ({ value, writable: true });
        const devices = {
            hasAudioDevice: async () => true,
            hasVideoDevice: async () => true,
            getUserMediaStream: (audio: boolean, video: boolean) => navigator.mediaDevices.getUserMedia({ audio, video }),
            stopUserMediaStream: (stream: MediaStream) => silence(stream),
            stopScreensharingStream: (stream: MediaStream) => silence(stream),
            // The SDK keeps in them what it has cloned, for the call to which this one gives way.
            userMediaStreams: [] as MediaStream[],
            screensharingStreams: [] as MediaStream[],
        };
        return Object.create(client, {
            sendEvent: own((room: string, type: string, content: object) => this.#tell(room, type, content)),
            callEventHandler: own({ calls: new Map() }),
            groupCallEventHandler: own({ groupCalls: new Map() }),
            checkTurnServers: own(async () => true),
            isFallbackICEServerAllowed: own(() => false),
            getMediaHandler: own(() => devices),
            iceCandidatePoolSize: own(0),
        }) as MatrixClient;
    }

    /**
     * One after the other, so that none overtakes another; each until it is out. For as long as two may look for one another: a page that
     * was just loaded anew asks whose devices there are, and on a slow line nothing is encrypted before that is answered.
     */
    #tell(room: string, type: string, content: object): Promise<void> {
        const { call_id: call } = content as { call_id?: string };
        const sent = this.#sent.then(() =>
            this.#stubborn(() => {
                // Nobody is to be rung for a call that is given up.
                if (type === "m.call.invite" && this.#ended.has(call ?? "")) return Promise.reject(new GivenUp());
                return this.#exchange.send(room, type, content);
            }),
        );
        this.#sent = sent.catch(() => undefined);
        return sent;
    }

    /** Tries again for a while. */
    async #stubborn<T>(deed: () => Promise<T>): Promise<T> {
        const until = performance.now() + PATIENCE;
        for (let tries = 1; ; tries++) {
            try {
                return await deed();
            } catch (error) {
                const pause = Math.min(AGAIN * tries, SLOWLY);
                if (error instanceof GivenUp || performance.now() + pause > until) throw error;
                await new Promise((go) => setTimeout(go, pause));
            }
        }
    }

    async place(room: string, who: string, stream: MediaStream): Promise<void> {
        // They were faster by a moment, and it rings here.
        if (this.#now.is === "ringing" && this.#room === room && this.#who === who) return this.answer(stream);
        if (this.#call || !this.#exchange.partners(room).has(who)) return silence(stream);
        this.#ready = stream;
        this.#show({ is: "calling", room, who });
        const call = await this.#make(room, who).catch(() => null);
        // Given up while the door was asked, or the other has called meanwhile and was answered with it.
        if (this.#ready !== stream) return;
        this.#ready = null;
        if (!call) {
            silence(stream);
            return this.#show({ is: "over", room, who, why: "no-connection" });
        }
        this.#take(call, room, who);
        await call.placeCallWithCallFeeds([this.#feed(room, stream)]);
        // It may have given way to another meanwhile.
        if (this.#call !== call) return;
        this.#waitForRelay(call);
        void this.#prepare(call);
    }

    async answer(stream: MediaStream): Promise<void> {
        const call = this.#call;
        if (!call || this.#now.is !== "ringing") return silence(stream);
        call.answerWithCallFeeds([this.#feed(this.#room, stream)]);
        this.#show({ is: "connecting", room: this.#room, who: this.#who });
        this.#hurry(call);
    }

    decline(): void {
        if (!this.#call || this.#now.is !== "ringing") return;
        this.#declined = true;
        this.#call.reject();
    }

    hangUp(): void {
        if (this.#call) this.#call.hangup(CallErrorCode.UserHangup, false);
        else if (this.#now.is === "calling") {
            this.#giveUp();
            this.#show({ is: "none" });
        }
    }

    async end(): Promise<void> {
        if (!this.#call && this.#now.is !== "calling") return;
        this.hangUp();
        // Whoever leaves is not held up by it.
        await Promise.race([this.#sent, new Promise((go) => setTimeout(go, FAREWELL))]);
    }

    /** What was to be heard of a call that is not placed after all. */
    #giveUp(): void {
        if (this.#ready) silence(this.#ready);
        this.#ready = null;
    }

    async mute(muted: boolean): Promise<void> {
        await this.#call?.setMicrophoneMuted(muted);
        this.#exchange.changed();
    }

    async show(camera: boolean): Promise<void> {
        await this.#call?.setLocalVideoMuted(!camera);
        this.#exchange.changed();
    }

    state(): CallNow {
        return this.#now;
    }

    heard(): Heard {
        const call = this.#call;
        if (!call) return SILENCE;
        const [theirs, own] = [call.remoteUsermediaFeed, call.localUsermediaFeed];
        const shown = (feed: CallFeed | undefined) => !!feed && !feed.isVideoMuted() && feed.stream.getVideoTracks().length > 0;
        return {
            theirs: theirs?.stream ?? null,
            own: own?.stream ?? null,
            muted: call.isMicrophoneMuted(),
            camera: shown(own),
            picture: shown(theirs),
        };
    }

    forget(): void {
        if (this.#now.is === "over" || !this.#call) this.#show({ is: "none" });
    }

    /** A signal of a room, decrypted, in the order in which the room has it. */
    async hear(event: MatrixEvent): Promise<void> {
        const room = event.getRoomId();
        const content = event.getContent();
        if (!room || (this.#call && room !== this.#room && event.getType() !== "m.call.invite")) return;
        const word = (value: unknown) => (typeof value === "string" ? value : null);
        const signal: Signal = {
            type: event.getType(),
            call: word(content.call_id) ?? "",
            sender: event.getSender() ?? "",
            party: word(content.party_id),
            invitee: word(content.invitee),
            age: event.getLocalAge() || 0,
            lifetime: typeof content.lifetime === "number" ? content.lifetime : 0,
            reason: word(content.reason),
            encrypted: event.isEncrypted() && !event.isDecryptionFailure(),
        };
        switch (judge(signal, this.#situation(room))) {
            case "ring":
                return this.#ring(event, room, signal);
            case "yield":
                return this.#yield(event, room, signal);
            case "expect":
                return this.#expect();
            case "busy":
                return this.#refuse(room, signal.call);
            case "elsewhere":
                return this.#call?.onAnsweredElsewhere(content as never);
            case "feed":
                return this.#feedWith(event, signal.type);
            case "ignore":
                if (signal.type === "m.call.hangup" && signal.call) this.#ended.add(signal.call);
                return;
        }
    }

    /** Both have called one another: the stream that was to be heard in the own call is heard in theirs. */
    async #yield(event: MatrixEvent, room: string, signal: Signal): Promise<void> {
        const call = await this.#incoming(event, room, signal);
        if (!call) return;
        const [placed, ready] = [this.#call, this.#ready];
        const verdict = judge(signal, this.#situation(room));
        if (verdict !== "yield" || (!placed && !ready)) {
            call.peerConn?.close();
            // The own call has gone out meanwhile, and it is the one that goes on.
            if (verdict === "ignore") return;
            // Whoever has given up meanwhile does not want to be called back.
            return this.#refuse(room, signal.call);
        }
        this.#ready = null;
        if (placed) this.#ended.add(placed.callId);
        this.#take(call, room, signal.sender);
        this.#show({ is: "connecting", room, who: signal.sender });
        this.#hurry(call);
        if (placed) return placed.replacedBy(call);
        if (ready) call.answerWithCallFeeds([this.#feed(room, ready)]);
    }

    /** They have let go of this call for one of their own, which comes at once: until then it goes on here. */
    #expect(): void {
        const call = this.#call;
        if (call) this.#hurry(call);
    }

    /** Somebody else rings: it is busy here. */
    #refuse(room: string, call: string): Promise<void> {
        this.#ended.add(call);
        const busy = { call_id: call, party_id: this.#party, version: "1", reason: "user_busy" };
        return this.#tell(room, "m.call.reject", busy).catch(() => undefined);
    }

    /** Ends what there is: the page goes. */
    leave(): void {
        removeEventListener("pagehide", this.#gone);
        this.#gone();
        this.#giveUp();
        this.#call?.hangup(CallErrorCode.UserHangup, false);
    }

    get #party(): string {
        return this.#client.getDeviceId() ?? "";
    }

    #situation(room: string): Situation {
        const { is } = this.#now;
        const now = this.#call && { call: this.#call.callId, who: this.#who, placed: is === "calling", rings: is === "ringing" };
        // Of a call that is only being made, nobody has heard yet: the other's goes on.
        return {
            self: this.#client.getSafeUserId(),
            party: this.#party,
            partners: this.#exchange.partners(room),
            now: now ?? (is === "calling" ? { call: "~", who: this.#who, placed: true, rings: false } : null),
            ended: this.#ended,
        };
    }

    async #ring(event: MatrixEvent, room: string, signal: Signal): Promise<void> {
        const call = await this.#incoming(event, room, signal);
        if (!call) return;
        // They have begun to call meanwhile.
        if (this.#call || this.#now.is === "calling") {
            call.peerConn?.close();
            return this.hear(event);
        }
        this.#take(call, room, signal.sender);
        // It has rung for long enough, whatever becomes of the word that it is over.
        this.#timer = setTimeout(() => this.#now.is === "ringing" && this.#missed(call), signal.lifetime - signal.age);
        const video = call.getRemoteFeeds().some((feed) => feed.stream.getVideoTracks().length > 0 && !feed.isVideoMuted());
        this.#show({ is: "ringing", room, who: signal.sender, video });
    }

    async #incoming(event: MatrixEvent, room: string, signal: Signal): Promise<MatrixCall | null> {
        try {
            const call = await this.#make(room, signal.sender);
            call.callId = signal.call;
            // Without a listener what goes wrong is thrown at nobody.
            call.on(CallEvent.Error, () => undefined);
            await call.initWithInvite(event);
            return call.state === CallState.Ringing ? call : null;
        } catch {
            // Without a relay nobody can be heard: it stays a missed call.
            return null;
        }
    }

    async #make(room: string, who: string): Promise<MatrixCall> {
        const relay = await this.#stubborn(async () => {
            const relay = await this.#exchange.relay();
            // There is none, and another try would not make one.
            if (!relay) throw new GivenUp();
            return relay;
        });
        return new MatrixCall({ client: this.#line, roomId: room, invitee: who, turnServers: [relay], forceTURN: true });
    }

    #feed(room: string, stream: MediaStream): CallFeed {
        const user = this.#client.getSafeUserId();
        return new CallFeed({
            client: this.#line,
            roomId: room,
            userId: user,
            deviceId: this.#party,
            stream,
            purpose: SDPStreamMetadataPurpose.Usermedia,
            audioMuted: false,
            videoMuted: stream.getVideoTracks().length === 0,
        });
    }

    #feedWith(event: MatrixEvent, type: string): Promise<void> | void {
        const call = this.#call;
        if (!call) return;
        switch (type) {
            case "m.call.answer":
                return call.onAnswerReceived(event);
            case "m.call.candidates":
                return call.onRemoteIceCandidatesReceived(event);
            case "m.call.select_answer":
                return call.onSelectAnswerReceived(event);
            case "m.call.negotiate":
                return call.onNegotiateReceived(event);
            case "m.call.sdp_stream_metadata_changed":
            case "org.matrix.call.sdp_stream_metadata_changed":
                call.onSDPStreamMetadataChangedReceived(event);
                return this.#exchange.changed();
            case "m.call.hangup":
                return call.onHangupReceived(event.getContent());
            case "m.call.reject":
                this.#refused = true;
                return call.onRejectReceived(event.getContent());
        }
    }

    #take(call: MatrixCall, room: string, who: string): void {
        [this.#call, this.#room, this.#who] = [call, room, who];
        [this.#talked, this.#refused, this.#declined, this.#reached] = [0, false, false, false];
        const current = () => this.#call === call;
        call.on(CallEvent.Error, () => undefined);
        call.on(CallEvent.FeedsChanged, () => current() && this.#exchange.changed());
        call.on(CallEvent.State, (state) => current() && this.#follow(call, state));
        call.on(CallEvent.Hangup, () => current() && this.#over(call));
    }

    #follow(call: MatrixCall, state: CallState): void {
        const [room, who] = [this.#room, this.#who];
        switch (state) {
            case CallState.Connecting:
                if (this.#talked) return this.#show({ is: "talking", room, who, since: this.#talked, shaky: true });
                this.#show({ is: "connecting", room, who });
                return this.#hurry(call);
            case CallState.Connected:
                clearTimeout(this.#timer);
                if (!this.#talked) void this.#prepare(call);
                this.#talked ||= Date.now();
                return this.#show({ is: "talking", room, who, since: this.#talked, shaky: false });
            case CallState.Ended:
                // Some ends are not said in another way.
                return queueMicrotask(() => this.#over(call));
        }
    }

    /** Nobody rings any more, and nothing is said of it. */
    #missed(call: MatrixCall): void {
        if (this.#call !== call) return;
        const [room, who] = [this.#room, this.#who];
        this.#call = null;
        this.#ended.add(call.callId);
        // The room has a missed call then.
        call.hangup(CallErrorCode.InviteTimeout, true);
        this.#show({ is: "over", room, who, why: "missed" });
    }

    async #prepare(call: MatrixCall): Promise<void> {
        const goodbye = { call_id: call.callId, party_id: this.#party, version: "1", reason: "user_hangup" };
        const farewell = await this.#exchange.ahead(this.#room, "m.call.hangup", goodbye).catch(() => null);
        if (this.#call === call) this.#farewell = farewell;
    }

    #over(call: MatrixCall): void {
        if (this.#call !== call) return;
        clearTimeout(this.#timer);
        this.#farewell = null;
        this.#ended.add(call.callId);
        const why = this.#declined ? null : this.#why(call);
        const [room, who] = [this.#room, this.#who];
        this.#call = null;
        this.#show(why ? { is: "over", room, who, why } : { is: "none" });
    }

    #why(call: MatrixCall): Over | null {
        const reason = String(call.hangupReason ?? "");
        const theirs = call.hangupParty === CallParty.Remote;
        if (reason === "answered_elsewhere") return "elsewhere";
        if (this.#refused) return reason === "user_busy" ? "busy" : "declined";
        if (reason === "user_busy") return "busy";
        if (reason === "invite_timeout") return theirs ? "missed" : "unanswered";
        if (reason === "ice_failed" || reason === "ice_timeout") return this.#talked ? "lost" : "no-connection";
        if (this.#now.is === "ringing") return "missed";
        // Whoever gives up before anybody has answered knows why.
        if (!theirs && reason === "user_hangup" && this.#now.is === "calling") return null;
        return ["user_hangup", "replaced", ""].includes(reason) || theirs ? "ended" : "trouble";
    }

    /** Whoever was answered reaches the other soon, or is told. */
    #hurry(call: MatrixCall): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            if (this.#call === call && !this.#talked) call.hangup(CallErrorCode.IceFailed, false);
        }, PATIENCE);
    }

    /** Without a relay nothing could ever come through: it need not ring. */
    #waitForRelay(call: MatrixCall): void {
        const line = call.peerConn;
        const look = () => {
            if (this.#call === call && !this.#reached && !this.#talked) call.hangup(CallErrorCode.IceFailed, false);
        };
        line?.addEventListener("icecandidate", ({ candidate }) => {
            if (candidate?.candidate) this.#reached = true;
        });
        // It has looked everywhere.
        line?.addEventListener("icegatheringstatechange", () => line.iceGatheringState === "complete" && look());
        clearTimeout(this.#timer);
        this.#timer = setTimeout(look, PATIENCE);
    }

    #show(now: CallNow): void {
        this.#now = now;
        if ("who" in now) this.#who = now.who;
        this.#exchange.changed();
    }
}
