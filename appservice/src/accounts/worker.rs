//! What happens to accounts without anybody asking: sessions end, their devices are deleted, accounts that go are gone in the
//! end. All of it stands in the database, so that it goes on after a restart.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use routing::{SeekerId, Span};
use ruma::OwnedDeviceId;
use tokio_util::sync::CancellationToken;

use super::{Accounts, Office, mail};
use crate::{
    cases::{returning, service::seeker_matrix_id},
    running::guard,
    servers::homeserver::HomeserverError,
    store::{self, StoreResult, Tx, account::Account},
};

/// How often it is looked, rung or not.
const ROUND: Duration = Duration::from_secs(2);

/// So many of each are taken in a round.
const AT_ONCE: u32 = 50;

/// A device that could not be deleted is tried again after this.
const LATER: Span = Span::minutes(1);

/// A round that takes longer hangs: each call has its own limit.
const LONGEST: Duration = Duration::from_mins(30);

/// Runs until `stop`.
pub async fn run(accounts: Arc<Accounts>, stop: CancellationToken) {
    let pulse = accounts.office().ok().map(|office| office.service.pulses.worker("accounts", LONGEST));
    while !stop.is_cancelled() {
        if let Some(pulse) = &pulse {
            pulse.beat();
        }
        match guard::caught(once(&accounts).boxed()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(error = %error, "Could not look after the accounts; trying again");
            }
            Err(guard::Panicked) => tracing::error!("Looking after the accounts panicked; trying again"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = accounts.rung.notified() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

async fn once(accounts: &Accounts) -> StoreResult<()> {
    let Ok(office) = accounts.office() else { return Ok(()) };
    end_sessions(accounts).await?;
    delete_devices(accounts, &office).await?;
    end_unused(accounts).await?;
    mail::take_all(accounts, &office.service).await?;
    look_into_wishes(accounts, &office).await?;
    let leaving = store::account::leaving(&mut accounts.store.look().await?, AT_ONCE).await?;
    for account in leaving {
        forget(accounts, &office, &account).await?;
    }
    Ok(())
}

/// Sessions of which nobody does anything any more, or that are too old.
async fn end_sessions(accounts: &Accounts) -> StoreResult<()> {
    let now = accounts.clock.now();
    let worn_out = accounts.worn_out_before(now);
    let over = store::session::worn_out(&mut accounts.store.look().await?, worn_out, AT_ONCE).await?;
    for session in over {
        let mut tx = accounts.store.begin().await?.at_leisure();
        // Whoever has come back in the meantime stays.
        let Some(known) = store::session::by_key(&mut tx, &session.key).await? else { continue };
        if let (true, Some(account)) =
            (known == session, store::account::by_id(&mut tx, &session.account).await?)
        {
            store::session::end(&mut tx, &session, &account, now).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Accounts without a case, into which nobody has signed in for long.
async fn end_unused(accounts: &Accounts) -> StoreResult<()> {
    let now = accounts.clock.now();
    let looked = store::account::due(&mut accounts.store.look().await?, now, AT_ONCE).await?;
    for (account, due) in looked {
        let mut tx = accounts.store.begin().await?.at_leisure();
        if due.is_none() || is_needed(&mut tx, &account.about.seeker).await? {
            accounts.look_again(&mut tx, &account).await?;
        } else if store::account::leave_unused(&mut tx, &account.id, now).await? {
            metrics::counter!("lotse_accounts_unused_total").increment(1);
        }
        tx.commit().await?;
    }
    Ok(())
}

/// What people have asked for who want back into a case.
async fn look_into_wishes(accounts: &Accounts, office: &Office) -> StoreResult<()> {
    let due = store::way_back::due(&mut accounts.store.look().await?, accounts.clock.now(), AT_ONCE).await?;
    for account in due {
        // One that cannot be looked into holds up nobody else.
        if let Err(error) = returning::look_into(&office.service, &account).await {
            tracing::error!(error = %error, "Could not look for the case that somebody wants back into; trying again");
        }
    }
    Ok(())
}

/// Whether what somebody wrote is still needed: in a case of theirs, or in one to which they came back with another account. With its user
/// an account takes all of it along.
async fn is_needed(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<bool> {
    Ok(store::case::is_seeker(tx, seeker).await? || !store::former::cases_of(tx, seeker).await?.is_empty())
}

/// Nobody encrypts for a device any more that nobody reads on.
async fn delete_devices(accounts: &Accounts, office: &Office) -> StoreResult<()> {
    let now = accounts.clock.now();
    let ended = store::session::ended_devices(&mut accounts.store.look().await?, now, AT_ONCE).await?;
    for (seeker, device) in ended {
        let user = seeker_matrix_id(&seeker);
        let deleted = office.seekers.delete_device(&user, &OwnedDeviceId::from(device.as_str())).await;
        let mut tx = accounts.store.begin().await?.at_leisure();
        match deleted {
            Ok(()) => store::session::device_gone(&mut tx, &device).await?,
            // A user that is gone has no devices.
            Err(refused) if is_gone(&refused) => store::session::device_gone(&mut tx, &device).await?,
            Err(error) => {
                tracing::warn!(
                    why = error.code(),
                    "Could not delete a device of the portal; trying again later"
                );
                store::session::end_device_later(&mut tx, &device, now.plus(LATER)).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

/// An account goes: once its cases are erased, its user is given up at the homeserver, and then nothing of it stays.
async fn forget(accounts: &Accounts, office: &Office, account: &Account) -> StoreResult<()> {
    let seeker = &account.about.seeker;
    {
        let mut tx = accounts.store.look().await?;
        let under_way =
            store::erasure::all(&mut tx).await?.iter().any(|erasure| erasure.left.seeker == *seeker);
        if under_way || is_needed(&mut tx, seeker).await? {
            return Ok(());
        }
    }
    let user = seeker_matrix_id(seeker);
    if let Err(error) = office.seekers.deactivate(&user).await
        && !is_gone(&error)
    {
        tracing::warn!(why = error.code(), "Could not give up a user of the portal; trying again");
        return Ok(());
    }
    if let Some(administration) = &office.service.administration
        && let Err(error) = administration.delete_files_of(&user).await
        && !is_gone(&error)
    {
        tracing::warn!(
            why = error.code(),
            "Could not delete the files of a user of the portal; trying again"
        );
        return Ok(());
    }
    let mut tx = accounts.store.begin().await?.at_leisure();
    for session in store::session::of_account(&mut tx, &account.id).await? {
        store::session::end(&mut tx, &session, account, accounts.clock.now()).await?;
    }
    store::opening::forget(&mut tx, seeker).await?;
    store::bar::forget(&mut tx, seeker).await?;
    store::way_back::forget(&mut tx, &account.id).await?;
    store::account::forget(&mut tx, &account.id).await?;
    tx.commit().await?;
    accounts.store.owe_wipe();
    tracing::info!("Forgot an account of the portal");
    Ok(())
}

fn is_gone(error: &HomeserverError) -> bool {
    error.is_gone_or_forbidden()
}
