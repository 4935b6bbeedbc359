-- People who were invited to counsel, and the one link with which each sets a password. Who it is, is sealed.
create table invitation (
    user_key text   not null primary key,
    link_key text,
    until_ms bigint,
    body     bytea  not null,
    version  bigint not null
);
create unique index invitation_link on invitation (link_key);
