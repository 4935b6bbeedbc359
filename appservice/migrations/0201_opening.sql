-- When somebody began cases within the last day. The key is a keyed hash of the seeker.
create table opening (
    seeker_key text   not null,
    opened_ms  bigint not null,
    primary key (seeker_key, opened_ms)
);
create index opening_age on opening (opened_ms);
