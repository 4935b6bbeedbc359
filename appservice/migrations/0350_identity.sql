-- Everybody's cross-signing identity, as it was first seen or has been confirmed since, and a new one that waits to be. The user is a
-- keyed hash; user and keys are sealed.
create table identity (
    user_key text   not null primary key,
    body     bytea  not null,
    -- A new identity of somebody who counsels waits to be confirmed, since when.
    new_ms   bigint,
    -- Whether something is still to follow from the last change.
    owed     bigint not null default 0
);
create index identity_new on identity (new_ms) where new_ms is not null;
create index identity_owed on identity (owed) where owed = 1;
