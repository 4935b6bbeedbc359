-- At which centre somebody begins no case before a moment. The key is a keyed hash of the seeker.
create table bar (
    seeker_key text   not null,
    centre_id  text   not null,
    until_ms   bigint not null,
    primary key (seeker_key, centre_id)
);
create index bar_age on bar (until_ms);

-- When it is looked whether an account is still used; nothing: it has never been looked.
alter table account add column due_ms bigint;
create index account_due on account (due_ms);

-- How many bytes of files an account has sent since a moment, a day at most.
alter table account add column sent_ms bigint;
alter table account add column sent_bytes bigint not null default 0;
