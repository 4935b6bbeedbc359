//! Letters: e-mails, and encrypted words for somebody of the administration.

use routing::SeekerId;

use crate::{
    cases::{
        effects::{Done, Effect, Letter},
        service::Service,
    },
    running::trouble::Trouble,
    store::{self, StoreResult},
};

/// Sends an e-mail.
pub(super) async fn mail(service: &Service, sealed: &str, row: &str) -> Result<Done, Trouble> {
    let letter = Letter::unseal(service.store.vault(), sealed)?;
    let Some(post) = &service.post else {
        return Err(Trouble::Poison("smtp:no_settings".to_owned()));
    };
    if !is_wanted(service, &letter).await? {
        return Ok(Done::nothing());
    }
    let subject = service.catalogue.say(letter.locale, &letter.subject).plain;
    let text = service.catalogue.say_all(letter.locale, &letter.text).plain;
    post.send(&letter.to, &subject, &text, row).await?;
    metrics::counter!("lotse_mails_total").increment(1);
    Ok(Done { told: letter.noted, ..Done::default() })
}

/// Whether the account that it is for still wants letters at this address, or still waits for the word that it is theirs.
async fn is_wanted(service: &Service, letter: &Letter) -> StoreResult<bool> {
    let Some(account) = &letter.account else { return Ok(true) };
    let account = store::account::by_id(&mut service.store.look().await?, account).await?;
    let Some(account) = account.filter(|account| account.leaving.is_none()) else { return Ok(false) };
    let about = account.about;
    Ok(if letter.asks {
        about.mail_asked.is_some_and(|asked| asked.to.address == letter.to && asked.until > service.now())
    } else {
        about.mail.is_some_and(|to| to.address == letter.to)
    })
}

/// Finds or makes the encrypted chat of the reception with somebody, and has it say there what the letter says.
pub(super) async fn tell(service: &Service, sealed: &str, row: &str) -> Result<Done, Trouble> {
    let vault = service.store.vault();
    let letter = Letter::unseal(vault, sealed)?;
    let who = SeekerId::parse(&letter.to).map_err(|_| Trouble::Poison("no_user".to_owned()))?;
    let known = {
        let mut tx = service.store.look().await?;
        store::room::reception_of(&mut tx, &who).await?
    };
    let room = match known {
        Some(room) => room,
        None => super::speech::open_chat(service, &who, row).await?,
    };
    let say = Effect::say(vault, &room, None, letter.locale, letter.text)?;
    Ok(Done::then(vec![say.noting(letter.noted)]))
}
