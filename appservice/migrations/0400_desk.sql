-- Who of the staff is signed in at the desk. Of the secret that the browser has, only a keyed hash is kept; who it is, which identity
-- they had then, and at which browser, is sealed.
create table desk_session (
    session_key text   not null primary key,
    user_key    text   not null,
    body        bytea  not null,
    created_ms  bigint not null,
    used_ms     bigint not null
);
create index desk_session_user on desk_session (user_key);
create index desk_session_used on desk_session (used_ms);

-- Since when the seeker of a case has waited for whoever has it to write.
create table awaited (
    case_id  text   not null primary key,
    since_ms bigint not null
);
