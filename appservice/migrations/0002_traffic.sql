-- Numbers that only grow. The row's lock makes the order of numbers the order of commits.
create table counter (
    name  text   not null primary key,
    value bigint not null
);
insert into counter (name, value) values ('homeserver_transaction', 0), ('outbox', 0), ('directory', 0);

-- What the homeserver pushed. The body is sealed, and erased once it is split into the inbox.
create table homeserver_transaction (
    txn_id      text   not null primary key,
    received_ms bigint not null,
    seq         bigint not null,
    body        bytea,
    state       text   not null,
    constraint homeserver_transaction_seq unique (seq),
    constraint homeserver_transaction_state check (state in ('received', 'split'))
);
create index homeserver_transaction_received on homeserver_transaction (seq) where state = 'received';

-- One row per room event: a queue per room. The body is sealed, and erased once the event is handled.
create table inbox (
    event_id    text   not null primary key,
    seq         bigint not null,
    room_id     text   not null,
    body        bytea,
    state       text   not null,
    attempts    bigint not null,
    received_ms bigint not null,
    due_ms      bigint not null,
    reason      text,
    constraint inbox_seq unique (seq),
    constraint inbox_state check (state in ('pending', 'done', 'quarantined'))
);
create index inbox_pending on inbox (room_id, seq) where state = 'pending';
create index inbox_quarantined on inbox (seq) where state = 'quarantined';

-- Effects that a committed change still owes the world. The payload holds ids only, never a personal datum.
create table outbox (
    id         text   not null primary key,
    seq        bigint not null,
    lane       text   not null,
    kind       text   not null,
    payload    text   not null,
    state      text   not null,
    attempts   bigint not null,
    created_ms bigint not null,
    due_ms     bigint not null,
    last_error text,
    constraint outbox_seq unique (seq),
    constraint outbox_state check (state in ('pending', 'dead'))
);
create index outbox_pending on outbox (lane, seq) where state = 'pending';
create index outbox_dead on outbox (seq) where state = 'dead';

-- Who may do a piece of work now, until when.
create table lease (
    name     text   not null primary key,
    owner    text   not null,
    until_ms bigint not null
);
