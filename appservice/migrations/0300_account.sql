-- Accounts of the portal. Name and user are keyed hashes; the Matrix user, the proof of the login key and the pseudonym are
-- sealed. Without a name the account is going.
create table account (
    account_id    text   not null primary key,
    name_key      text   unique,
    user_key      text   not null unique,
    body          bytea  not null,
    created_ms    bigint not null,
    registered_ms bigint,
    leaving_ms    bigint
);
create index account_leaving on account (leaving_ms);

-- Who is signed in. Of the secret that the browser has, only a keyed hash is kept.
create table account_session (
    session_key text   not null primary key,
    account_id  text   not null,
    device_id   text   not null,
    created_ms  bigint not null,
    used_ms     bigint not null
);
create index account_session_account on account_session (account_id);
create index account_session_used on account_session (used_ms);
create index account_session_created on account_session (created_ms);

-- Devices that are to be deleted at the homeserver, since their session is over. Whose they are is sealed.
create table ended_device (
    device_id text   not null primary key,
    body      bytea  not null,
    due_ms    bigint not null
);
create index ended_device_due on ended_device (due_ms);
