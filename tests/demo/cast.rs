//! Who plays, and how they come to the stage.

use anyhow::{Context as _, Result};
use lotse_tests::{Person, Synapse, stage::Counsellor, wait};

/// Everybody with an account, at clients of their own.
#[derive(Debug)]
pub(crate) struct Cast {
    /// Seeks.
    pub(crate) anna: Person,
    /// Counsels in Dresden on debts.
    pub(crate) ben: Person,
    /// Ben's colleague in the same centre.
    pub(crate) cem: Person,
    /// Seeks too.
    pub(crate) yusuf: Person,
    /// Counsels in Chemnitz, in a centre that is no team centre.
    pub(crate) astrid: Person,
    /// Administers the homeserver.
    pub(crate) edda: Person,
}

impl Cast {
    /// Everybody gets an account, signs in, and verifies the device by cross-signing, as Element does.
    pub(crate) async fn arrive(at: &Synapse) -> Result<Self> {
        let (anna, ben, cem, yusuf, astrid, edda) = tokio::try_join!(
            arrives(at, "anna", false),
            arrives(at, "ben", false),
            arrives(at, "cem", false),
            arrives(at, "yusuf", false),
            arrives(at, "astrid.yildiz", false),
            arrives(at, "edda", true),
        )?;
        Ok(Self { anna, ben, cem, yusuf, astrid, edda })
    }
}

/// One person with a verified device and a password that can be typed.
pub(crate) async fn arrives(at: &Synapse, name: &str, administers: bool) -> Result<Person> {
    let password = password(name);
    at.register(name, &password, administers).await?;
    let person = Person::sign_in(at.url(), name, &password).await?;
    person.bootstrap_now().await.with_context(|| format!("{name} cannot set up cross-signing"))?;
    Ok(person)
}

/// Only this machine can reach the homeserver, and still no two demos share a password.
pub(crate) fn password(name: &str) -> String {
    let word = wait::unique_word();
    format!("{name}-{}", &word[..6])
}

/// Goes into the rooms of the centre, and gives the person back with them.
pub(crate) async fn goes_to_work(person: Person) -> Result<Counsellor> {
    let name = person.name().to_owned();
    Counsellor::at_work(person).await.with_context(|| format!("{name} was not let into the centre's rooms"))
}
