-- The wording of a centre's data-protection notice, from the first consent on that was given under it; and beside each case which one was
-- in force when its seeker agreed. Nothing here is about a person.
create table notice_version (
    centre_id text   not null,
    version   text   not null,
    since_ms  bigint not null,
    body      text   not null,
    primary key (centre_id, version)
);
alter table counselling_case add column notice text;
