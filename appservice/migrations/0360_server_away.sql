-- Other people's homeservers that do not answer, and since when: asked again until they do.
create table server_away (
    server   text   not null primary key,
    since_ms bigint not null
);
