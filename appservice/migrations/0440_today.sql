-- The one message in each Team room that says what waits today: which event it is, and what its latest edit is. What it says stands
-- nowhere: a keyed hash tells whether it is still true.
create table today (
    centre_id text   not null primary key,
    room_id   text   not null,
    event_id  text   not null,
    edit_id   text,
    said      text   not null,
    edited_ms bigint not null
);
-- What counsellors ask of their own work (`meine zahlen`). Whose it was is a hash, and so is which case.
create table own_figure (
    case_key       text   not null,
    counsellor_key text   not null,
    taken_ms       bigint not null,
    asked_ms       bigint not null,
    promised_ms    bigint not null,
    answered_ms    bigint,
    closed_ms      bigint,
    primary key (case_key, counsellor_key)
);
create index own_figure_counsellor on own_figure (counsellor_key, taken_ms);
create index own_figure_taken on own_figure (taken_ms);
