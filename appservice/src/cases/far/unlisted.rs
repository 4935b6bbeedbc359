//! Another Lotse that neither our directory nor our settings name any more, while there are cases in common. Nothing of them stops:
//! the people of each case are told what changes, and the operator sees it in `doctor` and the metrics.

use routing::{CaseId, CentreId, CounsellorId, Directory, Far, Reference};

use crate::{
    cases::{
        self, agreeing,
        life::{self, push_notice},
        service::{Service, matrix_id},
    },
    store::{self, StoreResult, Tx, case::Stage},
    words::phrases::Phrase,
};

const RUNNING: [Stage; 3] = [Stage::Opened, Stage::Asked, Stage::Accepted];

/// So many cases are looked at in one commit, and named in one message.
const AT_ONCE: usize = 50;

/// The centres that have a channel with somebody whom nobody names: neither the directory, as the centre's Lotse, nor the settings,
/// as a platform.
pub async fn channels(
    tx: &mut Tx,
    directory: &Directory,
    is_platform: impl Fn(&CounsellorId) -> bool,
) -> StoreResult<Vec<CentreId>> {
    let named = |centre: &CentreId, with: &CounsellorId| {
        directory.centre(centre).is_some_and(|centre| centre.lotse.as_ref() == Some(with))
            || is_platform(with)
    };
    let channels = store::room::channels(tx).await?.into_iter();
    Ok(channels.filter(|(centre, with)| !named(centre, with)).map(|(centre, _)| centre).collect())
}

/// After a start: the settings may name other platforms than before. The people of each case that this is about are told once.
pub(crate) async fn look_after_start(service: &Service) -> StoreResult<()> {
    super::versions::look_again(service).await?;
    let channels = store::room::channels(&mut service.store.look().await?).await?;
    for (centre, with) in channels {
        if !service.has_own_lotse(&centre) {
            let listed = service.from_elsewhere.is_platform(&matrix_id(&with));
            look_at_cases(service, &centre, (&with, listed)).await?;
        }
    }
    service.effects.notify_one();
    Ok(())
}

async fn look_at_cases(
    service: &Service,
    centre: &CentreId,
    (with, listed): (&CounsellorId, bool),
) -> StoreResult<()> {
    let cases = store::case::ids_of_centre(&mut service.store.look().await?, centre, &RUNNING).await?;
    for slice in cases.chunks(AT_ONCE) {
        look_at_some(service, centre, (with, listed), slice).await?;
    }
    Ok(())
}

/// In one commit: whoever is interrupted has told nobody, or the people of each case and their team.
async fn look_at_some(
    service: &Service,
    centre: &CentreId,
    (with, listed): (&CounsellorId, bool),
    cases: &[CaseId],
) -> StoreResult<()> {
    let mut told: Vec<Reference> = Vec::new();
    let mut tx = service.store.begin().await?.at_leisure();
    for case in cases {
        let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { continue };
        match &mut stored.case.far {
            Some(Far::Platform { speaker, unlisted, .. }) if speaker == with && *unlisted == listed => {
                *unlisted = !listed;
            }
            _ => continue,
        }
        // Where it is named again, it hears how the case stands.
        cases::save(service, &mut tx, &mut stored).await?;
        if !listed {
            push_notice(service, &mut tx, &stored, Phrase::CasePlatformLeft, life::AT_ONCE).await?;
            metrics::counter!("lotse_left_alone_total", "why" => "platform_unlisted").increment(1);
            tracing::warn!(case.id = %case, centre.id = %centre, "The platform of a running case is not named in the settings any more");
            told.push(stored.case.reference.clone());
        }
    }
    if !told.is_empty() {
        let phrase = Phrase::CentrePlatformGone { references: told };
        agreeing::tell_team(service, &mut tx, centre, phrase).await?;
    }
    tx.commit().await
}
