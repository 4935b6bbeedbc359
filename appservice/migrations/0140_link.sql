-- Personal and centre links. Token and typed code stand here only as keyed hashes; whose link it is, is sealed.
create table link (
    link_id     text   not null primary key,
    token_hash  text   not null,
    code_hash   text   not null,
    centre_id   text   not null,
    kind        text   not null,
    -- Of a link that a counsellor has made by herself or himself: the keyed hash of centre and counsellor.
    owner_hash  text,
    body        bytea  not null,
    created_ms  bigint not null,
    expires_ms  bigint,
    most_uses   bigint,
    uses        bigint not null,
    revoked_ms  bigint,
    constraint link_token unique (token_hash),
    constraint link_code unique (code_hash),
    constraint link_kind check (kind in ('personal', 'centre'))
);
-- A counsellor has one own link at a time in each centre.
create unique index link_owner on link (owner_hash) where owner_hash is not null and revoked_ms is null;
