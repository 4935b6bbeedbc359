// Who is in this room, and why: always to be seen, never behind a click.

import type { Case, Person } from "../api.ts";
import { date, say } from "../words.ts";

export function Present({ current }: { current: Case }) {
    const people = current.people.filter((person) => person.role !== "custodian");
    const service = current.people.filter((person) => person.role === "custodian");
    return (
        <div class="chat-present">
            <h2 class="chat-unseen">{say("present-title")}</h2>
            {people.length === 0 ? (
                <p>{say("present-nobody", { centre: current.centre })}</p>
            ) : (
                <ul>
                    {people.map((person) => (
                        <li key={person.user_id}>
                            <Avatar name={person.name} />
                            <span>
                                <strong>{person.name}</strong> <span class="chat-why">{why(person)}</span>
                            </span>
                        </li>
                    ))}
                </ul>
            )}
            <details>
                <summary>{say("present-more")}</summary>
                <p>{say(whoReads(current.team, people.length > 0), { centre: current.centre })}</p>
                <p>{say("present-locked")}</p>
                <p>{say(service.length > 0 ? "present-service" : "present-operator")}</p>
                <p>{say("present-reference", { reference: current.reference })}</p>
            </details>
        </div>
    );
}

function whoReads(team: boolean, taken: boolean): string {
    if (!taken) return "present-first";
    return team ? "present-team" : "present-alone";
}

function why(person: Person): string {
    if (person.role === "counsellor") return say("role-counsellor");
    return person.until ? say("role-cover-until", { date: date(person.until) }) : say("role-cover");
}

function Avatar({ name }: { name: string }) {
    return (
        <span class="chat-avatar" aria-hidden="true">
            {[...name.trim()][0]?.toUpperCase() ?? ""}
        </span>
    );
}
