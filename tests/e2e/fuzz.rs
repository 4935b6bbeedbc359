//! Ten thousand transactions that nobody would write: every one is answered, nothing panics, and people are served.
//!
//! `LOTSE_FUZZ_CASES` and `LOTSE_FUZZ_SEED` make more and other ones; the same seed makes the same transactions.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    journey::{Journey, Team},
    stage::Seeker,
    wait,
};
use serde_json::{Map, Value, json};

use crate::asking::LOTSE;

/// Transactions under way at a time.
const CONNECTIONS: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn no_transaction_is_too_strange() -> Result<()> {
    let (cases, seed) = (told("LOTSE_FUZZ_CASES", 10_000), told("LOTSE_FUZZ_SEED", 1));
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let world = World {
        // What is claimed about Anna's chat may ruin it; in the team's rooms only strangers are heard.
        own: [anna.chat.to_string(), anna.person.id().to_owned()],
        rooms: vec![
            team.ben.enquiries.to_string(),
            team.ben.team.to_string(),
            "!nowhere:lotse.example".to_owned(),
        ],
    };
    let token = stage.lotse.homeserver_token()?;
    let started = Instant::now();
    let next = AtomicU64::new(0);
    let sender = async || -> Result<()> {
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= cases {
                return Ok(());
            }
            let mut dice = Dice::of(seed, case);
            let body = world.transaction(&mut dice);
            // Some ids come again, as after an answer that was lost.
            let name = format!("fuzz-{}", if dice.one_in(20) { case / 2 } else { case });
            let (status, answer) = stage.lotse.receives(&token, &name, body.clone()).await?;
            ensure!(
                (status, answer.as_str()) == (200, "{}"),
                "seed {seed}, case {case}: {status} {answer} to {}",
                String::from_utf8_lossy(&body)
            );
        }
    };
    futures_util::future::try_join_all((0..CONNECTIONS).map(|_| sender())).await?;
    println!("{cases} transactions were answered after {:?}", started.elapsed());
    // The last one is recognised in the log when it is taken apart, and so is everything before it.
    let last = wait::unique_word();
    stage.lotse.receives(&token, &last, "Ende").await?;
    wait::until("the last transaction to be taken apart", 4 * wait::patience(), async || {
        Ok(stage.lotse.log().contains(&last).then_some(()))
    })
    .await?;
    println!("and taken apart after {:?}", started.elapsed());
    // What pretends to be Anna's and cannot be decrypted waits for its key, and holds up nobody but Anna.
    wait::until("the events to be handled", 4 * wait::patience(), async || {
        Ok((stage.lotse.figure("lotse_inbox_pending").await? < 500.0).then_some(()))
    })
    .await?;
    println!("and handled after {:?}", started.elapsed());

    ensure!(stage.lotse.serves(), "Lotse is dead:\n{}", tail(&stage.lotse.log()));
    ensure!(stage.lotse.health().await? == 200, "Lotse is not healthy");
    Journey::of(&stage.synapse, "yusuf", &team).await?.happened_once(&team).await?;
    println!("and somebody else was served after {:?}", started.elapsed());
    let log = stage.lotse.log();
    let panic = log.lines().find(|line| line.contains("panicked"));
    ensure!(panic.is_none(), "a panic: {panic:?}");
    ensure!(stage.lotse.stop().await?.success(), "it does not stop in order");
    Ok(())
}

fn told(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn tail(log: &str) -> &str {
    log.get(log.len().saturating_sub(4000)..).unwrap_or(log)
}

/// Splitmix64: chance that is the same for the same seed.
struct Dice(u64);

impl Dice {
    fn of(seed: u64, case: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ case.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end.max(1) as u64).unwrap_or_default()
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

struct World {
    own: [String; 2],
    rooms: Vec<String>,
}

impl World {
    /// A body: mostly a transaction whose events are nearly events, sometimes broken in its bytes.
    fn transaction(&self, dice: &mut Dice) -> Vec<u8> {
        let events: Vec<Value> = (0..dice.below(3)).map(|_| self.event(dice)).collect();
        let mut body = json!({ "events": events });
        let to_device = ["to_device", "de.sorunome.msc2409.to_device"][dice.below(2)];
        if dice.one_in(4) {
            body[to_device] = json!([self.to_device(dice)]);
        }
        if dice.one_in(8) {
            let name = dice.pick(&[
                "events",
                to_device,
                "ephemeral",
                "de.sorunome.msc2409.ephemeral",
                "org.matrix.msc3202.device_lists",
                "org.matrix.msc3202.device_one_time_keys_count",
            ]);
            body[name] = junk(dice, 3);
        }
        let mut bytes = body.to_string().into_bytes();
        if dice.one_in(10) {
            for _ in 0..=dice.below(4) {
                let at = dice.below(bytes.len());
                match dice.below(4) {
                    0 => bytes[at] = u8::try_from(dice.below(256)).unwrap_or_default(),
                    1 => bytes.truncate(at + 1),
                    2 => bytes.insert(at, *dice.pick(&[&b'"', &b'{', &b'[', &b',', &0, &0xff])),
                    _ => {
                        let piece = bytes[at..].to_vec();
                        bytes.extend(piece);
                    }
                }
            }
        }
        bytes
    }

    fn event(&self, dice: &mut Dice) -> Value {
        let [chat, anna] = &self.own;
        let about_anna = dice.one_in(3);
        let room = if about_anna { chat } else { &self.rooms[dice.below(self.rooms.len())] };
        let stranger = format!("@stranger{}:elsewhere.example", dice.below(5));
        let sender = if about_anna && dice.one_in(2) { anna } else { &stranger };
        let kind = dice.pick(&[
            "m.room.message",
            "m.room.message",
            "m.room.encrypted",
            "m.room.encrypted",
            "m.reaction",
            "m.room.member",
            "m.room.member",
            "m.room.power_levels",
            "m.room.tombstone",
            "m.room.encryption",
            "m.room.history_visibility",
            "m.room.join_rules",
            "m.room.redaction",
            "m.sticker",
            "m.room.create",
            "",
            "m.call.invite",
        ]);
        let mut event = json!({
            "event_id": format!("$fuzz{}", dice.roll() % 100_000),
            "room_id": room,
            "type": kind,
            "sender": sender,
            "origin_server_ts": dice.roll() >> 20,
            "content": content(dice, kind),
            "unsigned": { "age": dice.below(1000) },
        });
        if kind == "m.room.member" {
            // Strangers come into a world of their own; what is claimed about us there must be found out to be untrue.
            event["room_id"] = json!(format!("!fuzz{}:lotse.example", dice.below(20)));
            let who = dice.pick(&[
                Stage::RECEPTION,
                &stranger,
                "@lotse_c_dresden:lotse.example",
                "@lotse_steward:lotse.example",
            ]);
            event["state_key"] = json!(who);
        } else if dice.one_in(5) {
            event["state_key"] = json!("");
        }
        if dice.one_in(3) {
            spoil(&mut event, dice);
        }
        event
    }

    fn to_device(&self, dice: &mut Dice) -> Value {
        let to = dice.pick(&[
            Stage::RECEPTION,
            "@lotse_c_dresden:lotse.example",
            "@lotse_c_no:lotse.example",
            self.own[1].as_str(),
            "",
        ]);
        let mut message = json!({
            "type": "m.room.encrypted", "sender": self.own[1], "to_user_id": to, "to_device_id": "LOTSE",
            "content": content(dice, "m.room.encrypted"),
        });
        if dice.one_in(2) {
            spoil(&mut message, dice);
        }
        message
    }
}

fn content(dice: &mut Dice, kind: &str) -> Value {
    match kind {
        "m.room.encrypted" => json!({
            "algorithm": dice.pick(&["m.megolm.v1.aes-sha2", "m.olm.v1.curve25519-aes-sha2", "m.none"]),
            "ciphertext": text(dice), "session_id": text(dice), "device_id": text(dice), "sender_key": text(dice),
        }),
        "m.reaction" => json!({ "m.relates_to": {
            "rel_type": dice.pick(&["m.annotation", "m.replace", "x"]),
            "event_id": format!("$fuzz{}", dice.below(100)), "key": dice.pick(&["✅", "👍\u{fe0f}", ""]),
        } }),
        "m.room.member" => json!({
            "membership": dice.pick(&["invite", "invite", "join", "leave", "ban", "knock", "sleep"]),
            "is_direct": dice.one_in(2), "displayname": text(dice),
        }),
        "m.room.power_levels" => {
            json!({ "users": { text(dice): dice.below(200) }, "invite": dice.below(100) })
        }
        "m.room.message" => json!({
            "msgtype": dice.pick(&["m.text", "m.image", "m.notice", ""]),
            "body": dice.pick(&["annehmen 7F3K9Q", "abschließen", "schlüssel", "vertretung", "ja", ""]),
        }),
        _ => junk(dice, 3),
    }
}

/// Takes something away from an object or puts something strange in, on any level.
fn spoil(value: &mut Value, dice: &mut Dice) {
    let Value::Object(fields) = value else {
        *value = junk(dice, 2);
        return;
    };
    let names: Vec<String> = fields.keys().cloned().collect();
    if names.is_empty() {
        return;
    }
    let name = &names[dice.below(names.len())];
    match dice.below(4) {
        0 => drop(fields.remove(name)),
        1 => drop(fields.insert(name.clone(), junk(dice, 3))),
        2 => drop(fields.insert(text(dice), junk(dice, 2))),
        _ => {
            if let Some(inner) = fields.get_mut(name) {
                spoil(inner, dice);
            }
        }
    }
}

/// Any JSON at all, at most so deep, but for a well now and then.
fn junk(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth == 0 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => json!(dice.one_in(2)),
        2 => json!(dice.roll()),
        3 => json!(-1.5e300),
        4 => json!(i64::MIN),
        5 => json!(text(dice)),
        6 => (0..dice.below(4)).map(|_| junk(dice, depth - 1)).collect(),
        7 => {
            let fields: Map<String, Value> =
                (0..dice.below(4)).map(|_| (text(dice), junk(dice, depth - 1))).collect();
            Value::Object(fields)
        }
        _ => (0..100).fold(json!(1), |inner, _| json!([inner])),
    }
}

fn text(dice: &mut Dice) -> String {
    let text = dice.pick(&[
        "",
        "lotse",
        "@lotse:lotse.example",
        "$event",
        "!room",
        "m.replace",
        "\u{0}",
        "\u{202e}ja",
        "🧭\u{fe0f}",
        "%00../../etc",
        "'; drop table inbox; --",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ]);
    if dice.one_in(50) { text.repeat(2000) } else { text.to_owned() }
}
