-- Who is away. It may say that somebody is ill, so who it is, since when and who is their deputy is sealed.
create table absence (
    counsellor_key text   not null primary key,
    back_ms        bigint not null,
    version        bigint not null,
    body           bytea  not null
);
create index absence_back on absence (back_ms);

-- Which case's seeker was told with which return date, so that nobody is told twice.
create table absence_notice (
    case_id        text   not null primary key,
    counsellor_key text   not null,
    back_ms        bigint not null
);
create index absence_notice_counsellor on absence_notice (counsellor_key);

insert into counter (name, value) values ('absence', 0);
