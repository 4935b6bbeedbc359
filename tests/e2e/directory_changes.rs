//! The directory changes, and people and rooms follow: also when a centre is gone, an address is dead, or something in front
//! of the homeserver answers in its place.

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    stage::{Seeker, Setting},
    workbook::Cast,
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn one_dead_address_harms_nobody_else() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor_elsewhere("@aaa:gone.invalid", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast.clone())).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;

    // Who has to go goes, although somebody's server is away.
    cast.dismiss("cem");
    stage.import(&cast).await?;
    for room in [&cem.enquiries, &cem.team] {
        cem.person.is_out_of(room).await?;
    }

    // No room names an address that is gone.
    let path = format!("/_matrix/client/v3/rooms/{case}/state");
    let state = anna.person.calls("GET", &path, None).await?;
    let alias =
        state.as_array().into_iter().flatten().find(|event| event["type"] == "m.room.canonical_alias");
    ensure!(
        alias.is_none_or(|event| event["content"]["alias"].is_null()),
        "the room names an alias that is gone"
    );
    let acl = state.as_array().into_iter().flatten().find(|event| event["type"] == "m.room.server_acl");
    let allowed = acl.map(|event| event["content"]["allow"].to_string()).unwrap_or_default();
    ensure!(allowed.contains("lotse.example") && !allowed.contains('*'), "any server may come in: {allowed}");

    stage.import(&Cast::default()).await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_that_leaves_keeps_nobody_and_strands_nobody() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);

    let mut cast = Cast::default();
    cast.leaves("dresden");
    let file = stage.lotse.file("without-dresden.xlsx");
    cast.write(&file)?;
    let file = file.to_str().unwrap_or_default();
    let refused = stage.lotse.run(&["directory", "import", file]).await?;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    ensure!(!refused.status.success() && words.contains("dresden: 1 running"), "{words}");

    stage.lotse.says(&["directory", "import", file, "--close-cases"]).await?;
    anna.person.hears(&anna.chat, "berät hier nicht mehr").await?;
    for room in [&case, &ben.enquiries, &ben.team] {
        ben.person.is_out_of(room).await?;
    }
    stage.settles().await?;
    ensure!(!anna.person.members(&case).await?.contains(ben.person.id()), "Ben is still in the case");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_proxy_is_waited_out() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_proxy()).await?;
    let ben = stage.counsellor("ben").await?;
    let proxy = stage.proxy.as_ref().expect("the stage has a proxy");
    let page = "<html><h1>404 page not found</h1></html>";
    proxy.refuse_next("POST", "/join", 404, page)?;
    proxy.refuse_next("POST", "/join", 401, r#"{"errcode":"M_UNKNOWN_TOKEN","error":"unknown"}"#)?;
    proxy.refuse_next("POST", "/join", 200, page)?;
    proxy.refuse_next("POST", "/join", 400, r#"{"errcode":"M_UNAUTHORIZED","error":"no key"}"#)?;
    proxy.refuse_next("POST", "/createRoom", 403, page)?;
    proxy.refuse_next("POST", "/createRoom", 404, page)?;
    proxy.refuse_next("POST", "/invite", 403, page)?;
    proxy.refuse_next("POST", "/invite", 401, page)?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await?;
    let dead = stage.lotse.figure("lotse_outbox_dead").await?;
    let aside = stage.lotse.figure("lotse_inbox_quarantined").await?;
    ensure!((dead, aside) == (0.0, 0.0), "{dead} given up, {aside} put aside");
    ensure!(stage.lotse.figure("lotse_homeserver_odd_answers_total").await? >= 7.0, "nobody was told");
    Ok(())
}
