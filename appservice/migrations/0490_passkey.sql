-- Passkeys with which staff sign in at the desk. Whose one is, which identity counted for them when it was made, the public key and its
-- counter are sealed. A session knows which one it began with: the roles beyond a counsellor's need one.
create table passkey (
    passkey_key text   not null primary key,
    user_key    text   not null,
    body        bytea  not null,
    created_ms  bigint not null,
    used_ms     bigint not null
);
create index passkey_user on passkey (user_key);

alter table desk_session add column passkey_key text;
