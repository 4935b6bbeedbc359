//! Erasure where other servers have a copy: they are told that everybody is out *before* the room is purged here, since what is
//! purged is told to nobody any more. Whether they were told says our own homeserver: how far it has come with sending. A server
//! that stays silent holds an erasure for a day and no longer; then that is written down, and said.

use std::{collections::BTreeSet, time::Duration};

use routing::{Far, RoomId, Span, Timestamp};
use ruma::{OwnedServerName, ServerName};
use tokio::time::Instant;

use crate::{
    cases::service::Service,
    running::trouble::Trouble,
    servers::homeserver::{Administration, Told},
    store::{self, StoreResult, erasure::Erasure},
};

/// So long an erasure waits for other people's servers, and for the other Lotse of a case.
const PATIENCE: Span = Span::days(1);

/// A server that is there has heard of it within moments; after this the effect is tried again later.
const LOOKS: u32 = 20;
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);

/// Longer and longer between two looks, as far as this.
const SELDOM: i64 = 600_000;

/// Whoever waits for a server is hurried on when it is back, by this word.
const AWAY: &str = "server-away";

/// Before anybody is taken out: which other servers have somebody there, and how far ours is with telling them of the room.
pub(super) async fn note(service: &Service, erasure: &mut Erasure, room: &RoomId) -> Result<(), Trouble> {
    let elsewhere = &erasure.left.elsewhere;
    // In a platform's room only our own people are ours to take out, and it is not ours to purge for others.
    let ours = !matches!(erasure.left.far, Some(Far::Platform { .. }));
    if elsewhere.waited || !elsewhere.servers.is_empty() || !ours {
        return Ok(());
    }
    let steward = service.names.steward();
    let present = match service.homeserver.members(steward, room).await {
        // Everybody is out already.
        Err(refused) if refused.is_gone_or_forbidden() => return Ok(()),
        other => other?,
    };
    let mut servers: BTreeSet<OwnedServerName> = present
        .keys()
        .map(|member| member.server_name().to_owned())
        .filter(|server| server != steward.server_name())
        .collect();
    if let Some(Far::Centre { custodian, .. }) = &erasure.left.far {
        // Its people may be out already; its server has a copy all the same.
        servers.extend(ServerName::parse(custodian.server()));
    }
    for server in servers {
        let before = match &service.administration {
            Some(administration) => told(administration, &server, room).await?.and_then(|told| told.due),
            None => None,
        };
        erasure.left.elsewhere.servers.insert(server.to_string(), before);
    }
    write(service, erasure).await?;
    Ok(())
}

/// After everybody was taken out: waits until the servers that [`note`] has noted have heard of it, or for a day.
pub(super) async fn wait(service: &Service, erasure: &mut Erasure, room: &RoomId) -> Result<(), Trouble> {
    let elsewhere = &erasure.left.elsewhere;
    if elsewhere.waited || elsewhere.servers.is_empty() {
        return Ok(());
    }
    let mut deaf = deaf(service, erasure, room).await?;
    for _ in 0..LOOKS {
        if deaf.is_empty() || service.administration.is_none() || is_away(service, &deaf) {
            break;
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
        deaf = self::deaf(service, erasure, room).await?;
    }
    let over = service.administration.is_none() || is_over(service, erasure);
    if !deaf.is_empty() && !over {
        return Err(later(service, erasure.since));
    }
    if !deaf.is_empty() {
        metrics::counter!("lotse_erasures_unheard_total").increment(1);
        tracing::warn!(
            case.id = %erasure.case,
            servers = deaf.len(),
            "Erasing a case although not every other server is known to have heard that everybody is out"
        );
    }
    erasure.left.elsewhere.waited = true;
    erasure.left.elsewhere.deaf = deaf;
    write(service, erasure).await?;
    Ok(())
}

/// Waits until the other Lotse of the case has erased its part, or for a day.
pub(super) fn wait_for_lotse(service: &Service, erasure: &Erasure) -> Result<(), Trouble> {
    let theirs = matches!(erasure.left.far, Some(Far::Centre { .. })) && erasure.room.is_some();
    if !theirs || erasure.left.elsewhere.erased {
        return Ok(());
    }
    if !is_over(service, erasure) {
        return Err(later(service, erasure.since));
    }
    metrics::counter!("lotse_erasures_unheard_total").increment(1);
    tracing::warn!(case.id = %erasure.case, "A centre's own Lotse has not said that it has erased its part of a case");
    Ok(())
}

/// The servers that have not heard of it, as far as is known.
async fn deaf(service: &Service, erasure: &Erasure, room: &RoomId) -> Result<BTreeSet<String>, Trouble> {
    let mut deaf = BTreeSet::new();
    // Its people may have left before we took them out: then there is nothing to send.
    let has_erased = match &erasure.left.far {
        Some(Far::Centre { custodian, .. }) if erasure.left.elsewhere.erased => Some(custodian.server()),
        _ => None,
    };
    for (name, before) in &erasure.left.elsewhere.servers {
        let Ok(server) = ServerName::parse(name.as_str()) else { continue };
        if has_erased == Some(name.as_str()) {
            continue;
        }
        service.homeserver.reach().expects(&server, Instant::now());
        let heard = match &service.administration {
            Some(administration) => {
                told(administration, &server, room).await?.is_some_and(|told| told.has_heard_since(*before))
            }
            None => false,
        };
        if !heard {
            deaf.insert(name.clone());
        }
    }
    Ok(deaf)
}

/// Nothing where the token is not an administrator's: then nothing is known, and nothing purged either.
async fn told(
    administration: &Administration,
    server: &ServerName,
    room: &RoomId,
) -> Result<Option<Told>, Trouble> {
    match administration.told(server, room).await {
        Err(refused) if refused.is_without_right() => Ok(None),
        other => Ok(Some(other?)),
    }
}

fn is_away(service: &Service, deaf: &BTreeSet<String>) -> bool {
    let reach = service.homeserver.reach();
    deaf.iter().all(|name| ServerName::parse(name.as_str()).is_ok_and(|server| reach.is_away(&server)))
}

fn is_over(service: &Service, erasure: &Erasure) -> bool {
    erasure.since.plus(PATIENCE) <= service.now()
}

fn later(service: &Service, since: Timestamp) -> Trouble {
    let wait = (service.now().since(since).millis() / 4).clamp(2_000, SELDOM);
    Trouble::Passing { why: AWAY.to_owned(), wait: Some(Span::from_millis(wait)) }
}

async fn write(service: &Service, erasure: &Erasure) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    store::erasure::note(&mut tx, erasure).await?;
    tx.commit().await
}
