-- The directory, as imported: one JSON text per entity.
create table topic (
    topic_id text   not null primary key,
    position bigint not null,
    body     text   not null
);
create table centre (
    centre_id text not null primary key,
    body      text not null
);
create table counsellor (
    centre_id     text not null,
    counsellor_id text not null,
    body          text not null,
    primary key (centre_id, counsellor_id)
);

-- The users who hold a centre's keys, each with its one device.
create table custodian (
    user_id    text   not null primary key,
    device_id  text   not null,
    created_ms bigint not null
);
