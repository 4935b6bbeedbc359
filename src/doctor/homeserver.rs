//! The homeserver: is it there, does it know us, and can it do what Lotse needs?

use std::time::Duration;

use appservice::{
    running::clock::Clock,
    running::entropy,
    running::names::Names,
    servers::homeserver::{Administration, Homeserver, HomeserverError, Identity, Published},
};

use super::{
    database::Known,
    report::{Finding, Report},
};
use crate::check::{self, Ready};

/// Doctor does not wait as long as a queue may.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// The Date header has whole seconds, and an answer takes its time.
const CLOCKS_MAY_DIFFER_SECONDS: i64 = 5;

const REBUILT: &str = "If the homeserver was rebuilt, its transactions begin at 1 again and Lotse would take them for \
                       repetitions: start with a new database, or restore the homeserver's.";

pub(super) async fn examine(ready: &Ready, clock: &Clock, known: &Known, serving: bool, report: &mut Report) {
    let settings = &ready.settings;
    let registration = &ready.registrations.lotse;
    let Ok(names) = Names::new(&settings.users, &settings.homeserver.server_name) else {
        report
            .note("settings", Finding::fail("`users` and `homeserver.server_name` make no Matrix user ids."));
        return;
    };
    let homeserver = Homeserver::new(
        settings.homeserver.url.clone(),
        registration.as_token.clone(),
        settings.homeserver.timeout.min(TIME_LIMIT),
    );
    let probes = Probes { ready, clock, known, homeserver, names };
    if !report.check("homeserver", probes.is_there()).await {
        return;
    }
    report.check("clock", probes.clocks()).await;
    if !report.check("as_token", probes.as_token()).await {
        return;
    }
    report.check("rooms", probes.rooms()).await;
    report.note("bell", probes.bell());
    report.check("limits", probes.limits()).await;
    report.check("invitation limit", probes.invitation_limit()).await;
    report.check("erasure", probes.erasure()).await;
    if let Some(reception) = &known.reception {
        let identity = Identity::device(&reception.user, &reception.device);
        if report.check("masquerading", probes.masquerading(&identity)).await {
            report.check("devices", probes.devices(&identity)).await;
            report.check("letter-box", probes.letter_box(&identity)).await;
            report.check("identity", probes.identity(&identity)).await;
            if settings.has_portal() {
                report.check("absence", probes.absence(&identity)).await;
            }
        }
    } else {
        let what = "Masquerading, devices, letter-box and identity were not probed: the first `lotse serve` makes the \
                    reception that they are probed with.";
        report.note("reception", Finding::warn(what));
    }
    if settings.has_portal() {
        report.note("access log", Finding::ok(ACCESS_LOG));
    }
    if serving {
        report.check("ping", probes.ping()).await;
    } else {
        let what = "The homeserver was not asked to ping: nobody would answer.";
        report.note("ping", Finding::warn(what));
    }
}

const ACCESS_LOG: &str = "Lotse's calls hide the addresses of seekers of the portal from the homeserver. Whether its access log \
                          names their users cannot be seen from here: see that the logger `synapse.access` is at WARNING.";

struct Probes<'r> {
    ready: &'r Ready,
    clock: &'r Clock,
    known: &'r Known,
    homeserver: Homeserver,
    names: Names,
}

impl Probes<'_> {
    async fn is_there(&self) -> Finding {
        let url = &self.ready.settings.homeserver.url;
        let tls = if url.scheme() == "https" {
            "; its TLS certificate is valid today (this does not tell when it expires)"
        } else {
            ""
        };
        let greeting = match self.homeserver.greeting().await {
            Ok(greeting) => greeting,
            Err(error) => {
                return Finding::fail(match error {
                    HomeserverError::Away(why) => format!(
                        "The homeserver does not answer at {url} ({why}): start it, or put `homeserver.url` right\
                     {}.",
                        if tls.is_empty() { "" } else { "; its certificate may be the reason, too" }
                    ),
                    other => format!("What answers at {url} is no homeserver ({}).", other.code()),
                });
            }
        };
        // Not every listener has the federation interface; the Server header may be that of a proxy.
        let software = match self.homeserver.software().await {
            Ok(software) => format!(
                "{} {}",
                software["server"]["name"].as_str().unwrap_or("A nameless homeserver"),
                software["server"]["version"].as_str().unwrap_or("of unknown version")
            ),
            Err(_) => {
                greeting.software.unwrap_or_else(|| "A homeserver that does not tell its name".to_owned())
            }
        };
        Finding::ok(format!("{software} answers at {url}{tls}."))
    }

    async fn clocks(&self) -> Finding {
        let Some(theirs) = self.homeserver.greeting().await.ok().and_then(|greeting| greeting.time) else {
            return Finding::warn("The homeserver tells no time.");
        };
        let apart = (self.clock.now().since(theirs).millis() / 1000).abs();
        if apart <= CLOCKS_MAY_DIFFER_SECONDS {
            Finding::ok(format!("Our clock and the homeserver's differ by {apart} s."))
        } else {
            Finding::warn(format!(
                "Our clock and the homeserver's differ by {apart} s: let both machines follow a time server."
            ))
        }
    }

    async fn as_token(&self) -> Finding {
        let steward = self.names.steward();
        match self.homeserver.whoami(&Identity::user(steward)).await {
            Ok(answer) if answer["user_id"] == steward.as_str() => {
                Finding::ok(format!("The homeserver takes it, and takes us for {steward}."))
            }
            Ok(_) => Finding::fail(
                "The homeserver takes us for somebody else: restart it with the present registration.",
            ),
            Err(error) if error.is("M_UNKNOWN_TOKEN") || error.is("M_MISSING_TOKEN") => Finding::fail(
                "The homeserver does not know the as_token: load the present registration there and restart it.",
            ),
            Err(error) if error.is("M_FORBIDDEN") => Finding::warn(format!(
                "The homeserver takes it but does not know {steward} yet: the first `lotse serve` makes it. {}",
                self.rebuilt()
            )),
            Err(error) => Finding::fail(format!(
                "The homeserver refuses us ({}): is `homeserver.server_name` its name, and the registration loaded?",
                error.code()
            )),
        }
    }

    async fn rooms(&self) -> Finding {
        match self.homeserver.capabilities(&Identity::user(self.names.steward())).await {
            Ok(answer) => match answer["capabilities"]["m.room_versions"]["default"].as_str() {
                Some(version) => Finding::ok(format!("New rooms get version {version}.")),
                None => Finding::warn("The homeserver does not say which rooms it makes; Lotse assumes 11."),
            },
            Err(error) => Finding::warn(format!("Which rooms it makes was not told ({}).", error.code())),
        }
    }

    fn bell(&self) -> Finding {
        if self.ready.registrations.lotse.device_lists {
            Finding::ok(
                "The registration asks for key traffic in transactions. Whether the homeserver's own switches for it \
                 are on cannot be asked; without them Lotse polls.",
            )
        } else {
            Finding::warn(
                "Lotse polls: set `org.matrix.msc3202: true` in the registration, and both switches of the \
                 homeserver's snippet, for the bell.",
            )
        }
    }

    /// Whether `rate_limited: false` is in force.
    async fn limits(&self) -> Finding {
        match self.homeserver.limits(&Identity::user(self.names.steward())).await {
            Ok(false) => Finding::ok("The homeserver does not limit what Lotse's own users do."),
            Ok(true) => Finding::fail(
                "The homeserver limits what Lotse's own users do: set `rate_limited: false` in both registrations and restart it.",
            ),
            Err(error) => Finding::warn(format!(
                "Whether the homeserver limits what Lotse's own users do was not told ({}).",
                error.code()
            )),
        }
    }

    /// Whether `rc_invites.per_user` lets everybody invite the reception. Only somebody who is none of ours can see it.
    async fn invitation_limit(&self) -> Finding {
        const SETTING: &str = "`rc_invites.per_user`, as `homeserver-snippet.yaml` has it";
        let Some(token) = self.ready.admin_token.clone() else {
            return Finding::warn(format!(
                "Whether the homeserver limits invitations of the reception cannot be seen without \
                 `erasure.admin_token_file`: see that it has {SETTING}."
            ));
        };
        match Administration::of(&self.homeserver, token).limits_invitations(self.names.steward()).await {
            Ok(None) => Finding::ok("Many people can invite the reception at once."),
            Ok(Some(wait)) => Finding::fail(format!(
                "The homeserver limits how often one person is invited, and everybody invites the reception: after a few \
                 knocks at once the next may come in {} s. Set {SETTING}, and restart it.",
                wait.as_secs()
            )),
            Err(error) => Finding::warn(format!(
                "Whether the homeserver limits invitations of the reception was not told ({}); it needs {SETTING}.",
                error.code()
            )),
        }
    }

    async fn erasure(&self) -> Finding {
        let waiting = match self.known.to_purge {
            0 => String::new(),
            waiting => format!(" To be purged: {waiting}."),
        };
        let Some(token) = self.ready.admin_token.clone() else {
            return Finding::warn(format!(
                "Erasure is incomplete: {}. Give `erasure.admin_token_file` the token of an administrator; what is owed \
                 is then made up for.{waiting}",
                check::STAYS
            ));
        };
        match Administration::of(&self.homeserver, token).is_administrator().await {
            Ok(true) => Finding::ok(format!("Rooms and files of erased cases can be purged.{waiting}")),
            Ok(false) => Finding::fail(format!(
                "Erasure is incomplete: the token in `erasure.admin_token_file` is not an administrator's.{waiting}"
            )),
            Err(error) if error.is("M_UNKNOWN_TOKEN") => Finding::fail(format!(
                "Erasure is incomplete: the homeserver does not know the token in `erasure.admin_token_file`.{waiting}"
            )),
            Err(error) => Finding::fail(format!(
                "Erasure is incomplete: the homeserver's administration cannot be reached ({}); is `/_synapse/admin` \
                 open to Lotse?{waiting}",
                error.code()
            )),
        }
    }

    async fn masquerading(&self, reception: &Identity) -> Finding {
        match self.homeserver.whoami(reception).await {
            Ok(answer) => {
                let device = reception.device.as_ref().map(|device| device.as_str());
                if answer["device_id"].as_str() == device {
                    Finding::ok("We can speak as the reception with its device.")
                } else {
                    Finding::fail(
                        "The homeserver ignores `device_id` (MSC4326): Lotse needs one that reads it.",
                    )
                }
            }
            Err(error) if error.is("M_UNKNOWN_DEVICE") => Finding::fail(format!(
                "The reception's device is gone from the homeserver. {}",
                self.rebuilt()
            )),
            Err(error) if error.is("M_FORBIDDEN") => {
                Finding::fail(format!("The reception is not on the homeserver. {}", self.rebuilt()))
            }
            Err(error) => Finding::fail(format!("We cannot speak as the reception ({}).", error.code())),
        }
    }

    /// The reception's own device with its own name: nothing changes.
    async fn devices(&self, reception: &Identity) -> Finding {
        let Some(device) = &reception.device else { return Finding::fail("The reception has no device.") };
        match self
            .homeserver
            .put_device(&reception.user, device, appservice::keys::custodian::DEVICE_NAME)
            .await
        {
            Ok(()) => Finding::ok("Devices of ours can be made without a login."),
            Err(error) => Finding::fail(format!(
                "Devices cannot be made ({}): Lotse needs device management for application services (MSC4190).",
                error.code()
            )),
        }
    }

    async fn letter_box(&self, reception: &Identity) -> Finding {
        match self.homeserver.has_letter_box(reception).await {
            Ok(()) => Finding::ok("Sliding sync gives the reception's key mail."),
            Err(error) => Finding::fail(format!(
                "The reception's key mail cannot be fetched ({}): Lotse needs sliding sync (MSC4186).",
                error.code()
            )),
        }
    }

    async fn identity(&self, reception: &Identity) -> Finding {
        match self.homeserver.published(reception).await {
            Ok(Published::Signed) => {
                Finding::ok("The reception's device is signed by its published identity.")
            }
            Ok(Published::Unsigned) => Finding::fail(
                "The reception's device is not signed by its published identity, so clients may refuse it: look for \
                 the reason in the log of `lotse serve`.",
            ),
            Ok(Published::Nothing) => Finding::fail(
                "The reception has no published identity, so clients may refuse its device: look for the reason in \
                 the log of `lotse serve`.",
            ),
            Err(error) => Finding::fail(format!("The reception's keys were not told ({}).", error.code())),
        }
    }

    /// Whether answers reach seekers of the portal that are written while they are away.
    async fn absence(&self, reception: &Identity) -> Finding {
        match self.homeserver.keeps_dehydrated_devices(reception).await {
            Ok(true) => Finding::ok("Seekers of the portal receive while they are signed in nowhere."),
            Ok(false) => Finding::fail(
                "What is written to seekers of the portal while they are away would be lost: set \
                 `experimental_features.msc3814_enabled: true`, as `homeserver-snippet.yaml` has it, and restart the \
                 homeserver.",
            ),
            Err(error) => Finding::warn(format!(
                "Whether seekers of the portal receive while they are away was not told ({}).",
                error.code()
            )),
        }
    }

    async fn ping(&self) -> Finding {
        let registration = &self.ready.registrations.lotse;
        let url = registration.url.as_deref().unwrap_or("no url");
        match self.homeserver.ping(&registration.id, &entropy::word()).await {
            Ok(took) => {
                Finding::ok(format!("The homeserver reaches us at {url} in {} ms.", took.as_millis()))
            }
            Err(error) if error.is("M_BAD_STATUS") => Finding::fail(format!(
                "The homeserver reaches {url} but is refused: it has another hs_token than the registration, or \
                 something else answers there. Restart it with the present registration.",
            )),
            Err(error) if error.is("M_CONNECTION_FAILED") || error.is("M_CONNECTION_TIMEOUT") => {
                Finding::fail(format!(
                    "The homeserver cannot reach {url}, the url of the registration: put it right there, or open \
                     the way."
                ))
            }
            Err(error) if error.is("M_URL_NOT_SET") => {
                Finding::fail("The homeserver's registration has no url: restart it with the present one.")
            }
            Err(error) => Finding::fail(format!("The homeserver did not ping us ({}).", error.code())),
        }
    }

    fn rebuilt(&self) -> &'static str {
        if self.known.has_traffic { REBUILT } else { "" }
    }
}
