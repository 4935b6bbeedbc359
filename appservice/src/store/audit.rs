//! The audit trail: who came to read a case or lost it again, why, from when and until when. It names counsellors and
//! references, never a seeker.
//!
//! Entries are only added, in the commit of the change that they tell of. Each has a keyed hash over itself and the
//! hash before, and `meta` keeps the number of entries with the last hash: without the key file nobody can change,
//! drop, reorder or forge one unnoticed. Whoever holds database *and* key could write the whole trail anew; against
//! that, note the [`Head`] down elsewhere now and then, and have [`verify`] look for it.

pub mod handout;
mod verify;

use routing::{CentreId, CounsellorId, Reference, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

pub use self::verify::{Fault, Verdict, verify};
use super::{StoreError, StoreResult, Tx, column::Columns, counter, meta};
use crate::store::vault::Vault;

const TABLE: &str = "audit";
const HEAD: &str = "audit.head";
const COLUMNS: &str = "select cast(seq as text) as id, seq, at_ms, kind, centre_id, reference, body, note, note_hash, \
                       hash from audit";

/// One thing that happened, to be added to the trail. [`Entry::new`], then set what else is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// At which centre; that centre's lead reads it.
    pub centre: CentreId,
    /// With which case; none for what concerns no single one, such as an absence.
    pub reference: Option<Reference>,
    /// What.
    pub kind: Kind,
    /// By whom.
    pub who: Actor,
    /// Concerning which other counsellor: who stands in, gets the case, is the deputy.
    pub whom: Option<CounsellorId>,
    /// Why: a machine word such as [`routing::CoverReason::code`]. Never free text.
    pub why: Option<String>,
    /// Why, in somebody's own words. May say something about a seeker, so [`forget_notes`] can erase it.
    pub note: Option<String>,
    /// From when on it holds.
    pub from: Option<Timestamp>,
    /// The first moment at which it holds no more.
    pub until: Option<Timestamp>,
    /// To which other centre.
    pub to: Option<CentreId>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "id")]
pub enum Actor {
    /// A counsellor.
    Counsellor(CounsellorId),
    /// The seeker of the case, who is not named.
    Seeker,
    /// Somebody of the Referat, at the desk.
    Referat(CounsellorId),
    /// Somebody who acts for the centre's carrier, at the desk.
    Carrier(CounsellorId),
    /// The administration, or the operator at the command line.
    Administration,
    /// Lotse itself, because it was time.
    Itself,
}

macro_rules! kinds {
    ($( $(#[$doc:meta])* $kind:ident = $word:literal, )*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $( $(#[$doc])* $kind, )*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$kind, )*];

            /// The stable word in the table and in exports.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$kind => $word, )* }
            }
        }
    };
}

kinds! {
    /// `whom` stands in for the holder from `from` until `until`, `why`.
    CoverBegun = "cover_begun",
    /// `whom` no longer stands in; `why` is `time`, `command`, `return`, `handed_over`, `closed` …
    CoverEnded = "cover_ended",
    /// `whom` was given the history: `why` is `transcript`, or another way than the usual bundle.
    HistoryGiven = "history_given",
    /// The case is `whom`'s for good.
    HandedOver = "handed_over",
    /// `who`, who does not have the case, has its seeker asked whether `whom` may have it; `why` and `note` as for a cover.
    HandOverAsked = "hand_over_asked",
    /// The seeker of the case has agreed to the centre's data-protection notice; `why` is its version.
    Consented = "consented",
    /// The case went to the centre `to`.
    Forwarded = "forwarded",
    /// `who` is away from `from` until `until`, with `whom` as deputy; or back, when `until` is not after `at`.
    Absence = "absence",
    /// The case is kept from erasure until `until`, or no longer; `why` is `begun` or `ended`.
    Hold = "hold",
    /// The seeker of the case may read and not write from `from` until `until`; `note` is the reason, if one was given.
    Muted = "muted",
    /// The seeker may write again; `why` is `time` or `command`.
    Unmuted = "unmuted",
    /// The case was ended with a reason, which is the `note`: until `until` its seeker neither writes in it nor begins another at
    /// this centre.
    TurnedAway = "turned_away",
    /// `who` has let the seeker come back with another account.
    CameBack = "came_back",
    /// The homeserver shows another cross-signing identity for `whom`, who is kept out until it is confirmed.
    IdentityChanged = "identity_changed",
    /// It shows the one again that counted before.
    IdentityBack = "identity_back",
    /// `who` has confirmed the new identity of `whom`.
    IdentityConfirmed = "identity_confirmed",
    /// What seekers read of the centre before they agree was changed.
    CardChanged = "card_changed",
    /// `whom` leads the centre from now on.
    LeadNamed = "lead_named",
    /// `whom` leads the centre no more.
    LeadDismissed = "lead_dismissed",
    /// `whom` acts for the carrier `why` from now on.
    CarrierNamed = "carrier_named",
    /// `whom` acts for the carrier `why` no more.
    CarrierDismissed = "carrier_dismissed",
    /// What the centre says of itself, or of `whom` of its people, was changed by those who lead it.
    OwnChanged = "own_changed",
    /// `who` has said that `whom` is away from `from` until `until`; or back, when `until` is not after `at`.
    AbsenceSaid = "absence_said",
    /// `whom` has a passkey more at the desk, after they have signed in by the chat or with another one.
    PasskeyMade = "passkey_made",
    /// `whom` has a passkey less; `why` is `command`, `replaced`, `copied` or `void`.
    PasskeyRemoved = "passkey_removed",
    /// The directory was changed in what it says of the centre or its people; `whom` confirmed it, where a second person had to.
    DirectoryChanged = "directory_changed",
    /// `whom` was invited to counsel at the centre.
    Invited = "invited",
    /// `whom` has left the centre; `why` is `pool`, or `successor` for their cases.
    Left = "left",
    /// `whom` was trained, activated, or not any more.
    Trained = "trained",
    /// `who` asks for a second person until `until`; `why` is what for, `note` the reason, `whom` somebody it concerns, `to` a centre.
    SecondAsked = "second_asked",
    /// `who` is the second person and says yes to what `whom` asked for, or to `whom`; `why` is what for. It was done in the same commit.
    SecondConfirmed = "second_confirmed",
    /// The second person says no.
    SecondDeclined = "second_declined",
    /// Whoever asked takes it back.
    SecondWithdrawn = "second_withdrawn",
    /// Nobody decided in time.
    SecondLapsed = "second_lapsed",
    /// What it was about had changed when the second person said yes: nothing was done.
    SecondVoid = "second_void",
    /// `whom` is of the Referat from now on.
    ReferatNamed = "referat_named",
    /// `whom` is of the Referat no more.
    ReferatDismissed = "referat_dismissed",
    /// `who` has fetched the trail as a file, of the centre `to` or of all.
    TrailExported = "trail_exported",
    /// The case was erased.
    Erased = "erased",
}

/// Stands for the centre in entries that concern the platform and no centre: only the Referat reads them.
///
/// # Panics
/// Never: it is a centre's id as any other.
pub fn platform() -> CentreId {
    CentreId::parse(PLATFORM).expect("a slug")
}

/// What the platform is called in the trail.
const PLATFORM: &str = "lotse-platform";

/// Where the trail ends: how many entries, and the hash of the last. Shown as `17:3f…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of entries, which is the number of the last one.
    pub seq: i64,
    /// Its hash; zeros for an empty trail.
    pub hash: [u8; 32],
}

/// An entry as it stands in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number, from 1 on without a gap.
    pub seq: i64,
    /// What it says; a note that was erased is not there any more.
    pub entry: Entry,
    /// Whether its note was erased.
    pub note_erased: bool,
    /// Its hash.
    pub hash: [u8; 32],
}

/// What is sealed in a row.
#[derive(Serialize, Deserialize)]
struct Body {
    who: Actor,
    whom: Option<CounsellorId>,
    why: Option<String>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    to: Option<CentreId>,
}

impl Entry {
    /// What happened, when, where, and by whom.
    pub fn new(at: Timestamp, centre: &CentreId, kind: Kind, who: Actor) -> Self {
        Self {
            at,
            centre: centre.clone(),
            reference: None,
            kind,
            who,
            whom: None,
            why: None,
            note: None,
            from: None,
            until: None,
            to: None,
        }
    }

    /// The same, about a case.
    #[must_use]
    pub fn about(self, reference: &Reference) -> Self {
        Self { reference: Some(reference.clone()), ..self }
    }

    /// The same, concerning another counsellor.
    #[must_use]
    pub fn whom(self, counsellor: &CounsellorId) -> Self {
        Self { whom: Some(counsellor.clone()), ..self }
    }

    /// The same, with a machine word for the reason.
    #[must_use]
    pub fn why(self, code: &str) -> Self {
        Self { why: Some(code.to_owned()), ..self }
    }
}

impl Actor {
    /// The user id, or a machine word in parentheses.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Counsellor(who) | Self::Referat(who) | Self::Carrier(who) => who.as_str(),
            Self::Seeker => "(seeker)",
            Self::Administration => "(administration)",
            Self::Itself => "(lotse)",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|kind| kind.code() == word).ok_or("no kind of an audit entry")
    }
}

impl Head {
    const EMPTY: Self = Self { seq: 0, hash: [0; 32] };
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, blake3::Hash::from_bytes(self.hash).to_hex())
    }
}

impl std::str::FromStr for Head {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refusal = "a head of the trail is written NUMBER:HASH, as `audit verify` shows it";
        let (seq, hash) = text.split_once(':').ok_or(refusal)?;
        let seq = seq.parse().map_err(|_| refusal)?;
        let hash = blake3::Hash::from_hex(hash).map_err(|_| refusal)?;
        Ok(Self { seq, hash: *hash.as_bytes() })
    }
}

/// Adds an entry in the commit of the change that it tells of. Append after the case is saved, like an effect.
pub async fn append(tx: &mut Tx, entry: &Entry) -> StoreResult<()> {
    // A commit that pushes effects and appends holds two numbers: always in this order, so that no two wait for each
    // other.
    counter::draw(tx, "outbox", 0).await?;
    // It holds back everybody else who appends, so that the head read next is the last one.
    let seq = counter::draw(tx, TABLE, 1).await?;
    let before = head(tx).await?;
    if before.seq + 1 != seq {
        // Deleted rows, a restored table: `verify` says where. The trail goes on, since what happens must be told.
        tracing::error!(audit.seq = seq, "The audit trail has a gap; run `lotse audit verify`");
    }
    let vault = tx.vault().clone();
    let body = vault.seal(&Body {
        who: entry.who.clone(),
        whom: entry.whom.clone(),
        why: entry.why.clone(),
        from: entry.from,
        until: entry.until,
        to: entry.to.clone(),
    })?;
    let note = entry.note.as_ref().map(|note| vault.seal(note)).transpose()?;
    // Over the sealed bytes, whose random part is gone with them: nobody can try texts against it.
    let note_hash = note.as_ref().map(|sealed| blake3::hash(sealed).as_bytes().to_vec());
    let row = Row {
        seq,
        at_ms: entry.at.millis(),
        kind: entry.kind.code().to_owned(),
        centre: entry.centre.as_str().to_owned(),
        reference: entry.reference.as_ref().map(|reference| reference.as_str().to_owned()),
        body,
        note,
        note_hash,
        hash: Vec::new(),
    };
    let hash = row.hash_after(&before.hash, &vault);
    sqlx::query(
        "insert into audit (seq, at_ms, kind, centre_id, reference, body, note, note_hash, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(row.seq)
    .bind(row.at_ms)
    .bind(row.kind)
    .bind(row.centre)
    .bind(row.reference)
    .bind(row.body)
    .bind(row.note)
    .bind(row.note_hash)
    .bind(hash.as_slice())
    .execute(tx.conn())
    .await?;
    set_head(tx, Head { seq, hash }).await
}

/// Erases the free text of all entries about a case; says of how many. The trail stays verifiable. Append an
/// [`Kind::Erased`] entry in the same commit: without it [`verify`] takes the missing text for tampering.
pub async fn forget_notes(tx: &mut Tx, reference: &Reference) -> StoreResult<u64> {
    let written = sqlx::query("update audit set note = null where reference = $1 and note is not null")
        .bind(reference.as_str())
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected())
}

/// At most `limit` entries after the number `after`, of one centre or of all, oldest first.
pub async fn list(
    tx: &mut Tx,
    centre: Option<&CentreId>,
    after: i64,
    limit: u32,
) -> StoreResult<Vec<Recorded>> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} where seq > $1 and centre_id = coalesce($2, centre_id) order by seq limit $3"
    )))
    .bind(after)
    .bind(centre.map(CentreId::as_str))
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    let vault = tx.vault().clone();
    rows.iter().map(|row| Row::of(row)?.recorded(&vault)).collect()
}

/// At most `limit` entries of a centre before this one, the last one first.
pub async fn latest(tx: &mut Tx, centre: &CentreId, before: i64, limit: u32) -> StoreResult<Vec<Recorded>> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} where seq < $1 and centre_id = $2 order by seq desc limit $3"
    )))
    .bind(before)
    .bind(centre.as_str())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    let vault = tx.vault().clone();
    rows.iter().map(|row| Row::of(row)?.recorded(&vault)).collect()
}

/// Where the trail ends, as `meta` says.
/// Where the trail ends now.
pub async fn head(tx: &mut Tx) -> StoreResult<Head> {
    let Some(bytes) = meta::get(tx, HEAD).await? else { return Ok(Head::EMPTY) };
    let damaged = || StoreError::Inconsistent {
        table: "meta",
        id: HEAD.to_owned(),
        what: "it was not written by Lotse".to_owned(),
    };
    let (head, seal) = bytes.split_at_checked(40).ok_or_else(damaged)?;
    if tx.vault().authenticate(HEAD, &[head]).as_slice() != seal {
        return Err(damaged());
    }
    let (seq, hash) = head.split_first_chunk::<8>().ok_or_else(damaged)?;
    Ok(Head { seq: i64::from_le_bytes(*seq), hash: hash.try_into().map_err(|_| damaged())? })
}

async fn set_head(tx: &mut Tx, head: Head) -> StoreResult<()> {
    let mut bytes = [head.seq.to_le_bytes().as_slice(), &head.hash].concat();
    let seal = tx.vault().authenticate(HEAD, &[&bytes]);
    bytes.extend_from_slice(&seal);
    meta::put(tx, HEAD, &bytes).await
}

/// A row, not opened yet.
struct Row {
    seq: i64,
    at_ms: i64,
    kind: String,
    centre: String,
    reference: Option<String>,
    body: Vec<u8>,
    note: Option<Vec<u8>>,
    note_hash: Option<Vec<u8>>,
    hash: Vec<u8>,
}

impl Row {
    fn of(row: &AnyRow) -> StoreResult<Self> {
        let row = Columns::of(TABLE, row);
        Ok(Self {
            seq: row.number("seq")?,
            at_ms: row.number("at_ms")?,
            kind: row.text("kind")?,
            centre: row.text("centre_id")?,
            reference: row.optional_text("reference")?,
            body: row.bytes("body")?,
            note: row.optional_bytes("note")?,
            note_hash: row.optional_bytes("note_hash")?,
            hash: row.bytes("hash")?,
        })
    }

    /// The hash that the row must have after the one with the hash `before`.
    fn hash_after(&self, before: &[u8; 32], vault: &Vault) -> [u8; 32] {
        // What is not there is told apart from what is empty.
        let reference = self.reference.as_ref().map_or(String::new(), |reference| format!("#{reference}"));
        vault.authenticate(
            TABLE,
            &[
                before,
                &self.seq.to_le_bytes(),
                &self.at_ms.to_le_bytes(),
                self.kind.as_bytes(),
                self.centre.as_bytes(),
                reference.as_bytes(),
                &self.body,
                self.note_hash.as_deref().unwrap_or_default(),
            ],
        )
    }

    fn recorded(self, vault: &Vault) -> StoreResult<Recorded> {
        let fault = |what: &str| StoreError::Inconsistent {
            table: TABLE,
            id: self.seq.to_string(),
            what: what.to_owned(),
        };
        let body: Body = vault.unseal(&self.body)?;
        let reference = self.reference.as_deref().map(Reference::parse).transpose();
        Ok(Recorded {
            seq: self.seq,
            note_erased: self.note.is_none() && self.note_hash.is_some(),
            hash: self.hash.as_slice().try_into().map_err(|_| fault("hash"))?,
            entry: Entry {
                at: Timestamp::from_millis(self.at_ms),
                centre: CentreId::parse(&self.centre).map_err(|_| fault("centre_id"))?,
                reference: reference.map_err(|_| fault("reference"))?,
                kind: self.kind.parse().map_err(fault)?,
                who: body.who,
                whom: body.whom,
                why: body.why,
                note: self.note.map(|sealed| vault.unseal(&sealed)).transpose()?,
                from: body.from,
                until: body.until,
                to: body.to,
            },
        })
    }
}
