//! Links and QR codes: straight to a counsellor, to a centre without the postcode, and never to a dead end.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    canary::{self, Canary},
    stage::{Counsellor, Seeker, Setting},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::OwnedRoomId;

use crate::asking::LOTSE;

const PORTAL: &str = "https://lotse.example/portal";

fn with_portal() -> Setting {
    Setting::default().settings(&format!("[people]\npublic_url = \"{PORTAL}\"\n"))
}

/// A link, as it is printed once.
struct Link {
    id: String,
    token: String,
    code: String,
}

impl Link {
    async fn made(stage: &Stage, more: &[&str]) -> Result<Self> {
        let printed = stage.lotse.says(&[&["link", "new"], more].concat()).await?;
        let after = |words: &str| {
            let found = printed.split_once(words).and_then(|(_, rest)| rest.split_whitespace().next());
            found.map(str::to_owned).with_context(|| format!("no {words:?} in {printed}"))
        };
        Ok(Self {
            id: after("lotse link revoke ")?.trim_matches('`').to_owned(),
            token: after(&format!("{PORTAL}/k/"))?,
            code: after("and there: start ")?,
        })
    }

    async fn of_ben(stage: &Stage, more: &[&str]) -> Result<Self> {
        Self::made(stage, &[&["--centre", "dresden", "--counsellor", "@ben:lotse.example"], more].concat())
            .await
    }
}

/// Shows a link and goes on to the consent; what was said on the way.
async fn comes_by(seeker: &Seeker, start: &str, name: &str) -> Result<String> {
    seeker.person.says(&seeker.chat, start).await?;
    let offered = seeker.person.hears_next(&seeker.chat, "genannt").await?.body;
    seeker.person.says(&seeker.chat, name).await?;
    seeker.person.hears_next(&seeker.chat, "Soll ich Sie").await?;
    seeker.person.says(&seeker.chat, "ja").await?;
    let notice = seeker.person.hears_next(&seeker.chat, "einverstanden").await?.body;
    let said = format!("{offered}\n{notice}");
    ensure!(!said.contains("Postleitzahl?"), "asked for the postcode: {said}");
    Ok(said)
}

async fn writes(seeker: &Seeker, words: &str) -> Result<OwnedRoomId> {
    let case = seeker.consents().await?;
    seeker.person.says(&case, words).await?;
    Ok(case)
}

async fn sees_no_card(stage: &Stage, counsellor: &Counsellor, words: &str) -> Result<()> {
    stage.settles().await?;
    counsellor.person.catches_up().await?;
    let seen = counsellor.person.knows(&counsellor.enquiries);
    ensure!(seen.iter().all(|heard| heard.redacted || !heard.body.contains(words)), "a card: {seen:#?}");
    ensure!(!seen.iter().any(|heard| heard.kind == "m.room.redaction"), "a card that went: {seen:#?}");
    Ok(())
}

/// Waits until Lotse has followed so many versions of the directory.
async fn follows(stage: &Stage, versions: usize) -> Result<()> {
    wait::until("the directory to be followed", wait::patience(), async || {
        let followed = stage.lotse.log().matches("Following the directory").count();
        Ok((followed >= versions).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_link_leads_straight_to_its_counsellor() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal().settings("[log]\nfilter = \"debug\"\n")).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let link = Link::of_ben(&stage, &["--card", "karte.svg"]).await?;
    let (status, shown) = stage.lotse.page(&format!("/k/{}", link.token)).await?;
    assert!(
        status == 200 && shown.contains(&link.code) && shown.contains("Schuldnerberatung Dresden"),
        "{shown}"
    );

    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let typed = format!("Start {}", link.code.to_lowercase().replace('-', " ").replace('0', "o"));
    let said = comes_by(&anna, &typed, "Blaue Amsel").await?;
    assert!(said.contains("direkt zu einer Person") && said.contains("zuerst nur eine Person"), "{said}");
    let case = writes(&anna, "Ben gab mir diese Karte.").await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Ben gab mir diese Karte.").await?;
    ben.person.hears(&ben.team, "direkt zu ben gekommen").await?;
    ben.person.says(&case, "Schön, dass Sie da sind.").await?;
    anna.person.hears(&case, "Schön, dass Sie da sind.").await?;
    sees_no_card(&stage, &cem, "diese Karte").await?;
    assert!(!cem.person.rooms().contains(&case));
    assert_eq!(stage.counts("select count(*) from card").await?, 0, "there never was a card");

    // What opens it was printed once, and is written down nowhere: not in the list, the log, the figures, the database.
    let secrets = [&link.token, &link.code, &link.code.replace('-', "")].map(|secret| Canary::new(secret));
    let list = stage.lotse.says(&["link", "list"]).await?;
    let csv = stage.lotse.says(&["link", "list", "--csv"]).await?;
    assert!(
        list.contains("@ben:lotse.example") && csv.contains(&format!("{},personal,dresden", link.id)),
        "{csv}"
    );
    for (name, text) in [("list", &list), ("csv", &csv), ("metrics", &stage.lotse.metrics().await?)] {
        assert_eq!(canary::search_bytes(&secrets, text.as_bytes(), name), []);
    }
    std::fs::remove_file(stage.lotse.file("karte.svg"))?;
    assert_eq!(canary::search(&secrets, &[stage.lotse.home()]).await?, []);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centres_link_skips_the_postcode_and_its_last_use_has_one_winner() -> Result<()> {
    let mut cast = Cast::default();
    cast.serves("dresden", "sucht", "01067");
    let stage = Stage::open_with(LOTSE, with_portal().cast(cast)).await?;
    let ben = stage.counsellor("ben").await?;
    let link = Link::made(&stage, &["--centre", "dresden", "--uses", "1"]).await?;
    let [anna, yusuf] = ["anna", "yusuf"].map(async |name| {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        seeker.person.says(&seeker.chat, &format!("start {}", link.token)).await?;
        let asked =
            seeker.person.hears_next(&seeker.chat, "Diese Stelle ist für mehrere Themen da").await?.body;
        ensure!(asked.contains("1. Schulden\n2. Sucht") && !asked.contains("Schwangerschaft"), "{asked}");
        comes_by(&seeker, "Schulden", "Blaue Amsel").await?;
        anyhow::Ok(seeker)
    });
    let (anna, yusuf) = tokio::try_join!(anna, yusuf)?;

    // Both agree at the same moment.
    tokio::try_join!(anna.person.says(&anna.chat, "ja"), yusuf.person.says(&yusuf.chat, "ja"))?;
    let won = async |seeker: &Seeker| {
        tokio::select! {
            Ok(_) = seeker.person.is_invited() => Ok(true),
            Ok(_) = seeker.person.hears(&seeker.chat, "gilt nicht oder nicht mehr") => Ok(false),
            else => Err(anyhow::anyhow!("neither a room nor a word")),
        }
    };
    let (first, second) = tokio::try_join!(won(&anna), won(&yusuf))?;
    assert!(first != second, "anna {first}, yusuf {second}");
    let (winner, other) = if first { (&anna, &yusuf) } else { (&yusuf, &anna) };
    let invitation = winner.person.is_invited().await?;
    let case = winner.person.accepts(&invitation).await?;
    winner.person.says(&case, "Ich war schneller.").await?;
    assert_eq!(ben.takes("Ich war schneller.").await?, case, "it came through the pool");
    assert_eq!(stage.counts("select uses from link").await?, 1);

    // The other one is not sent away.
    other.person.hears_next(&other.chat, "Postleitzahl?").await?;
    other.person.says(&other.chat, "01067").await?;
    other.person.hears_next(&other.chat, "genannt").await?;
    other.person.says(&other.chat, "Stiller Wal").await?;
    other.person.hears_next(&other.chat, "Soll ich Sie").await?;
    other.person.says(&other.chat, "ja").await?;
    other.person.hears_next(&other.chat, "einverstanden").await?;
    let case = writes(other, "Und ich bin auch da.").await?;
    assert_eq!(ben.takes("Und ich bin auch da.").await?, case);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_is_a_dead_end() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal().with_clock()).await?;
    let cem = stage.counsellor("cem").await?;
    let of_ben = Link::of_ben(&stage, &[]).await?;
    let revoked = Link::made(&stage, &["--centre", "dresden"]).await?;
    stage.lotse.says(&["link", "revoke", &revoked.id]).await?;
    let day = (time::OffsetDateTime::now_utc() + time::Duration::days(2)).date().to_string();
    let expiring = Link::made(&stage, &["--centre", "dresden", "--expires", &day]).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let invalid = async |start: &str| {
        anna.person.says(&anna.chat, start).await?;
        anyhow::Ok(anna.person.hears_next(&anna.chat, "gilt nicht oder nicht mehr").await?.body)
    };
    comes_by(&anna, &format!("start {}", expiring.code), "Blaue Amsel").await?;
    stage.lets_time_pass(4 * 24)?;
    let sentences = [
        invalid(&format!("start {}", revoked.code)).await?,
        invalid(&format!("start {}", expiring.token)).await?,
        invalid("start 0000-0000-0000-0000").await?,
    ];
    assert!(
        sentences.iter().all(|said| *said == sentences[0] && said.contains("Worum geht es?")),
        "{sentences:#?}"
    );
    let list = stage.lotse.says(&["link", "list"]).await?;
    assert!(["valid", "revoked", "expired"].iter().all(|state| list.contains(state)), "{list}");
    let again = stage.lotse.says(&["link", "revoke", &revoked.id]).await;
    assert!(again.is_err_and(|refusal| refusal.to_string().contains("is in force")));

    // Ben is removed after Anna has agreed: her first message goes to the team, and she is told.
    comes_by(&anna, &format!("https://lotse.example/portal/k/{}", of_ben.token), "Blaue Amsel").await?;
    let case = anna.consents().await?;
    let mut cast = Cast::default();
    cast.dismiss("ben");
    stage.import(&cast).await?;
    follows(&stage, 2).await?;
    anna.person.says(&case, "Ist jemand da?").await?;
    anna.person.hears(&case, "Ihre Nachricht ist beim Team derselben Stelle").await?;
    assert_eq!(cem.takes("Ist jemand da?").await?, case);

    // Whoever comes later is told at once; and if nobody at all is there, finds another centre.
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let said = comes_by(&yusuf, &format!("start {}", of_ben.code), "Stiller Wal").await?;
    assert!(said.contains("das Team derselben Stelle"), "{said}");
    let case = writes(&yusuf, "Und ich?").await?;
    assert_eq!(cem.takes("Und ich?").await?, case);
    stage.settles().await?;
    cast.dismiss("cem");
    stage.import(&cast).await?;
    follows(&stage, 3).await?;
    let zoe = Seeker::knocks(stage.person("zoe").await?).await?;
    zoe.person.says(&zoe.chat, &format!("start {}", of_ben.code)).await?;
    let said = zoe.person.hears_next(&zoe.chat, "kann gerade keine neuen Anfragen annehmen").await?.body;
    assert!(said.contains("Worum geht es?"), "{said}");
    let (status, shown) = stage.lotse.page(&format!("/k/{}", of_ben.token)).await?;
    assert!(status == 200 && shown.contains("nimmt gerade keine Anfragen an"), "{shown}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_gets_a_link_in_the_team_room() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal()).await?;
    let ben = stage.counsellor("ben").await?;
    ben.person.says(&ben.enquiries, "mein link").await?;
    ben.person.hears(&ben.enquiries, "im Raum „Team“").await?;
    let asks = async || {
        ben.person.says(&ben.team, "Mein Link").await?;
        let told = ben.person.hears_next(&ben.team, "Ihr persönlicher Link").await?;
        ensure!(told.encrypted, "said in clear");
        let after =
            |words: &str| told.body.split_once(words).and_then(|(_, rest)| rest.split_whitespace().next());
        let token = after(&format!("{PORTAL}/k/")).context("no address")?.to_owned();
        let code = after("start ").context("no code")?.to_owned();
        anyhow::Ok((token, code, told.body.clone()))
    };
    let (first, _, said) = asks().await?;
    assert!(!said.contains("früherer Link gilt nicht mehr. Karten"), "{said}");
    let (second, code, said) = asks().await?;
    assert!(said.contains("früherer Link gilt nicht mehr. Karten") && said.contains("/karte.svg"), "{said}");
    assert_eq!(stage.lotse.page(&format!("/k/{first}")).await?.0, 404);
    let (status, card) = stage.lotse.page(&format!("/k/{second}/karte.svg")).await?;
    assert!(status == 200 && card.contains(&code) && !card.contains("Dresden"), "{card}");

    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    comes_by(&anna, &format!("start {code}"), "Blaue Amsel").await?;
    let case = writes(&anna, "Ich habe eine Frage.").await?;
    assert_eq!(ben.comes_into_case().await?, case);
    stage.settles().await
}
