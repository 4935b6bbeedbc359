-- Live chats without an account, while they run: who waits and who talks, and when their page was last heard of. Nothing about a person;
-- the row goes with the end of the talk.
create table live_guest (
    case_id    text   not null primary key,
    account_id text   not null,
    centre_id  text   not null,
    topic_id   text   not null,
    came_ms    bigint not null,
    asked_ms   bigint,
    seen_ms    bigint not null,
    missed_ms  bigint,
    taken_ms   bigint,
    counsellor_key text
);
create index live_guest_seen on live_guest (seen_ms);
create index live_guest_centre on live_guest (centre_id, asked_ms);
create index live_guest_missed on live_guest (missed_ms) where missed_ms is not null;
create index live_guest_counsellor on live_guest (counsellor_key) where counsellor_key is not null;

-- Who is on duty for live chats at which centre: sealed, since it says who they are and when they work. Off duty there is no row, unless
-- it is needed as a lock for a moment: then since_ms is empty.
create table live_duty (
    counsellor_key text   not null,
    centre_id      text   not null,
    since_ms       bigint,
    missed         bigint not null,
    body           bytea  not null,
    primary key (counsellor_key, centre_id)
);
create index live_duty_centre on live_duty (centre_id) where since_ms is not null;

-- How long people waited and talked: numbers that lead to nobody, and so stay.
create table live_figure (
    figure_id text   not null primary key,
    month     text   not null,
    centre_id text   not null,
    topic_id  text   not null,
    became    text   not null,
    waited_ms bigint not null,
    talked_ms bigint
);
create index live_figure_centre on live_figure (centre_id, figure_id);
