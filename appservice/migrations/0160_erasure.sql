-- Cases that are being erased: what there is still to be done. The body is sealed; the case itself is a tombstone
-- from the first moment on.
create table erasure (
    case_id  text   not null primary key,
    room_id  text,
    since_ms bigint not null,
    body     bytea  not null
);
create index erasure_room on erasure (room_id) where room_id is not null;

-- Encrypted files of a room, as far as its custodian has seen them: the homeserver cannot tell whose they are.
create table room_media (
    room_id text not null,
    address text not null,
    primary key (room_id, address)
);

-- Rooms and files that nobody needs any more and that the homeserver still has. Owed: nobody is at it, since there was
-- no right to purge, or it is not time yet.
create table purge (
    subject text   not null primary key,
    due_ms  bigint not null,
    state   text   not null,
    constraint purge_state check (state in ('queued', 'owed'))
);
