// Name and password: new here, or here before.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { alias, passphrase } from "../account/suggest.ts";
import { codeOf } from "../api.ts";
import type { Chat } from "../chat.ts";
import type { State } from "../state.ts";
import { say, wordList } from "../words.ts";

/** What zxcvbn must say of a password: 3 holds against somebody who has the homeserver, thanks to Argon2id. */
const ENOUGH = 3;

const SHORTEST = 8;

/** `keep`: a guest makes a lasting account of a live chat. */
export function AccountForm({ chat, state, keep = false }: { chat: Chat; state: State; keep?: boolean }) {
    const isNew = keep || state.mode === "new";
    const [refused, setRefused] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    const refusal = keep ? refused : state.refusal;
    const [name, setName] = useState(() => chat.typed?.name ?? (isNew ? alias(wordList()) : state.name));
    const [password, setPassword] = useState(chat.typed?.password ?? "");
    const [shown, setShown] = useState(false);
    const [stay, setStay] = useState(false);
    const [missing, setMissing] = useState<"name" | "password" | "weak" | null>(null);
    const score = useStrength(isNew ? password : "", name);
    const heading = useRef<HTMLHeadingElement>(null);
    const error = useRef<HTMLParagraphElement>(null);
    const nameField = useRef<HTMLInputElement>(null);
    const passwordField = useRef<HTMLInputElement>(null);
    const ids = { name: useId(), password: useId(), hint: useId(), strength: useId(), error: useId() };

    useEffect(() => {
        if (refusal) error.current?.focus();
    }, [refusal]);

    const submit = (event: Event) => {
        event.preventDefault();
        if (!name.trim()) {
            setMissing("name");
            return nameField.current?.focus();
        }
        if (!password || (isNew && password.length < SHORTEST)) {
            setMissing("password");
            return passwordField.current?.focus();
        }
        if (isNew && score !== null && score < ENOUGH) {
            setMissing("weak");
            return passwordField.current?.focus();
        }
        if (!keep) return void chat.enterWith(name, password, stay);
        setRefused(null);
        setBusy(true);
        chat.keep(name, password).catch((error) => {
            setRefused(codeOf(error));
            setBusy(false);
        });
    };
    const choose = (mode: "new" | "back") => {
        setMissing(null);
        setPassword("");
        setName(mode === "new" ? alias(wordList()) : "");
        chat.choose(mode);
        heading.current?.focus();
    };
    const suggest = () => {
        setPassword(passphrase(wordList()));
        setShown(true);
        setMissing(null);
        passwordField.current?.focus();
    };

    return (
        <section class="chat-card chat-account">
            {keep ? (
                <h2 ref={heading} tabIndex={-1}>
                    {say("live-keep-title")}
                </h2>
            ) : (
                <h1 ref={heading} tabIndex={-1}>
                    {say(isNew ? "account-title-new" : "account-title-back")}
                </h1>
            )}
            <p class="chat-lead">
                {say(keep ? "live-keep-lead" : `account-lead-${isNew ? (chat.lost ? "again" : "new") : "back"}`)}
            </p>
            {refusal && (
                <p class="chat-error" role="alert" tabIndex={-1} ref={error}>
                    {say(refusalKey(refusal, isNew))}
                </p>
            )}
            <form onSubmit={submit} noValidate autocomplete="off">
                <div class="chat-field">
                    <label for={ids.name}>{say("account-name")}</label>
                    {isNew && <p class="chat-hint">{say("account-name-hint")}</p>}
                    <input
                        ref={nameField}
                        id={ids.name}
                        value={name}
                        onInput={(event) => setName(event.currentTarget.value)}
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck={false}
                        maxLength={60}
                        required
                        aria-invalid={missing === "name"}
                        aria-describedby={missing === "name" ? ids.error : undefined}
                    />
                    {isNew && (
                        <p class="chat-links">
                            <button type="button" class="chat-link" onClick={() => setName(alias(wordList()))}>
                                {say("account-name-other")}
                            </button>
                        </p>
                    )}
                    {missing === "name" && <Missing id={ids.error} text={say("account-name-missing")} />}
                </div>
                <div class="chat-field">
                    <label for={ids.password}>{say("account-password")}</label>
                    {isNew && (
                        <p class="chat-hint" id={ids.hint}>
                            {say("account-password-hint")}
                        </p>
                    )}
                    <input
                        ref={passwordField}
                        id={ids.password}
                        type={shown ? "text" : "password"}
                        value={password}
                        onInput={(event) => setPassword(event.currentTarget.value)}
                        onChange={() => name.trim() && password.length >= SHORTEST && chat.prepare(name, password)}
                        // Neither kept nor offered to be kept: whoever shares the device would read the name there.
                        autocomplete="one-time-code"
                        autocapitalize="none"
                        spellcheck={false}
                        maxLength={200}
                        required
                        aria-invalid={missing === "password" || missing === "weak"}
                        aria-describedby={[isNew && ids.hint, isNew && ids.strength, missing && ids.error]
                            .filter(Boolean)
                            .join(" ")}
                    />
                    <p class="chat-links">
                        <button
                            type="button"
                            class="chat-link"
                            aria-pressed={shown}
                            onClick={() => setShown(!shown)}
                        >
                            {say(shown ? "account-password-hide" : "account-password-show")}
                        </button>
                        {isNew && (
                            <button type="button" class="chat-link" onClick={suggest}>
                                {say("account-password-suggest")}
                            </button>
                        )}
                    </p>
                    {isNew && <Strength id={ids.strength} score={score} />}
                    {missing === "password" && <Missing id={ids.error} text={say("account-password-missing")} />}
                    {missing === "weak" && <Missing id={ids.error} text={say("account-password-weak")} />}
                </div>
                {!keep && <details class="chat-more">
                    <summary>{say("account-more")}</summary>
                    <label class="chat-check">
                        <input
                            type="checkbox"
                            checked={stay}
                            onChange={(event) => setStay(event.currentTarget.checked)}
                        />
                        <span>{say("account-stay")}</span>
                    </label>
                    <p class="chat-hint">{say("account-stay-hint")}</p>
                    <p class="chat-hint">{say("account-browser-hint")}</p>
                </details>}
                {isNew && (
                    <p class="chat-note">
                        {say("account-keep")}{" "}
                        <button type="button" class="chat-link" onClick={() => print()}>
                            {say("account-print")}
                        </button>
                    </p>
                )}
                <button type="submit" class="chat-button chat-wide" disabled={busy}>
                    {keep ? say("live-keep-go") : say(isNew && !chat.lost ? "account-go-new" : isNew ? "account-go-again" : "account-go-back")}
                </button>
            </form>
            {!keep && <p class="chat-switch">
                {isNew ? (
                    <button type="button" class="chat-link" onClick={() => choose("back")}>
                        {say("account-was-here")}
                    </button>
                ) : chat.hasWish || chat.lost ? (
                    <button type="button" class="chat-link" onClick={() => choose("new")}>
                        {say("account-is-new")}
                    </button>
                ) : (
                    <a href={new URL(".", document.baseURI).href}>{say("account-start")}</a>
                )}
            </p>}
            {!isNew && (
                <p class="chat-hint">
                    <a href={new URL("passwort-vergessen", document.baseURI).href}>{say("account-lost")}</a>
                </p>
            )}
            {isNew && (
                <div class="chat-print" aria-hidden="true">
                    <p>{name}</p>
                    <p>{password}</p>
                </div>
            )}
        </section>
    );
}

function Missing({ id, text }: { id: string; text: string }) {
    return (
        <p class="chat-error" id={id} role="alert">
            {text}
        </p>
    );
}

/** How strong, in words and as a bar; the words are what counts. */
function Strength({ id, score }: { id: string; score: number | null }) {
    return (
        <p class="chat-strength" id={id} aria-live="polite" data-score={score ?? ""}>
            <span class="chat-bar" aria-hidden="true" />
            <span>{score === null ? "" : say(`strength-${score}`)}</span>
        </p>
    );
}

/** 0 to 4, or nothing as long as nothing is typed or the judge is not loaded. */
function useStrength(password: string, name: string): number | null {
    const [score, setScore] = useState<number | null>(null);
    useEffect(() => {
        let current = true;
        if (!password) return setScore(null);
        void import("../account/strength.ts").then(
            ({ strength }) => current && setScore(strength(password, name.split(/\s+/u))),
            () => undefined,
        );
        return () => {
            current = false;
        };
    }, [password, name]);
    return score;
}

export function refusalKey(code: string, isNew: boolean): string {
    const known = ["refused", "wrong", "busy", "proof", "network", "signed_out"];
    if (!known.includes(code)) return "refusal-trouble";
    return code === "proof" && !isNew ? "refusal-trouble" : `refusal-${code.replace("_", "-")}`;
}
