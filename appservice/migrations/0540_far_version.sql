-- Other Lotse that speak another version of the words than we do, until they are understood.
create table far_version (
    centre_id text   not null,
    peer      text   not null,
    version   bigint not null,
    since_ms  bigint not null,
    primary key (centre_id, peer)
);
