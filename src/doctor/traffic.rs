//! Our own two doors, as seen from this machine.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use reqwest::StatusCode;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::report::{Finding, Report};
use crate::check::Ready;

const NOT_SERVING: &str = "Lotse is not serving (start it, then ask again).";

/// Our doors are on this machine.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// Whether Lotse serves with the present registration, so that asking the homeserver for a ping makes sense.
pub(super) async fn own_doors(ready: &Ready, report: &mut Report) -> bool {
    let listen = &ready.settings.listen;
    let Ok(http) = reqwest::Client::builder().no_proxy().timeout(TIME_LIMIT).build() else {
        report.note("serving", Finding::fail("The HTTP client of this build does not work."));
        return false;
    };
    let mut serving = false;
    let door = async {
        let url = format!("http://{}/_matrix/app/v1/ping", reachable(listen.homeserver));
        let token = ready.registrations.lotse.hs_token.expose_secret();
        match http.post(url).bearer_auth(token).json(&json!({})).send().await {
            Ok(answer) if answer.status() == StatusCode::OK => {
                serving = true;
                Finding::ok("Lotse serves with the hs_token of the registration.")
            }
            Ok(answer) if answer.status() == StatusCode::FORBIDDEN => Finding::fail(
                "Lotse serves with another hs_token than that of the registration: restart Lotse.",
            ),
            Ok(answer) => Finding::fail(format!(
                "Something else answers at `listen.homeserver` ({}): look what listens there.",
                answer.status()
            )),
            Err(error) if error.is_connect() => Finding::warn(NOT_SERVING),
            Err(_) => Finding::fail("Lotse does not answer at `listen.homeserver`: look into its log."),
        }
    };
    report.check("serving", door).await;
    if serving {
        let health = async {
            match http.get(format!("http://{}/health", reachable(listen.people))).send().await {
                Ok(answer) => {
                    let health: Value = answer.json().await.unwrap_or_default();
                    match (health["status"].as_str(), health["role"].as_str(), health["reason"].as_str()) {
                        (Some("ok"), Some("standby"), _) => {
                            Finding::ok("It takes transactions and stands by for the process that works.")
                        }
                        (Some("ok"), _, _) if health["hung"].is_array() => Finding::warn(format!(
                            "It works, but something in it has not ended for a quarter of an hour: {}. Look into its log; a \
                             restart loses nothing.",
                            words(&health["hung"])
                        )),
                        (Some("ok"), _, _) => Finding::ok("It is ready and works."),
                        (_, _, Some("hung")) => Finding::fail(format!(
                            "It does not work: nothing is heard of {}. Look into its log and restart it; that loses nothing.",
                            words(&health["workers"])
                        )),
                        (_, _, Some("restarting")) => Finding::fail(format!(
                            "It does not work: {} ended by itself and is begun anew. Look into its log.",
                            words(&health["workers"])
                        )),
                        (_, _, Some(reason)) => Finding::warn(format!(
                            "It is {reason}: ask again in a moment, or look into its log."
                        )),
                        _ => Finding::warn("Its /health gives no answer that we know."),
                    }
                }
                Err(_) => Finding::fail("Nothing answers at `listen.people`: look into Lotse's log."),
            }
        };
        report.check("health", health).await;
    }
    serving
}

/// A list of words, as they are said.
fn words(list: &Value) -> String {
    let words = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    words.collect::<Vec<_>>().join(", ")
}

/// A listener on every address is reached on loopback.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
