-- Promises that were broken: of which centre, and who of the administration was told when. No case is named; whom it was told to is
-- sealed.
create table breach (
    breach_id text   not null primary key,
    centre_id text   not null,
    since_ms  bigint not null,
    broken_ms bigint not null
);
create index breach_broken on breach (broken_ms);
create table breach_notice (
    notice_id text   not null primary key,
    breach_id text   not null,
    body      bytea  not null,
    told_ms   bigint
);
create index breach_notice_breach on breach_notice (breach_id);
