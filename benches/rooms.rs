//! What the two waits of the main job cost beside the bare calls that they cannot do without, on a real Synapse.
//!
//! `cargo bench --workspace --bench rooms [-- --rounds N]`. Each round has new people; Lotse and the floor take turns.
//!
//! - consent → room: from the seeker's "ja" to the invitation in their client, beside one `createRoom` of the same
//!   room to the same invitation;
//! - accept → readable: from the counsellor's click on ✅ to the first message in their client, beside an invitation
//!   by a stock matrix-sdk client that shares the history, to the same moment.

mod binary;
mod table;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use lotse_tests::{
    Person,
    stage::{Counsellor, Seeker, Stage},
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::{Value, json};

use table::{Line, head, line, median};

const ROOM_GOAL: f64 = 1.2;
const READABLE_GOAL: f64 = 1.3;

#[tokio::main]
async fn main() -> Result<()> {
    let rounds = rounds();
    let stage = Stage::open(binary::measured()).await?;
    let ben = stage.counsellor("ben").await?;
    let edda = stage.person("edda").await?;
    let bare = Bare::of(&stage)?;

    let (mut rooms, mut readable) = (Rooms::default(), Readable::default());
    let (mut room_calls, mut readable_calls) = (Calls::default(), Calls::default());
    // The first round warms up.
    for round in 0..=rounds {
        if round == 1 {
            (rooms, readable) = Default::default();
            (room_calls, readable_calls) = Default::default();
        }
        let anna = Seeker::knocks(stage.person(&format!("anna{round}")).await?).await?;
        anna.is_placed("Schulden", "01067", &format!("Amsel {round}")).await?;
        let before = round % 2 == 0;
        if before {
            bare.makes_room(&anna.person, &mut rooms).await?;
        }
        let case = consents(&stage, &anna, &mut rooms, &mut room_calls).await?;
        if !before {
            bare.makes_room(&anna.person, &mut rooms).await?;
        }

        let words = format!("Brief Nummer {round}.");
        anna.person.says(&case, &words).await?;
        if before {
            invites(&edda, &ben, &anna.person, &words, &mut readable).await?;
        }
        anna.person.hears(&case, "angekommen").await?;
        accepts(&stage, &ben, &case, &words, &mut readable, &mut readable_calls).await?;
        anna.person.hears(&case, "ben").await?;
        if !before {
            invites(&edda, &ben, &anna.person, &words, &mut readable).await?;
        }
        ben.person.catches_up().await?;
    }

    head(&format!("consent to room, {rounds} rounds, medians"));
    let ours = |what, times: &[Duration]| {
        line(&Line { what, figure: median(times), unit: "ms", floor: None, goal: None });
    };
    let floor = Some(median(&rooms.bare_seen));
    line(&Line {
        what: "the homeserver has the \"ja\" -> invitation seen",
        figure: median(&rooms.seen_after_sent),
        unit: "ms",
        floor,
        goal: Some(ROOM_GOAL),
    });
    line(&Line {
        what: "the seeker sends \"ja\" -> invitation seen",
        figure: median(&rooms.seen),
        unit: "ms",
        floor,
        goal: None,
    });
    ours("  of it: until the homeserver has answered the seeker", &rooms.sent);
    ours("floor: createRoom answered", &rooms.bare_answered);
    ours("floor with an alias, as Lotse claims its rooms: seen", &rooms.aliased_seen);
    room_calls.print(rounds);

    head(&format!("accept to readable, {rounds} rounds, medians"));
    let floor = Some(median(&readable.bare_read));
    line(&Line {
        what: "the counsellor clicks -> first message read",
        figure: median(&readable.read),
        unit: "ms",
        floor,
        goal: Some(READABLE_GOAL),
    });
    ours("  after: click answered by the homeserver", &readable.sent);
    ours("  after: invitation seen", &readable.invited);
    ours("  after: joined", &readable.joined);
    ours("floor, after: invitation seen", &readable.bare_invited);
    ours("floor, after: joined", &readable.bare_joined);
    line(&Line {
        what: "floor with the seeker in the room: read",
        figure: median(&readable.read),
        unit: "ms",
        floor: Some(median(&readable.three_read)),
        goal: None,
    });
    ours("  after: invitation seen", &readable.three_invited);
    readable_calls.print(rounds);
    Ok(())
}

fn rounds() -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--rounds").skip(1);
    arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(20)
}

#[derive(Default)]
struct Rooms {
    sent: Vec<Duration>,
    seen: Vec<Duration>,
    seen_after_sent: Vec<Duration>,
    bare_answered: Vec<Duration>,
    bare_seen: Vec<Duration>,
    aliased_seen: Vec<Duration>,
}

#[derive(Default)]
struct Readable {
    sent: Vec<Duration>,
    invited: Vec<Duration>,
    joined: Vec<Duration>,
    read: Vec<Duration>,
    bare_invited: Vec<Duration>,
    bare_joined: Vec<Duration>,
    bare_read: Vec<Duration>,
    three_invited: Vec<Duration>,
    three_read: Vec<Duration>,
}

async fn consents(stage: &Stage, anna: &Seeker, rooms: &mut Rooms, calls: &mut Calls) -> Result<OwnedRoomId> {
    anna.person.catches_up().await?;
    let log = Log::from_here(stage)?;
    let started = Instant::now();
    anna.person.says(&anna.chat, "ja").await?;
    let sent = started.elapsed();
    let is_case = |name: &Option<String>| name.as_deref().is_some_and(|name| name.starts_with("Fall "));
    let invitation = anna.person.is_invited_where("a case room", |to| is_case(&to.name)).await?;
    let seen = started.elapsed();
    log.add_to(calls)?;
    rooms.sent.push(sent);
    rooms.seen.push(seen);
    rooms.seen_after_sent.push(seen.saturating_sub(sent));
    let case = anna.person.accepts(&invitation).await?;
    anna.person.hears(&case, "Willkommen").await?;
    anna.person.hears(&anna.chat, "matrix.to").await?;
    anna.person.catches_up().await?;
    Ok(case)
}

async fn accepts(
    stage: &Stage,
    ben: &Counsellor,
    case: &OwnedRoomId,
    words: &str,
    readable: &mut Readable,
    calls: &mut Calls,
) -> Result<()> {
    let card = ben.sees_card(words).await?;
    ben.person.sees_reaction(&ben.enquiries, &card.event, "✅").await?;
    ben.person.catches_up().await?;
    let log = Log::from_here(stage)?;
    let started = Instant::now();
    ben.person.reacts(&ben.enquiries, &card.event, "✅").await?;
    readable.sent.push(started.elapsed());
    let invitation = ben.person.is_invited_where("the case room", |to| to.room == *case).await?;
    readable.invited.push(started.elapsed());
    ben.person.accepts(&invitation).await?;
    readable.joined.push(started.elapsed());
    ben.person.hears(case, words).await?;
    readable.read.push(started.elapsed());
    log.add_to(calls)?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await
}

/// The floor of accepting: Edda's stock client invites Ben into a room in which something was said. Once with nobody else in it,
/// and once with the seeker there, as in a case: each client in a room costs the homeserver, and has its own work to do.
async fn invites(
    edda: &Person,
    ben: &Counsellor,
    anna: &Person,
    words: &str,
    readable: &mut Readable,
) -> Result<()> {
    let bare = invites_among(edda, ben, None, words).await?;
    readable.bare_invited.push(bare.invited);
    readable.bare_joined.push(bare.joined);
    readable.bare_read.push(bare.read);
    let among_three = invites_among(edda, ben, Some(anna), words).await?;
    readable.three_invited.push(among_three.invited);
    readable.three_read.push(among_three.read);
    Ok(())
}

struct Times {
    invited: Duration,
    joined: Duration,
    read: Duration,
}

async fn invites_among(
    edda: &Person,
    ben: &Counsellor,
    third: Option<&Person>,
    words: &str,
) -> Result<Times> {
    let room = edda.opens_room_with::<&str>(&[]).await?;
    if let Some(third) = third {
        edda.invites(&room, third).await?;
        let invitation = third.is_invited_where("the room", |to| to.room == room).await?;
        third.accepts(&invitation).await?;
    }
    edda.says(&room, words).await?;
    if let Some(third) = third {
        third.hears(&room, words).await?;
        third.catches_up().await?;
    }
    edda.catches_up().await?;
    ben.person.catches_up().await?;
    let started = Instant::now();
    edda.invites(&room, &ben.person).await?;
    let invitation = ben.person.is_invited_where("the room", |to| to.room == room).await?;
    let invited = started.elapsed();
    ben.person.accepts(&invitation).await?;
    let joined = started.elapsed();
    ben.person.hears(&room, words).await?;
    Ok(Times { invited, joined, read: started.elapsed() })
}

/// The floor of consenting: the steward makes a room like a case's, asked by this bench instead of by Lotse.
struct Bare {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Bare {
    fn of(stage: &Stage) -> Result<Self> {
        let registration = std::fs::read_to_string(stage.lotse.file("registration.yaml"))?;
        let token = registration.lines().find_map(|line| line.strip_prefix("as_token:"));
        let token =
            token.context("a registration without a token")?.trim().trim_matches(['"', '\'']).to_owned();
        let url = format!(
            "{}/_matrix/client/v3/createRoom?user_id=@lotse_steward:lotse.example",
            stage.synapse.url()
        );
        Ok(Self { http: reqwest::Client::builder().no_proxy().build()?, url, token })
    }

    async fn makes_room(&self, seeker: &Person, rooms: &mut Rooms) -> Result<()> {
        let (answered, seen) = self.room(seeker, None).await?;
        rooms.bare_answered.push(answered);
        rooms.bare_seen.push(seen);
        let alias = format!("lotse_probe_{}", &seeker.device().to_lowercase());
        rooms.aliased_seen.push(self.room(seeker, Some(&alias)).await?.1);
        Ok(())
    }

    async fn room(&self, seeker: &Person, alias: Option<&str>) -> Result<(Duration, Duration)> {
        seeker.catches_up().await?;
        let name = format!("Probe {} {}", seeker.device(), alias.is_some());
        let mut body = body(seeker.id(), &name);
        if let Some(alias) = alias {
            body["room_alias_name"] = json!(alias);
        }
        let started = Instant::now();
        // The invitation often comes before the answer, as it does when Lotse asks: neither waits for the other.
        let answer = async {
            let answer = self.http.post(&self.url).bearer_auth(&self.token).json(&body).send().await?;
            answer.error_for_status()?.bytes().await?;
            anyhow::Ok(started.elapsed())
        };
        let invitation = async {
            seeker.is_invited_where("the bare room", |to| to.name.as_ref() == Some(&name)).await?;
            anyhow::Ok(started.elapsed())
        };
        let times = tokio::try_join!(answer, invitation)?;
        seeker.catches_up().await?;
        Ok(times)
    }
}

/// What `appservice::outgoing::rooms` makes for a case, but for the alias.
fn body(seeker: &str, name: &str) -> Value {
    let custodian = "@lotse_c_dresden:lotse.example";
    let state = |kind: &str, content: Value| json!({ "type": kind, "state_key": "", "content": content });
    json!({
        "preset": "private_chat",
        "room_version": "12",
        "creation_content": { "de.lotse.claim": "lotse_probe" },
        "name": name,
        "invite": [seeker, custodian],
        "initial_state": [
            state("m.room.encryption", json!({ "algorithm": "m.megolm.v1.aes-sha2" })),
            state("m.room.history_visibility", json!({ "history_visibility": "shared" })),
            state("m.room.guest_access", json!({ "guest_access": "forbidden" })),
            state("io.element.functional_members",
                json!({ "service_members": ["@lotse_steward:lotse.example", custodian] })),
        ],
        "power_level_content_override": {
            "users": { custodian: 100 },
            "users_default": 0, "events_default": 0, "state_default": 100,
            "invite": 100, "kick": 100, "ban": 100, "redact": 100,
            "notifications": { "room": 100 },
            "events": {
                "m.room.name": 100, "m.room.power_levels": 100, "m.room.history_visibility": 100,
                "m.room.encryption": 100, "m.room.tombstone": 150, "m.reaction": 0, "m.room.redaction": 0,
                "org.matrix.msc3401.call.member": 0, "m.rtc.member": 0,
            },
        },
    })
}

/// How often the homeserver answered which call of Lotse, and how long it worked on it, in milliseconds.
#[derive(Default)]
struct Calls(BTreeMap<String, (u32, f64)>);

impl Calls {
    fn print(&self, rounds: usize) {
        println!("  what Lotse asked of the homeserver meanwhile:        calls a round   each on average");
        for (call, (count, millis)) in &self.0 {
            #[expect(clippy::cast_precision_loss, reason = "few rounds")]
            let per_round = f64::from(*count) / rounds as f64;
            println!("    {call:<58} {per_round:>6.2} {:>12.1} ms", millis / f64::from(*count));
        }
    }
}

/// The homeserver's log from some moment on.
struct Log {
    file: File,
}

impl Log {
    fn from_here(stage: &Stage) -> Result<Self> {
        let mut file = File::open(stage.synapse.log_file())?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { file })
    }

    fn add_to(mut self, calls: &mut Calls) -> Result<()> {
        let mut text = String::new();
        self.file.read_to_string(&mut text)?;
        for line in text.lines() {
            let Some((who, done)) = line.split_once("Processed request: ") else { continue };
            if !who.contains("@lotse") {
                continue;
            }
            let millis = done.split_once("sec").and_then(|(seconds, _)| seconds.parse::<f64>().ok());
            let request = done.split('"').nth(1).context("a line of the access log without a request")?;
            let call = calls.0.entry(template(request)).or_default();
            call.0 += 1;
            call.1 += millis.unwrap_or_default() * 1e3;
        }
        Ok(())
    }
}

/// `PUT /_matrix/client/v3/rooms/!abc/send/m.reaction/txn?user_id=…` → `PUT rooms/*/send/m.reaction/*`
fn template(request: &str) -> String {
    let (method, rest) = request.split_once(' ').unwrap_or((request, ""));
    let path = rest.split([' ', '?']).next().unwrap_or_default();
    let is_id = |part: &str| {
        part.starts_with(['!', '@', '$', '#'])
            || part.starts_with('%')
            || part.starts_with("lotse-")
            || part.len() > 30
    };
    let parts = path.split('/').skip_while(|part| ["", "_matrix", "client", "v3"].contains(part));
    let parts: Vec<_> = parts.map(|part| if is_id(part) { "*" } else { part }).collect();
    format!("{method} {}", parts.join("/"))
}
