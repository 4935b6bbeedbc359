use std::path::{Path, PathBuf};

use routing::{
    BusinessCard, Case, CaseId, Catchment, Centre, CentreId, Counsellor, CounsellorId, Draft, EventId,
    NewCase, Reference, SeekerId, Timestamp, Topic, TopicId,
};

use super::{
    Back, Choices, ExitCode, How, Lang, Publication, Succession, publication, restore, run, source, store,
    workbook,
};
use crate::key;

struct Desk {
    folder: tempfile::TempDir,
    settings: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("lotse.toml");
        let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n";
        std::fs::write(&settings, text).unwrap();
        key::run(&settings, &key::Command::New).unwrap();
        Self { folder, settings }
    }

    fn workbook(&self, draft: &Draft) -> PathBuf {
        self.file(&workbook::export(draft).unwrap())
    }

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join("list.xlsx");
        std::fs::write(&path, bytes).unwrap();
        path
    }

    async fn imports(&self, file: &Path, dry_run: bool) -> ExitCode {
        run(&self.settings, file, (dry_run, false), &Choices::default(), Lang::De).await.unwrap()
    }

    /// What the database holds, compared without regard to the order of centres and counsellors.
    async fn differs_from(&self, draft: &Draft) -> bool {
        let held = source::open(&self.settings).await.unwrap().draft().await.unwrap();
        !workbook::Diff::between(&held, draft).is_empty()
    }
}

#[tokio::test]
async fn an_import_that_would_undo_what_the_desk_has_published_asks_for_a_word() {
    let (desk, (sample, _)) = (Desk::new(), workbook::sample().unwrap());
    let list = desk.workbook(&sample);
    assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
    let mut published = sample.clone();
    published.centres[0].card = BusinessCard::parse("Am Schreibtisch geschrieben.").unwrap();
    let shelf = source::open(&desk.settings).await.unwrap();
    let rewriting = store::directory::Rewriting::between(&sample, &published).unwrap();
    let mut tx = shelf.0.begin().await.unwrap();
    let version = rewriting.write(&mut tx).await.unwrap();
    let publication = Publication::between(&sample, &published, How::Card);
    publication.note(&mut tx, version, Timestamp::from_millis(1)).await.unwrap();
    tx.commit().await.unwrap();

    // The workbook of before, with a change of its own.
    let mut older = sample.clone();
    older.centres[1].name.push_str(", neu");
    let list = desk.workbook(&older);
    assert_eq!(desk.imports(&list, false).await, ExitCode::FAILURE);
    assert!(!desk.differs_from(&published).await, "nothing was changed");
    // What the desk has published, with the same change, undoes nothing.
    let mut newer = published.clone();
    newer.centres[1].name.push_str(", neu");
    let newer = desk.workbook(&newer);
    assert_eq!(desk.imports(&newer, true).await, ExitCode::SUCCESS);
    let list = desk.workbook(&older);
    let choices = Choices::default();
    let code = run(&desk.settings, &list, (false, true), &choices, Lang::De).await.unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&older).await, "it was wanted");
    // Nor does what the desk has taken back itself.
    for (before, after) in [(&older, &sample), (&sample, &older)] {
        let rewriting = store::directory::Rewriting::between(before, after).unwrap();
        let mut tx = shelf.0.begin().await.unwrap();
        let version = rewriting.write(&mut tx).await.unwrap();
        let publication = Publication::between(before, after, How::Desk);
        publication.note(&mut tx, version, Timestamp::from_millis(2)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut next = older.clone();
    next.centres[2].name.push_str(", neu");
    let list = desk.workbook(&next);
    assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
    // Since that import nothing stands that could be undone.
    let list = desk.workbook(&sample);
    assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
}

#[tokio::test]
async fn an_earlier_version_comes_back_as_one_of_its_own() {
    let (desk, (sample, _)) = (Desk::new(), workbook::sample().unwrap());
    assert_eq!(desk.imports(&desk.workbook(&sample), false).await, ExitCode::SUCCESS);
    let mut other = sample.clone();
    other.topics.swap(0, 1);
    other.centres[0].responsible.controller = "Anderswo e. V.".to_owned();
    other.counsellors.pop();
    assert_eq!(desk.imports(&desk.workbook(&other), false).await, ExitCode::SUCCESS);
    let choices = Choices::default();
    let back = |version, dry_run| Back { version, why: "doch nicht", dry_run };
    let code = restore(&desk.settings, back(1, true), &choices, Lang::De).await.unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&other).await, "only shown");
    for unknown in [-1, 3, i64::MAX] {
        assert!(restore(&desk.settings, back(unknown, false), &choices, Lang::De).await.is_err());
    }
    let code = restore(&desk.settings, back(1, false), &choices, Lang::De).await.unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&sample).await);
    let shelf = source::open(&desk.settings).await.unwrap();
    let known = publication::since(&mut shelf.0.look().await.unwrap(), 2, 10).await.unwrap();
    assert_eq!((known.len(), known[0].version, known[0].body.how), (1, 3, How::Restored));
    assert_eq!(known[0].body.why, "doch nicht");
    // And what was before that restore can be brought back in its turn.
    let code = restore(&desk.settings, back(2, false), &choices, Lang::De).await.unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&other).await);
}

#[tokio::test]
async fn an_import_replaces_all_or_nothing() {
    let (desk, (sample, _)) = (Desk::new(), workbook::sample().unwrap());
    let list = desk.workbook(&sample);

    assert_eq!(desk.imports(&list, true).await, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&Draft::default()).await, "a dry run writes nothing");
    assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&sample).await);

    let mut smaller = sample.clone();
    smaller.topics[0].white_spot = None;
    smaller.centres[0].name.push_str(", neu");
    smaller.counsellors.pop();
    let list = desk.workbook(&smaller);
    assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
    assert!(!desk.differs_from(&smaller).await);

    let mut faulty = sample.clone();
    faulty.counsellors[0].trained_on = None;
    let list = desk.workbook(&faulty);
    assert_eq!(desk.imports(&list, false).await, ExitCode::FAILURE);
    assert_eq!(desk.imports(&desk.file(b"no workbook"), false).await, ExitCode::FAILURE);
    assert!(!desk.differs_from(&smaller).await, "a refused import changes nothing");
}

/// A case that runs at a centre: asked, or only opened.
async fn case(desk: &Desk, number: u32, (centre, topic): (&str, &str), asked: bool) {
    let noon = Timestamp::from_millis(1_795_000_000_000);
    let new = NewCase {
        id: CaseId::parse(&format!("01ARZ3NDEKTSV4RRFFQ69G5F{number:02}")).unwrap(),
        reference: Reference::from_bits(number),
        seeker: SeekerId::parse("@anna:home.example").unwrap(),
        pseudonym: "Blaue Amsel".to_owned(),
        topic: TopicId::parse(topic).unwrap(),
        centre: CentreId::parse(centre).unwrap(),
        personal: None,
        at_once: false,
    };
    let mut case = Case::open(new, noon);
    if asked {
        case = case.ask(EventId::parse("$first").unwrap(), noon).unwrap();
    }
    let shelf = source::open(&desk.settings).await.unwrap();
    let mut tx = shelf.0.begin().await.unwrap();
    store::case::insert(&mut tx, case, None).await.unwrap();
    tx.commit().await.unwrap();
}

/// Dresden and Leipzig counsel on both topics, Chemnitz on one and offline.
fn towns(centres: &[&str], topics: &[&str]) -> Draft {
    let id = |text: &&str| TopicId::parse(text).unwrap();
    let everywhere = || Catchment::parse("0*").unwrap();
    let centre = |name: &&str| Centre {
        id: CentreId::parse(name).unwrap(),
        name: (*name).to_owned(),
        carrier: "Hilfe e. V.".to_owned(),
        card: BusinessCard::default(),
        team: true,
        online: *name != "chemnitz",
        follow_ups: routing::FollowUps::default(),
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: false,
        fallback: None,
        services: topics
            .iter()
            .filter(|topic| *name != "chemnitz" || **topic == "sucht")
            .map(|topic| (id(topic), everywhere()))
            .collect(),
    };
    let counsellor = |name: &&str| Counsellor {
        id: CounsellorId::parse(&format!("@{name}:lotse.example")).unwrap(),
        centre: CentreId::parse(name).unwrap(),
        name: (*name).to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Some("2026-01-15".parse().unwrap()),
        activated: true,
        away_until: None,
        deputy: None,
    };
    Draft {
        topics: topics.iter().map(|topic| Topic::new(id(topic), *topic)).collect(),
        centres: centres.iter().map(centre).collect(),
        counsellors: centres.iter().map(counsellor).collect(),
        ..Draft::default()
    }
}

fn choices(successors: &[(&str, &str)], closed: &[&str]) -> Choices {
    Choices {
        successors: successors.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect(),
        closed: closed.iter().map(|old| (*old).to_owned()).collect(),
    }
}

async fn succession(desk: &Desk) -> Succession {
    let shelf = source::open(&desk.settings).await.unwrap();
    Succession::load(&mut shelf.0.look().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn what_leaves_with_running_cases_is_decided_first() {
    let desk = Desk::new();
    let all = towns(&["dresden", "leipzig", "chemnitz"], &["schulden", "sucht"]);
    assert_eq!(desk.imports(&desk.workbook(&all), false).await, ExitCode::SUCCESS);
    case(&desk, 1, ("dresden", "schulden"), true).await;
    case(&desk, 2, ("dresden", "sucht"), false).await;
    case(&desk, 3, ("leipzig", "sucht"), true).await;

    let smaller = towns(&["leipzig", "chemnitz"], &["schulden", "sucht"]);
    let list = desk.workbook(&smaller);
    for (refused, why) in [
        (choices(&[], &[]), "undecided"),
        (choices(&[("dresden", "bautzen")], &[]), "nobody of this name"),
        (choices(&[("dresden", "chemnitz")], &[]), "offline, and not for both topics"),
        (choices(&[("dresden", "leipzig")], &["dresden"]), "decided twice"),
        (choices(&[], &["dresden", "leipzig"]), "Leipzig stays"),
        (choices(&[("dresden", "leipzig"), ("sucht", "schulden")], &[]), "the topic stays"),
    ] {
        for dry_run in [true, false] {
            let code = run(&desk.settings, &list, (dry_run, false), &refused, Lang::De).await.unwrap();
            assert_eq!(code, ExitCode::FAILURE, "{why}");
        }
        assert!(!desk.differs_from(&all).await, "{why}");
    }
    let to_leipzig = choices(&[("dresden", "leipzig")], &[]);
    assert_eq!(
        run(&desk.settings, &list, (true, false), &to_leipzig, Lang::De).await.unwrap(),
        ExitCode::SUCCESS
    );
    assert!(!desk.differs_from(&all).await, "a dry run decides nothing");
    assert_eq!(succession(&desk).await, Succession::default());
    assert_eq!(
        run(&desk.settings, &list, (false, false), &to_leipzig, Lang::De).await.unwrap(),
        ExitCode::SUCCESS
    );
    assert!(!desk.differs_from(&smaller).await);
    let id = |text: &str| CentreId::parse(text).unwrap();
    let known = succession(&desk).await;
    assert_eq!(known.centres.into_iter().collect::<Vec<_>>(), [(id("dresden"), id("leipzig"))]);

    // A topic, while the cases of Dresden still wait for a serving Lotse.
    let one = towns(&["leipzig", "chemnitz"], &["schulden"]);
    let list = desk.workbook(&one);
    assert_eq!(
        run(&desk.settings, &list, (false, false), &choices(&[], &["dresden"]), Lang::De).await.unwrap(),
        ExitCode::FAILURE
    );
    let renamed = choices(&[("sucht", "schulden")], &["dresden"]);
    assert_eq!(
        run(&desk.settings, &list, (false, false), &renamed, Lang::De).await.unwrap(),
        ExitCode::SUCCESS
    );
    let known = succession(&desk).await;
    assert_eq!((known.centres.len(), known.topics.len()), (0, 1), "the last word counts");
}
