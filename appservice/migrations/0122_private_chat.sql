-- A counsellor's chat with the custodian of their centre: another kind of room, so the check is another one.
create table room_next (
    room_id    text   not null primary key,
    kind       text   not null,
    owner      text   not null,
    body       bytea,
    created_ms bigint not null,
    constraint room_kind check (kind in ('reception', 'enquiries', 'team', 'space', 'case', 'private'))
);
insert into room_next (room_id, kind, owner, body, created_ms)
select room_id, kind, owner, body, created_ms from room;
drop table room;
alter table room_next rename to room;
create unique index room_owner on room (kind, owner) where kind <> 'reception';
create index room_reception on room (owner, created_ms) where kind = 'reception';
