//! A case goes on to a centre with a Lotse of its own and back, and the two part ways. Parts of the first test in `far.rs`.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage, TwoLotse,
    nio_client::NioPerson,
    stage::{Counsellor, Seeker},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::RoomId;

use crate::{
    elsewhere::{answered, takes},
    far::{AT_ARRIVAL, ERASED},
    kill::{FAIL_POINT, dies_of_it},
};

/// The platform's directory with another centre for debts, which it runs itself.
fn platforms_cast_with_leipzig() -> Cast {
    let mut cast = TwoLotse::platforms_cast();
    cast.centre("leipzig", "Schuldnerberatung Leipzig", true);
    cast.serves("leipzig", "schulden", "04103-04357");
    cast.counsellor("lea", "leipzig");
    cast
}

/// A case that begins at a centre of the platform goes to the one with its own Lotse, and back: it begins anew each time, with its
/// seeker's consent, and nothing of it stays where it was. The platform's Lotse dies while the first one arrives.
pub(crate) async fn goes_to_the_centre_and_back(two: &mut TwoLotse, dora: &Counsellor) -> Result<()> {
    two.platform.import(&platforms_cast_with_leipzig()).await?;
    let lea = two.platform.counsellor("lea").await?;
    let (here, there) = (two.platform.counts(ERASED).await?, two.centre.counts(ERASED).await?);
    let uma = Seeker::knocks(two.platform.person("uma").await?).await?;
    let agrees = async |reference: &str, word: &str| {
        uma.person.hears_next(&uma.chat, "Sie beginnen dort neu").await?;
        uma.person.says(&uma.chat, &format!("{word} {reference}")).await
    };

    let first = uma.asks("Schulden", "04103", "Kleine Amsel", "Ich ziehe um.").await?;
    let (_, reference) = takes(&lea, "Ich ziehe um.").await?;
    answered(&lea, &format!("weiterleiten {reference} Dresden"), "nur neu beginnen").await?;
    let away = format!("weiterleiten {reference} Dresden ohne verlauf");
    is_not_taken(two, (&uma, &lea), (&first, &reference, &away)).await?;
    two.settle().await?;
    two.platform.lotse.stop().await?;
    two.platform.lotse.set_environment(FAIL_POINT, AT_ARRIVAL[0]);
    two.platform.lotse.serve().await?;
    answered(&lea, &away, "Ich frage jetzt").await?;
    agrees(&reference, "ja").await?;
    dies_of_it(&mut two.platform.lotse).await.context("while the case arrives")?;
    two.platform.lotse.serve().await?;
    uma.person.hears_next(&uma.chat, "lade ich Sie in den neuen Raum ein").await?;
    let second = uma.comes_into_case().await?;
    for person in [&uma.person, &lea.person] {
        person.is_out_of(&first).await?;
    }
    uma.person.hears(&second, "Willkommen").await?;
    uma.person.says(&second, "Ich bin umgezogen.").await?;
    let (taken, reference) = takes(dora, "Ich bin umgezogen.").await?;
    assert_eq!(taken, second);
    let erased = async |stage: &Stage, cases: i64| {
        wait::until("a case to be erased", wait::patience(), async || {
            let left = "select (select count(*) from erasure) + (select count(*) from case_anew)";
            Ok((stage.counts(ERASED).await? == cases && stage.counts(left).await? == 0).then_some(()))
        })
        .await
    };
    erased(&two.platform, here + 1).await?;
    let of_leipzig = "select count(distinct room) from crypto_group_session where owner like '%leipzig%'";
    assert!(two.platform.counts(of_leipzig).await? <= 2, "nothing of the case: its Erstanfragen and Team");

    // She ends it where only the platform hears her, and then goes on.
    uma.person.says(&uma.chat, &format!("abschließen {reference}")).await?;
    uma.person.hears(&second, "Sie haben diesen Fall beendet").await?;
    uma.person.says(&second, "Doch noch etwas.").await?;
    dora.person.hears(&second, "Doch noch etwas.").await?;
    two.settle().await?;

    // Back, by a word of the centre's own Lotse: the platform knows where, and asks.
    let team = async |words: &str, with: &str| {
        answered(dora, words, "Ich sage ihr").await?;
        dora.person.hears_next(&dora.team, with).await.map(drop)
    };
    team(&format!("weiterleiten {reference} Nirgendwo"), "Wohin soll der Fall").await?;
    let back = format!("weiterleiten {reference} Leipzig");
    team(&back, "Die Plattform fragt jetzt").await?;
    team(&back, "fragt die ratsuchende Person schon etwas").await?;
    agrees(&reference, "nein").await?;
    uma.person.hears_next(&uma.chat, "Es bleibt alles").await?;
    dora.person.hears_next(&dora.team, "möchte nicht wechseln").await?;
    team(&back, "Die Plattform fragt jetzt").await?;
    agrees(&reference, "ja").await?;
    dora.person.hears_next(&dora.team, "beginnt bei der anderen Beratungsstelle neu").await?;
    let third = uma.comes_into_case().await?;
    for person in [&uma.person, &dora.person] {
        person.is_out_of(&second).await?;
    }
    uma.person.says(&third, "Ich bin wieder da.").await?;
    assert_eq!(takes(&lea, "Ich bin wieder da.").await?.0, third);
    erased(&two.centre, there + 1).await?;
    erased(&two.platform, here + 2).await?;
    let trail = two.platform.lotse.says(&["audit", "export"]).await?;
    assert_eq!(trail.matches("anew").count(), 3, "{trail}");
    two.settle().await
}

/// The centre does not take the case, although the seeker agrees: all stays as it is, and both hear so. What she says in the case's own
/// room answers nothing that she is asked elsewhere.
async fn is_not_taken(
    two: &TwoLotse,
    (uma, lea): (&Seeker, &Counsellor),
    (case, reference, away): (&RoomId, &str, &str),
) -> Result<()> {
    // The centre counsels on something else by now, and the platform does not know it yet.
    let mut other = TwoLotse::centres_cast();
    other.topic("miete", "Miete", "");
    other.stops_serving("dresden", "schulden");
    other.serves("dresden", "miete", "01067-01328");
    two.centre.import(&other).await?;
    answered(lea, away, "Ich frage jetzt").await?;
    uma.person.hears_next(&uma.chat, "Sie beginnen dort neu").await?;
    uma.person.says(case, "Ja, das bitte sehr gern").await?;
    lea.person.hears(case, "das bitte sehr gern").await?;
    two.settle().await?;
    let begun = "select count(*) from case_anew";
    assert_eq!(two.platform.counts(begun).await?, 0, "she said that to whom she talks with");
    uma.person.says(&uma.chat, &format!("ja {reference}")).await?;
    uma.person.hears_next(&uma.chat, "lade ich Sie in den neuen Raum ein").await?;
    uma.person.hears_next(&uma.chat, "inzwischen nicht mehr möglich").await?;
    lea.person.hears_next(&lea.team, "kann den Fall nicht mehr nehmen").await?;
    assert_eq!(two.platform.counts(begun).await?, 0);
    uma.person.says(case, "Dann bleibe ich hier.").await?;
    lea.person.hears(case, "Dann bleibe ich hier.").await?;
    two.centre.import(&TwoLotse::centres_cast()).await
}

/// The platform names the centre no more, and then the centre the platform: nothing of a case in common stops, and everybody concerned
/// reads what changes.
pub(crate) async fn part_ways(
    two: &mut TwoLotse,
    dora: &Counsellor,
    (nora, chat, case): (&NioPerson, &RoomId, &RoomId),
) -> Result<()> {
    let mut without = platforms_cast_with_leipzig();
    without.leaves("dresden");
    two.platform.import_with(&without, &["--close", "dresden"]).await?;
    nora.hears(chat, "gehört nicht mehr zu uns").await?;
    dora.person.hears_next(&dora.team, "Die Plattform führt Ihre Beratungsstelle nicht mehr").await?;
    two.centre.lotse.stop().await?;
    let settings = std::fs::read_to_string(two.centre.lotse.settings_file())?;
    let unlisted = settings.replace(&format!("platforms = [\"{}\"]", Stage::RECEPTION), "platforms = []");
    ensure!(unlisted != settings, "the platform is not in the settings");
    std::fs::write(two.centre.lotse.settings_file(), unlisted)?;
    two.centre.lotse.serve().await?;
    nora.hears(case, "arbeiten nicht mehr zusammen").await?;
    dora.person.hears_next(&dora.team, "Einstellungen dieses Lotsen nicht mehr genannt").await?;
    nora.says(case, "Sind Sie noch da?").await?;
    dora.person.hears(case, "Sind Sie noch da?").await?;
    dora.person.says(case, "Ja, ich bin da.").await?;
    nora.hears(case, "Ja, ich bin da.").await?;
    // Once: the next start finds nothing new.
    two.centre.lotse.stop().await?;
    two.centre.lotse.serve().await?;
    two.settle().await?;
    dora.person.catches_up().await?;
    let said = dora.person.reads_all(&dora.team);
    let twice = said.iter().filter(|said| said.contains("nicht mehr genannt")).count();
    assert_eq!(twice, 1, "{said:#?}");
    Ok(())
}
