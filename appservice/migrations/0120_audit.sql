-- The audit trail: who came to read what, why and until when. Rows are only added; each one's hash covers the one
-- before. The note is somebody's free text, sealed: it can be erased, since the hash covers only its own hash.
create table audit (
    seq       bigint not null primary key,
    at_ms     bigint not null,
    kind      text   not null,
    centre_id text   not null,
    reference text,
    body      bytea  not null,
    note      bytea,
    note_hash bytea,
    hash      bytea  not null
);
create index audit_reference on audit (reference) where note is not null;
insert into counter (name, value) values ('audit', 0);
