//! What is stored stands in `docs/security.md`, column by column, with how long.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::test_postgres::TestStore;

/// The columns that the docs name, by table; `all` stands for every column. Each row must say how long.
fn told() -> BTreeMap<String, BTreeSet<String>> {
    let text = include_str!("../../../../docs/security.md");
    let (_, table) = text.split_once("| table | column | holds | form | how long |\n").unwrap();
    let ticked = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut tables = Vec::new();
    for row in table.lines().skip(1).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, of, columns, holds, form, how_long, _] = cells.as_slice() else { panic!("{row}") };
        assert!(!holds.is_empty() && !form.is_empty() && !how_long.is_empty(), "{row}");
        if !of.is_empty() {
            tables = ticked(of);
        }
        for table in &tables {
            let known = told.entry(table.clone()).or_default();
            known.extend(ticked(columns));
            if *columns == "all" {
                known.insert("all".to_owned());
            }
        }
    }
    told
}

#[tokio::test]
async fn the_docs_name_every_column() {
    let store = TestStore::postgres().await;
    let mut tx = store.look().await.unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select cast(table_name as text), cast(column_name as text) from information_schema.columns \
         where table_schema = 'public' and table_name <> '_sqlx_migrations'",
    )
    .fetch_all(tx.conn())
    .await
    .unwrap();
    assert!(columns.len() > 100, "{}", columns.len());
    let mut there: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, column) in columns {
        there.entry(table).or_default().insert(column);
    }
    let mut told = told();
    for (table, columns) in &there {
        if let Some(known) = told.get_mut(table)
            && known.remove("all")
        {
            known.clone_from(columns);
        }
    }
    for (table, columns) in &there {
        assert_eq!(told.get(table), Some(columns), "{table}");
    }
    assert_eq!(told, there);
}
