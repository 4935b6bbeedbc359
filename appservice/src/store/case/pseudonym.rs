//! Finding an accepted case by the name that its seeker goes by: exactly, and within its centre.

use caseless::Caseless as _;
use routing::{Case, CaseId, CentreId, State};
use unicode_normalization::UnicodeNormalization as _;
use unicode_security::skeleton;

use super::{TABLE, stored};
use crate::store::{StoreResult, Tx, column::Columns, damage, vault::Vault};

/// A name within a centre, as a keyed hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PseudonymKey(String);

impl PseudonymKey {
    /// The key of a name: the same for every way to write the same letters (NFKC), for capitals and small letters (full
    /// case folding) and for letters that look alike (UTS 39), but not for a name with other accents.
    pub fn new(vault: &Vault, centre: &CentreId, name: &str) -> Self {
        let folded = name.nfkd().default_case_fold().nfkd().default_case_fold().nfkc();
        let folded = skeleton(&folded.collect::<String>()).collect::<String>();
        let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        Self(vault.fingerprint("counselling_case.pseudonym", &format!("{centre}\n{words}")))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The key of a case's seeker. Only an accepted case can be found by it.
pub(super) fn key_of(case: &Case, vault: &Vault) -> Option<String> {
    let name = case.pseudonym().filter(|_| matches!(case.state, State::Accepted(_)))?;
    Some(PseudonymKey::new(vault, &case.centre, name).0)
}

/// Gives accepted cases `after` one the key that they lack since before there were keys, at most `limit` of them; says which was
/// the last that was looked at.
pub async fn complete(tx: &mut Tx, after: Option<&CaseId>, limit: u32) -> StoreResult<Option<CaseId>> {
    let rows = sqlx::query(concat!(
        "select ",
        super::columns!(),
        " from counselling_case where state = 'accepted' and pseudonym_key is null and case_id > $1 \
          order by case_id limit $2"
    ))
    .bind(after.map_or("", CaseId::as_str))
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    for case in damage::readable(&rows, |row| Ok(stored(row, tx.vault())?.case))? {
        sqlx::query(
            "update counselling_case set pseudonym_key = $2 where case_id = $1 and state = 'accepted'",
        )
        .bind(case.id.as_str())
        .bind(key_of(&case, tx.vault()))
        .execute(tx.conn())
        .await?;
    }
    rows.last().map(|row| Columns::of(TABLE, row).parsed("case_id")).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_in_any_case_and_form_and_no_further() {
        let (vault, _) = Vault::create(&crate::store::vault::VaultKey::new([3; 32])).unwrap();
        let key =
            |centre: &str, name: &str| PseudonymKey::new(&vault, &CentreId::parse(centre).unwrap(), name);
        let straße = key("dresden", "Grüne Straße");
        for same in [
            "grüne straße",
            "GRÜNE STRASSE",
            "Gru\u{308}ne  Stra\u{1E9E}e ",
            "ＧＲÜＮＥ straße",
            "Grünе Strаßе",
        ] {
            assert_eq!(key("dresden", same), straße, "{same}");
        }
        for other in ["Grune Straße", "Gruene Strasse", "Grüne Straßen", "GrüneStraße", ""] {
            assert_ne!(key("dresden", other), straße, "{other}");
        }
        assert_ne!(key("freiburg", "Grüne Straße"), straße);
    }
}
