//! The relay for calls.

use appservice::{
    running::clock::Clock,
    servers::relay::{Examined, Relay},
};

use super::report::{Finding, Report};
use crate::check::Ready;

/// Whether people could speak with one another: each address of the relay is asked for a place, as browsers ask.
pub(super) async fn examine(ready: &Ready, clock: &Clock, report: &mut Report) {
    let Some(calls) = &ready.settings.calls else {
        report.note("calls", Finding::ok("Nobody can be called: `calls.turn` is not set."));
        return;
    };
    let relay = match Relay::new(calls) {
        Ok(relay) => relay,
        Err(fault) => return report.note("calls", Finding::fail(fault.to_string())),
    };
    let started = std::time::Instant::now();
    for (uri, found) in relay.examine(clock.now()).await {
        report.took("calls", finding(&uri, &found), started.elapsed());
    }
}

fn finding(uri: &str, found: &Examined) -> Finding {
    match found {
        Examined::Fine => {
            Finding::ok(format!("The relay at {uri} gives a place, and passes nothing on inside."))
        }
        Examined::Reached => Finding::ok(format!("At {uri} somebody answers; by TLS nothing is asked here.")),
        Examined::Open => Finding::warn(format!(
            "The relay at {uri} passes on to addresses of its own machine or network: whoever calls could reach what is there. Set \
             `denied-peer-ip` as docs/operations.md shows."
        )),
        Examined::Inside(place) => Finding::warn(format!(
            "The relay at {uri} gives places at {}, which nobody outside reaches. Set its `external-ip`.",
            place.ip()
        )),
        Examined::Refused => Finding::fail(format!(
            "The relay at {uri} takes no password of ours. Its `static-auth-secret` must be `calls.secret`, and both clocks right."
        )),
        Examined::Full => Finding::fail(format!(
            "The relay at {uri} has no place left. Give it more ports (`min-port`, `max-port`)."
        )),
        Examined::Odd(code) => Finding::fail(format!("The relay at {uri} gives no place (code {code}).")),
        Examined::Away(why) => Finding::fail(format!(
            "The relay at {uri} does not answer: {why}. Look after `calls.turn`, the relay and the firewall."
        )),
    }
}
