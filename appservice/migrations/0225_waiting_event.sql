-- Encrypted events whose room key has not come. Their rows in the inbox are done as far as their room is concerned; they
-- go back there when the key comes, or when their moment does. The body is sealed.
create table waiting_event (
    event_id   text   not null primary key,
    room_id    text   not null,
    session_id text   not null,
    body       bytea  not null,
    due_ms     bigint not null
);
create index waiting_event_session on waiting_event (room_id, session_id);
create index waiting_event_due on waiting_event (due_ms);

-- The room keys that are missing, by whoever wrote with them. The writer is a keyed hash.
create table missing_key (
    room_id    text   not null,
    session_id text   not null,
    writer_key text   not null,
    since_ms   bigint not null,
    looked_ms  bigint not null,
    told_ms    bigint,
    primary key (room_id, session_id, writer_key)
);
create index missing_key_since on missing_key (since_ms);
