//! What became of appointments, by month, centre and place. It names nobody, and nothing of it is erased.

use routing::{CentreId, Venue, figures::AppointmentFigure, figures::Became, figures::Month};

use super::{super::column::Columns, super::damage, StoreResult, Tx};

const TABLE: &str = "appointment_figure";

/// One more.
pub async fn count(
    tx: &mut Tx,
    month: Month,
    centre: &CentreId,
    venue: Venue,
    became: Became,
) -> StoreResult<()> {
    let of = |which: Became| i64::from(which == became);
    sqlx::query(
        "insert into appointment_figure (figure_key, month, centre_id, venue, kept, cancelled, missed) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (figure_key) do update set \
         kept = appointment_figure.kept + excluded.kept, \
         cancelled = appointment_figure.cancelled + excluded.cancelled, \
         missed = appointment_figure.missed + excluded.missed",
    )
    .bind(format!("{month}/{centre}/{}", venue.code()))
    .bind(month.to_string())
    .bind(centre.as_str())
    .bind(venue.code())
    .bind(of(Became::Kept))
    .bind(of(Became::Cancelled))
    .bind(of(Became::Missed))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// All of them, by month, centre and place.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<AppointmentFigure>> {
    let rows = sqlx::query(
        "select figure_key, month, centre_id, venue, kept, cancelled, missed from appointment_figure \
         order by month, centre_id, venue",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        let number =
            |name| Ok::<_, super::super::StoreError>(u32::try_from(row.number(name)?).unwrap_or(u32::MAX));
        Ok(AppointmentFigure {
            month: row.parsed("month")?,
            centre: row.parsed("centre_id")?,
            venue: row.parsed("venue")?,
            kept: number("kept")?,
            cancelled: number("cancelled")?,
            missed: number("missed")?,
        })
    })
}
