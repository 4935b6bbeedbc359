//! It stays quick when much waits: whoever knocks now is not sent behind it.

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    stage::{Seeker, Setting},
    workbook::Cast,
};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use crate::asking::LOTSE;

const EACH: i64 = 5_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_heap_of_effects_shuts_no_door() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_erasure()).await?;
    stage.counsellor("ben").await?;
    stage.settles().await?;
    let url = format!("sqlite:{}", stage.lotse.file("data/lotse.db").display());
    let mut database = SqliteConnection::connect(&url).await?;
    // Files that are long gone, and steps of cases that are over: a call or a look each.
    for (kind, class, lane, payload) in [
        (
            "purge",
            "leisure",
            "purge:",
            r#"{"effect":"purge","subject":"mxc://lotse.example/gone-NUMBER","case":null}"#,
        ),
        (
            "purge",
            "case",
            "case:",
            r#"{"effect":"purge","subject":"mxc://lotse.example/gone-NUMBER","case":null}"#,
        ),
    ] {
        let sql = format!(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < {EACH}) \
             insert into outbox (id, seq, lane, class, kind, payload, state, attempts, created_ms, due_ms) \
             select '{class}-' || i, i + 1000000 + (select coalesce(max(seq), 0) from outbox), '{lane}heap-' || i, \
             '{class}', '{kind}', replace('{payload}', 'NUMBER', i), 'pending', 0, 0, 0 from n"
        );
        sqlx::query(AssertSqlSafe(sql)).execute(&mut database).await?;
    }
    database.close().await?;

    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let left = "select count(*) from outbox where state = 'pending' and id like '%-%'";
    ensure!(stage.counts(left).await? > EACH, "the heap is worked off already: nothing was seen");
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.consents().await?;
    ensure!(stage.counts(left).await? > 0, "the heap is worked off already: nothing was seen");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_server_is_away_holds_up_no_case() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor_elsewhere("@aaa:gone.invalid", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&ben.team, "abwesend bis morgen vertretung @aaa:gone.invalid").await?;
    ben.person.hears(&ben.team, "Vertretung:").await?;
    anna.person.says(&case, "abschließen").await?;
    anna.person.hears(&case, "Sie haben diesen Fall beendet").await?;
    Ok(())
}
