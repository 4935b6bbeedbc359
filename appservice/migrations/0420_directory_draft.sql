-- What somebody has changed of the directory at the desk, and not published yet: sealed, since it names people.
create table directory_draft (
    user_key   text   not null primary key,
    body       bytea  not null,
    changed_ms bigint not null
);

-- Each publication of the directory: by whom, why, and which rows became which. Sealed, since rows name people.
create table directory_version (
    version bigint not null primary key,
    at_ms   bigint not null,
    body    bytea  not null
);
