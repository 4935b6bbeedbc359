//! The data-protection kit at the desk: the same drafts as `lotse kit` writes.

use routing::desk::Deed;
use routing::{CentreId, Draft};

use super::{Refused, SignedIn, Staff};
use crate::{
    cases::service::Service,
    kit::{Kit, TEMPLATES, TemplateError},
    store::{self, notice::Version},
    words::days,
};

/// So many notices are listed.
const LISTED: usize = 100;

/// What stands before the id of a centre in the name of its notice.
const OF_CENTRE: &str = "8-hinweis-";

/// Which papers there are.
#[derive(Clone, Debug)]
pub struct PapersView {
    /// Those about the platform: name and title.
    pub papers: Vec<(String, String)>,
    /// The notices of the centres that were looked for.
    pub notices: Vec<NoticeLine>,
    /// How many more there are.
    pub more: usize,
}

/// A centre's notice in the list.
#[derive(Clone, Debug)]
pub struct NoticeLine {
    /// The name of the paper.
    pub paper: String,
    /// The centre's name.
    pub centre: String,
    /// Which wording is in force.
    pub version: String,
    /// Whether controller and contact are said.
    pub is_said: bool,
}

impl Staff {
    /// Which papers there are; of the notices those whose centre has `words` in its name.
    pub async fn papers(&self, signed_in: &SignedIn, words: &str) -> Result<PapersView, Refused> {
        signed_in.must(Deed::SeePlatform)?;
        let service = self.office()?;
        let (draft, _) = known(&service).await?;
        let words = words.trim().to_lowercase();
        let mut found = draft.centres.iter().filter(|it| it.name.to_lowercase().contains(&words));
        let line = |centre: &routing::Centre| {
            let said = &centre.responsible;
            let notice = service.kit.notice(&draft.topics, (centre, draft.runs(centre))).map_err(wrong)?;
            Ok(NoticeLine {
                paper: format!("{OF_CENTRE}{}", centre.id),
                centre: centre.name.clone(),
                version: notice.version,
                is_said: !said.controller.is_empty() && !said.contact.is_empty(),
            })
        };
        let notices = found.by_ref().take(LISTED).map(line).collect::<Result<_, Refused>>()?;
        let title =
            |template: &str| template.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        let papers = TEMPLATES.map(|(name, template)| (name.to_owned(), title(template)));
        Ok(PapersView { papers: papers.into(), notices, more: found.count() })
    }

    /// One paper in Markdown.
    pub async fn paper(&self, signed_in: &SignedIn, name: &str) -> Result<String, Refused> {
        signed_in.must(Deed::SeePlatform)?;
        let service = self.office()?;
        let (draft, versions) = known(&service).await?;
        let today = days::today(service.now());
        if let Some(id) = name.strip_prefix(OF_CENTRE) {
            let id = CentreId::parse(id).map_err(|_| Refused::Unknown)?;
            let centre = draft.centres.iter().find(|centre| centre.id == id).ok_or(Refused::Unknown)?;
            return service.kit.notice_on(&draft.topics, (centre, draft.runs(centre)), today).map_err(wrong);
        }
        let papers = service.kit.papers(&draft, &versions, today).map_err(wrong)?;
        papers.into_iter().find_map(|(it, text)| (it == name).then_some(text)).ok_or(Refused::Unknown)
    }

    /// All papers in Markdown, by their names.
    pub async fn all_papers(&self, signed_in: &SignedIn) -> Result<Vec<(String, String)>, Refused> {
        signed_in.must(Deed::SeePlatform)?;
        let service = self.office()?;
        let (draft, versions) = known(&service).await?;
        let (kit, today): (Kit, _) = ((*service.kit).clone(), days::today(service.now()));
        let drafts = tokio::task::spawn_blocking(move || kit.drafts(&draft, &versions, today));
        drafts.await.map_err(|_| Refused::Busy)?.map_err(wrong)
    }
}

async fn known(service: &Service) -> Result<(Draft, Vec<Version>), Refused> {
    let mut tx = service.store.look().await?;
    Ok((store::directory::load(&mut tx).await?, store::notice::all(&mut tx).await?))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn wrong(error: TemplateError) -> Refused {
    tracing::error!(error = %error, "Could not word a paper of the data-protection kit");
    Refused::Busy
}
