-- What the custodians' crypto machines remember. `owner` is the custodian's user id, one of our own names. Scopes,
-- keys, rooms, sessions and senders are keyed fingerprints made per owner; values are sealed with the vault.
create table crypto_item (
    owner text not null,
    kind  text not null,
    scope text not null,
    key   text not null,
    value bytea not null,
    primary key (owner, kind, scope, key)
);

-- The keys to what others wrote: counted, listed and destroyed by room, hence a table of their own.
create table crypto_group_session (
    owner   text not null,
    room    text not null,
    session text not null,
    sender  text not null,
    trust   bigint not null,
    backup  text not null,
    value   bytea not null,
    primary key (owner, room, session)
);
create index crypto_group_session_by_sender on crypto_group_session (owner, sender, trust, session);

create table crypto_lease (
    owner      text not null,
    name       text not null,
    holder     text not null,
    expires_at bigint not null,
    generation bigint not null,
    primary key (owner, name)
);
