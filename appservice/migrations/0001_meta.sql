-- Conventions: lower case, singular table names, TEXT ids made in Rust, BIGINT milliseconds and 0/1 flags, BYTEA.
create table meta (
    name  text not null primary key,
    value bytea not null
);
