-- Where the Lotse of a platform and that of a centre tell each other of cases: another kind of room, so the check is another one.
create table room_next (
    room_id    text   not null primary key,
    kind       text   not null,
    owner      text   not null,
    body       bytea,
    created_ms bigint not null,
    due_ms     bigint,
    mended_ms  bigint,
    enclosed   bigint not null default 0,
    constraint room_kind check (kind in ('reception', 'enquiries', 'team', 'space', 'case', 'private', 'channel'))
);
insert into room_next (room_id, kind, owner, body, created_ms, due_ms, mended_ms, enclosed)
select room_id, kind, owner, body, created_ms, due_ms, mended_ms, enclosed from room;
drop table room;
alter table room_next rename to room;
create unique index room_owner on room (kind, owner) where kind <> 'reception';
create index room_reception on room (owner, created_ms) where kind = 'reception';
create index room_due on room (due_ms) where due_ms is not null;
create index room_to_mend on room (room_id) where mended_ms is null;

-- How many counsel at a centre with a Lotse of its own, as that has said last.
create table far_presence (
    centre_id text   not null primary key,
    people    bigint not null,
    at_ms     bigint not null
);
insert into counter (name, value) values ('far_presence', 0);
