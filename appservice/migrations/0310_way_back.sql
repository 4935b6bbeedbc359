-- Who wants back into a case with another account: one wish of an account. Which case is a keyed hash; a wish that fits none has a
-- hash of nobody's. The number that is asked for on the telephone, and how far it has come, are sealed.
create table way_back (
    account_id text   not null primary key,
    case_key   text   not null,
    body       bytea  not null,
    due_ms     bigint,
    until_ms   bigint not null,
    version    bigint not null
);
create index way_back_case on way_back (case_key);
create index way_back_due on way_back (due_ms) where due_ms is not null;
create index way_back_until on way_back (until_ms);

-- Accounts that a case had before its seeker came back with another one. What they wrote stays in the case, and is forgotten with it.
create table former_seeker (
    case_id    text  not null,
    seeker_key text  not null,
    body       bytea not null,
    primary key (case_id, seeker_key)
);
create index former_seeker_key on former_seeker (seeker_key);
