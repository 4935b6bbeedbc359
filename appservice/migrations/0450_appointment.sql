-- When counsellors have time for appointments: sealed, since it says who they are and how they work.
create table office_hours (
    counsellor_key text  not null,
    centre_id      text  not null,
    body           bytea not null,
    primary key (counsellor_key, centre_id)
);

-- The appointment of a case: offered, or booked. When it is and with whom is sealed; due_ms says when something follows by itself.
create table appointment (
    case_id        text   not null primary key,
    counsellor_key text   not null,
    state          text   not null,
    due_ms         bigint,
    version        bigint not null,
    body           bytea  not null
);
create index appointment_counsellor on appointment (counsellor_key);
create index appointment_due on appointment (due_ms) where due_ms is not null;

-- Five minutes in which a counsellor is taken: two appointments never share one.
create table appointment_cell (
    counsellor_key text   not null,
    cell           bigint not null,
    case_id        text   not null,
    primary key (counsellor_key, cell)
);
create index appointment_cell_case on appointment_cell (case_id);

-- What became of appointments: numbers that lead to nobody, and so stay.
create table appointment_figure (
    figure_key text   not null primary key,
    month      text   not null,
    centre_id  text   not null,
    venue      text   not null,
    kept       bigint not null,
    cancelled  bigint not null,
    missed     bigint not null
);

-- The secret address of a calendar that says when its counsellor is taken, and nothing else. Of the secret only a keyed hash is kept.
create table busy_feed (
    feed_key       text   not null primary key,
    counsellor_key text   not null unique,
    created_ms     bigint not null,
    body           bytea  not null
);
