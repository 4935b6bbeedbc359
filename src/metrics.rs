//! The figures behind `/metrics`: each with its labels and its meaning, for Prometheus and for the docs.

use metrics::{Unit, describe_counter, describe_gauge};

/// One figure, as it is counted somewhere in the code. A test holds this list against the code and the docs against it.
struct Figure {
    name: &'static str,
    /// Label and its values, as the docs say them; empty without labels.
    labels: &'static str,
    says: &'static str,
}

const fn figure(name: &'static str, labels: &'static str, says: &'static str) -> Figure {
    Figure { name, labels, says }
}

/// Names end on `_total` when they only grow while the process runs.
const FIGURES: &[Figure] = &[
    figure("lotse_working", "", "1 while this process holds the lease and all its workers work, else 0"),
    figure("lotse_workers_restarted_total", "", "workers that ended by themselves and were begun anew"),
    figure(
        "lotse_hung_total",
        "`worker`: `intake`, `effects`, `upkeep`, `elsewhere`, `accounts`, `event`, `effect`",
        "workers, events and effects of which nothing was heard for too long",
    ),
    figure("lotse_upkeep_failed_total", "`step`", "rounds of a step of the upkeep that failed as a whole"),
    figure(
        "lotse_setbacks_total",
        "`kind`: whose step",
        "timed steps of single rows that failed; each waits on its own",
    ),
    figure("lotse_rows_failing", "", "rows that wait now because their timed step failed"),
    figure(
        "lotse_rows_unreadable_total",
        "`table`",
        "attempts to read a row that does not open; `doctor` names it",
    ),
    figure("lotse_transactions_total", "", "transactions taken"),
    figure("lotse_transactions_duplicate_total", "", "transactions that had been here before"),
    figure(
        "lotse_transactions_refused_total",
        "`reason`: `no_token`, `wrong_token`, `size`",
        "transactions refused at the door",
    ),
    figure("lotse_inbox_pending", "", "events that wait now"),
    figure("lotse_inbox_quarantined", "", "events that are set aside now"),
    figure("lotse_inbox_without_key", "", "events that wait for their room key now, beside their rooms"),
    figure(
        "lotse_events_quarantined_total",
        "`reason`: `no event`, `no transaction`, `key`, `poison`",
        "events set aside since the start",
    ),
    figure("lotse_outbox_pending", "", "effects that wait now"),
    figure("lotse_outbox_dead", "", "effects that are given up now"),
    figure("lotse_effects_total", "`kind`", "effects done"),
    figure("lotse_effects_dead_total", "`kind`", "effects given up since the start"),
    figure(
        "lotse_homeserver_odd_answers_total",
        "",
        "answers of something other than a homeserver, or of one that is not in order; they are waited out",
    ),
    figure("lotse_cases", "`state`", "cases now"),
    figure("lotse_cases_opened_total", "`outcome`: what placement found", "cases opened"),
    figure(
        "lotse_seekers_declined_total",
        "`why`: `closed`, `crowd`",
        "invitations to the reception from other homeservers that were declined: nobody of them is taken in, or too many came within an hour",
    ),
    figure("lotse_cases_refused_total", "", "cases that one account wanted beyond 3 at a time or 5 a day"),
    figure("lotse_cases_asked_total", "", "first messages that became an enquiry"),
    figure("lotse_cases_accepted_total", "", "cases accepted"),
    figure("lotse_cases_answered_total", "", "cases answered for the first time"),
    figure(
        "lotse_cases_ended_total",
        "`why`: `unused`, `silent`, `gone`",
        "cases that ended by themselves: never written in, silent although both sides were asked, their seeker signed in nowhere any more",
    ),
    figure("lotse_cases_handed_over_total", "", "cases that another counsellor of the same centre took over"),
    figure(
        "lotse_cases_forwarded_total",
        "",
        "cases that went to another centre, with their seeker's consent, or to the successor of a centre that left",
    ),
    figure("lotse_cases_erased_total", "", "cases erased"),
    figure("lotse_covers_begun_total", "", "covers begun"),
    figure("lotse_covers_ended_total", "`how`", "covers ended"),
    figure(
        "lotse_left_alone_total",
        "`why`: `centre-gone`, `topic-gone`, `no_keys`, `all_away`, `all_gone`, `centre_silent`, `platform_unlisted`",
        "times that a seeker was found with nobody who could answer, and was told",
    ),
    figure("lotse_today_edits_total", "", "edits of the messages that say in Team what waits today"),
    figure("lotse_reminders_total", "", "reminders before a promise runs out"),
    figure("lotse_promises_broken_total", "`told`: whom", "promises that ran out"),
    figure("lotse_appointments_total", "", "appointments that were booked or moved"),
    figure("lotse_appointment_reminders_total", "", "reminders of appointments"),
    figure("lotse_live_chats_total", "`became`: `taken`, `left`, `lasting`", "live chats that run no more"),
    figure("lotse_live_lasting_total", "", "guests of live chats who made a lasting account"),
    figure("lotse_follow_up_notices_total", "", "notices in Team that somebody waits for an answer"),
    figure("lotse_mails_total", "", "e-mails handed to the mail server"),
    figure("lotse_rooms_made_total", "`kind`: `case`, `centre`, `private`, `channel`", "rooms made"),
    figure("lotse_invitations_total", "", "people invited"),
    figure("lotse_removals_total", "", "people removed"),
    figure("lotse_custodians_opened_total", "", "crypto machines opened"),
    figure("lotse_custody_released_total", "", "custody ended after the first answer"),
    figure(
        "lotse_undecryptable_total",
        "",
        "room keys that were a minute late, or withheld: their writers were told, once for each key",
    ),
    figure(
        "lotse_seekers_unsigned_total",
        "",
        "seekers who went on without a verified device, by their own word",
    ),
    figure(
        "lotse_servers_away_total",
        "",
        "attempts to give keys to somebody whose server did not answer; they are repeated",
    ),
    figure("lotse_servers_away", "", "servers of others that do not answer now; `doctor` names them"),
    figure("lotse_far_cases_total", "", "cases that a platform announced, and that were taken"),
    figure("lotse_far_reports_total", "", "reports of a centre's own Lotse that a case followed"),
    figure(
        "lotse_far_refused_total",
        "`why`: `closed`, `no-team`, `reference-taken`, `other`",
        "announced cases that a centre's own Lotse did not take",
    ),
    figure(
        "lotse_far_unlisted",
        "",
        "channels with another Lotse that neither directory nor settings name any more",
    ),
    figure("lotse_far_silent_total", "", "times that the Lotse of a centre was silent for a day"),
    figure(
        "lotse_erasures_unheard_total",
        "",
        "erasures that were done without knowing that everybody else with a copy had heard of it",
    ),
    figure("lotse_purged_total", "", "rooms and files purged from the homeserver"),
    figure("lotse_purges_refused_total", "", "purges that the homeserver refused"),
    figure("lotse_accounts_made_total", "", "accounts made at the portal"),
    figure("lotse_cases_returned_total", "", "seekers who came back to their case with another account"),
    figure("lotse_accounts_deleted_total", "", "accounts deleted at the portal, by their seekers"),
    figure(
        "lotse_accounts_unused_total",
        "",
        "accounts of the portal that ended by themselves: no case, and nobody has signed in for 30 days",
    ),
    figure(
        "lotse_login_keys_hashed_total",
        "",
        "login keys of the portal that were hashed, to make an account or to compare: the dearest step of signing in",
    ),
    figure(
        "lotse_seekers_stopped_total",
        "`how`: `muted`, `turned_away`",
        "times that a counsellor had a seeker read only, or ended a case with a reason",
    ),
    figure(
        "lotse_portal_busy_total",
        "",
        "cases that the portal refused since the centre has too many enquiries waiting",
    ),
    figure(
        "lotse_door_refused_total",
        "`why`: `forbidden`, `signed_out`, `too_many`, `not_json`, `too_large`, `day_is_full`, `away`, `late`",
        "calls that did not pass the portal's door",
    ),
    figure(
        "lotse_relay_passes_total",
        "",
        "passes for the relay that the portal's door gave out: one for each call that was begun or that rang",
    ),
    figure(
        "lotse_identities_changed_total",
        "`whose`: `staff`, `seeker`",
        "times that the homeserver showed another cross-signing identity for somebody; of staff it is to be confirmed",
    ),
    figure(
        "lotse_identities_unconfirmed",
        "",
        "counsellors who are kept out until their new identity is confirmed",
    ),
    figure("lotse_alerts_total", "`what`", "something refused that an honest client does not do"),
];

/// Gives every figure its `HELP` line, and each without labels its nought: what never happened is to be seen as well.
pub(crate) fn describe() {
    for Figure { name, labels, says } in FIGURES {
        if name.ends_with("_total") {
            describe_counter!(*name, Unit::Count, *says);
            if labels.is_empty() {
                metrics::counter!(*name).absolute(0);
            }
        } else {
            describe_gauge!(*name, *says);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fmt::Write as _};

    use super::{FIGURES, Figure};
    use crate::documented::{self, calls};

    /// Run with `UPDATE_SAMPLES=1` to write the table anew.
    #[test]
    fn the_docs_name_every_figure() {
        let mut table = "| metric | labels | counts |\n| --- | --- | --- |\n".to_owned();
        for Figure { name, labels, says } in FIGURES {
            // Writing into a string does not fail.
            let _ = writeln!(table, "| `{name}` | {labels} | {says} |");
        }
        documented::generated("docs/operations.md", "metrics", &table);
    }

    #[test]
    fn every_figure_that_is_counted_is_listed_and_the_other_way_round() {
        let counted: BTreeSet<(String, bool)> = documented::sources()
            .iter()
            .flat_map(|source| calls(source, &["counter", "gauge", "histogram"]))
            .filter_map(|arguments| {
                let name = arguments.first()?.strip_prefix('"')?.strip_suffix('"')?.to_owned();
                Some((name, arguments.len() > 1))
            })
            .collect();
        let listed: BTreeSet<(String, bool)> =
            FIGURES.iter().map(|figure| (figure.name.to_owned(), !figure.labels.is_empty())).collect();
        assert_eq!(counted, listed);
    }
}
