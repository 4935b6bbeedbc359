//! How far somebody reaches into the directory: the Referat into all of it, whoever acts for a carrier to where its centres are
//! responsible. What lies beyond is neither shown nor changed, and when it is published it is looked at once more.

use std::collections::BTreeMap;

use routing::{CounsellorId, desk::Deed};

use super::{Kept, Present};
use crate::{
    cases::{
        roles::{self, Reach},
        service::Service,
    },
    directory::{
        Import, reach,
        sheets::{Edit, Row},
    },
    staff::{Refused, SignedIn, Staff},
    store::{StoreResult, Tx},
};

impl Staff {
    /// How far somebody reaches, by the table.
    pub(super) fn reach(&self, signed_in: &SignedIn) -> Result<Reach, Refused> {
        if signed_in.may(Deed::EditDirectory) {
            return Ok(Reach::Whole);
        }
        let directory = self.office()?.directory();
        let centres = || directory.centres().iter().map(|centre| &centre.id);
        let own = directory.centres().iter().filter(|centre| signed_in.may(Deed::MoveCatchment(&centre.id)));
        let carried = own.filter_map(|centre| {
            Some((centre, directory.carriers().iter().find(|it| it.id.as_str() == centre.carrier)?))
        });
        let own: reach::Scope =
            carried.map(|(centre, carrier)| (centre.id.clone(), carrier.topics.clone())).collect();
        if !own.is_empty() {
            return Ok(Reach::Catchments(own));
        }
        let withheld = |id| signed_in.must(Deed::MoveCatchment(id)) == Err(Refused::Passkey);
        if centres().any(withheld) {
            Err(Refused::Passkey)
        } else {
            signed_in.must(Deed::EditDirectory).map(|()| Reach::Whole)
        }
    }
}

impl Reach {
    /// Whether a sheet is shown.
    pub(super) fn sees(&self, sheet: &str) -> bool {
        matches!(self, Self::Whole) || sheet == reach::sheet()
    }

    /// Whether a row is shown, and may be what somebody makes of it.
    pub(super) fn holds(&self, sheet: &str, row: &Row) -> bool {
        match self {
            Self::Whole => true,
            Self::Catchments(centres) => reach::is_catchment_of(sheet, row, centres),
        }
    }

    /// Whether all of a change is shown.
    pub(super) fn holds_all(&self, edit: &Edit) -> bool {
        [&edit.before, &edit.after].into_iter().flatten().all(|row| self.holds(&edit.sheet, row))
    }

    /// Whether what an import makes of the directory stays within.
    pub(super) fn allows(&self, present: &Present, import: &Import) -> bool {
        match self {
            Self::Whole => true,
            Self::Catchments(centres) => reach::moves_only(import, &present.draft, centres),
        }
    }
}

/// How far those reach whose drafts these are; whoever may change nothing any more is not there.
pub(super) async fn of_all<'a>(
    service: &Service,
    tx: &mut Tx,
    present: &Present,
    drafts: impl Iterator<Item = &'a Kept>,
) -> StoreResult<BTreeMap<CounsellorId, Reach>> {
    let mut found = BTreeMap::new();
    for Kept { who, .. } in drafts {
        if let Some(reach) = roles::reach(service, tx, who, &present.draft).await? {
            found.insert(who.clone(), reach);
        }
    }
    Ok(found)
}
