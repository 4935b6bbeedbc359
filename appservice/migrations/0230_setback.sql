-- Rows whose timed step failed: each waits on its own, longer each time, so that none stands before the others. `id` is the
-- row's own id (a case, a room, a transaction, a keyed hash), `reason` a machine word.
create table setback (
    kind     text   not null,
    id       text   not null,
    failures bigint not null,
    since_ms bigint not null,
    next_ms  bigint not null,
    reason   text   not null,
    primary key (kind, id)
);
create index setback_next on setback (next_ms);
