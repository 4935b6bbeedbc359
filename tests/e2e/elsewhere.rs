//! Counsellors of another homeserver: what works for those of our own works for them.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Neighbours, Stage,
    postgres::Postgres,
    smtp::MailServer,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::RoomId;

use crate::asking::LOTSE;

pub(crate) const DORA: &str = "@dora:zentrum.example";

/// Where her letters go.
const ADDRESS: &str = "d.postfach@carrier.example";

/// The usual directory, with Dora in Dresden and Emil in Freiburg; both have their accounts elsewhere.
pub(crate) fn cast() -> Cast {
    let mut cast = Cast::default();
    cast.counsellor_elsewhere(DORA, "dresden");
    cast.counsellor_elsewhere("@emil:zentrum.example", "freiburg");
    cast
}

/// Says something in the Team room, and waits for the answer.
pub(crate) async fn answered(who: &Counsellor, words: &str, with: &str) -> Result<()> {
    who.person.says(&who.team, words).await?;
    who.person.hears_next(&who.team, with).await.map(drop)
}

/// The seeker says yes to the next question in the room of their case.
pub(crate) async fn agrees(seeker: &Seeker, case: &RoomId) -> Result<()> {
    let question = seeker.person.hears_next(case, "Eine Frage an Sie").await?;
    seeker.person.sees_reaction(case, &question.event, "✅").await?;
    seeker.person.reacts(case, &question.event, "✅").await.map(drop)
}

/// Takes an enquiry and reads what it said, further up.
pub(crate) async fn takes(who: &Counsellor, words: &str) -> Result<(matrix_sdk::ruma::OwnedRoomId, String)> {
    let card = who.sees_card(words).await?;
    who.accepts_card(&card).await?;
    let case = who.comes_into_case().await?;
    who.person.scrolls_back_to(&case, words).await?;
    Ok((case, reference(&card)?))
}

/// What nobody reads for a quarter of an hour comes to her as an e-mail, wherever her account is.
async fn is_mailed(stage: &Stage, dora: &Counsellor, (anna, case): (&Seeker, &RoomId)) -> Result<()> {
    answered(dora, "mail an", "Sie bekommen jetzt eine E-Mail").await?;
    anna.person.says(case, "Lesen Sie das?").await?;
    stage.settles().await?;
    stage.lets_minutes_pass(20)
}

async fn does_everything(setting: Setting, mail: Option<&MailServer>, database: Option<&str>) -> Result<()> {
    let mut cast = cast();
    let mut settings = "[people]\npublic_url = \"https://lotse.example/portal\"\n".to_owned();
    if let Some(mail) = mail {
        cast.address(DORA, ADDRESS);
        settings.push_str(&mail.settings());
    }
    let setting = setting.cast(cast).settings(&settings);
    let two = Neighbours::open_with(LOTSE, setting, database).await?;
    let stage = &two.stage;
    let (ben, dora) = tokio::try_join!(stage.counsellor("ben"), two.counsellor_elsewhere("dora"))?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    let (taken, reference) = takes(&dora, "Post vom Inkasso").await?;
    assert_eq!(taken, case);
    let servers = anna.person.state_of(&case, "m.room.server_acl", "").await?;
    assert_eq!(servers["allow"], serde_json::json!(["lotse.example", "zentrum.example"]));
    dora.person.says(&case, "Guten Tag, ich bin Dora.").await?;
    anna.person.hears(&case, "ich bin Dora").await?;
    anna.person.says(&case, "Guten Tag, Dora.").await?;
    dora.person.hears(&case, "Guten Tag, Dora.").await?;

    if let Some(mail) = mail {
        is_mailed(stage, &dora, (&anna, &case)).await?;
        assert_eq!(mail.takes(1).await?.to, [ADDRESS]);
    }

    // Ben stands in for her.
    answered(&ben, "vertretung Blaue Amsel krank", "vertritt").await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Guten Tag, ich bin Dora.").await?;
    ben.person.says(&ben.team, &format!("vertretung ende {reference}")).await?;
    ben.person.is_out_of(&case).await?;

    // The case goes to him, and she reads no more.
    answered(&dora, &format!("übergeben {reference} @ben:lotse.example"), "Ich frage jetzt").await?;
    agrees(&anna, &case).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    dora.person.is_out_of(&case).await?;
    anna.person.catches_up().await?;
    anna.person.says(&case, "Das liest nur Ben.").await?;
    ben.person.hears(&case, "Das liest nur Ben.").await?;
    dora.person.catches_up().await?;
    assert!(!dora.person.reads_all(&case).iter().any(|read| read.contains("Das liest nur Ben.")));

    // She stands in for him, and has the whole history.
    answered(&dora, "vertretung Blaue Amsel Urlaub", "vertritt").await?;
    assert_eq!(dora.comes_into_case().await?, case);
    dora.person.scrolls_back_to(&case, "Das liest nur Ben.").await?;
    dora.person.says(&dora.team, &format!("vertretung ende {reference}")).await?;
    dora.person.is_out_of(&case).await?;

    // And it comes back to her for good.
    answered(&ben, &format!("übergeben {reference} {DORA}"), "Ich frage jetzt").await?;
    agrees(&anna, &case).await?;
    assert_eq!(dora.comes_into_case().await?, case);
    ben.person.is_out_of(&case).await?;
    anna.person.says(&case, "Jetzt wieder Dora.").await?;
    dora.person.hears(&case, "Jetzt wieder Dora.").await?;

    // While she is away he stands in, until she is back.
    dora.person.says(&dora.team, "abwesend bis morgen, vertretung @ben:lotse.example").await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.scrolls_back_to(&case, "Jetzt wieder Dora.").await?;
    dora.person.says(&dora.team, "anwesend").await?;
    dora.person.hears(&dora.team, "ist wieder da").await?;
    ben.person.is_out_of(&case).await?;

    // Somebody comes by her link, and is hers at once.
    let link = stage.lotse.says(&["link", "new", "--centre", "dresden", "--counsellor", DORA]).await?;
    let start = link.split_once("and there: start ").and_then(|(_, rest)| rest.split_whitespace().next());
    let start = format!("start {}", start.context("no code in what was printed")?);
    let eva = Seeker::knocks(stage.person("eva").await?).await?;
    eva.person.says(&eva.chat, &start).await?;
    eva.person.hears_next(&eva.chat, "genannt").await?;
    eva.person.says(&eva.chat, "Grüne Amsel").await?;
    eva.person.hears_next(&eva.chat, "Soll ich Sie").await?;
    eva.person.says(&eva.chat, "ja").await?;
    eva.person.hears_next(&eva.chat, "einverstanden").await?;
    let of_eva = eva.consents().await?;
    eva.person.says(&of_eva, "Ich komme von Ihrem Zettel.").await?;
    assert_eq!(dora.comes_into_case().await?, of_eva);
    dora.person.hears(&of_eva, "von Ihrem Zettel").await?;

    // What was said, in her chat with the custodian.
    dora.person.says(&dora.team, &format!("verlauf {reference}")).await?;
    let chat = dora.person.is_invited_by("@lotse_c_dresden:lotse.example").await?;
    let chat = dora.person.accepts(&chat).await?;
    dora.person.hears(&chat, "Das liest nur Ben.").await?;

    // She leaves the centre: no room keeps her.
    let mut without = Cast::default();
    without.counsellor("nora", "dresden");
    stage.import(&without).await?;
    for room in [&dora.enquiries, &dora.team] {
        dora.person.is_out_of(room).await?;
    }
    wait::until("her to be out of the case", wait::patience(), async || {
        Ok((!anna.person.members(&case).await?.contains(DORA)).then_some(()))
    })
    .await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_elsewhere_does_everything() -> Result<()> {
    let mut mail = MailServer::plain()?;
    mail.opens().await?;
    does_everything(Setting::default().room_version("12").with_clock(), Some(&mail), None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_elsewhere_does_everything_in_rooms_of_version_eleven_and_with_postgresql_there()
-> Result<()> {
    let postgres = Postgres::shared().await?;
    let database = postgres.create_database().await?;
    does_everything(Setting::default().room_version("11"), None, Some(&database)).await?;
    let name = database.rsplit('/').next().context("a database without a name")?;
    let mut tables = postgres.connect(name).await?;
    let events: i64 = sqlx::query_scalar("select count(*) from events").fetch_one(&mut tables).await?;
    ensure!(events > 0, "the other homeserver keeps its events elsewhere");
    Ok(())
}
