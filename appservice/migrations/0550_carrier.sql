-- The organisations that run centres, as the directory has them.
create table carrier (
    carrier_id text not null primary key,
    body       text not null
);

-- Who acts for a carrier: asked for and confirmed at the desk by two of the Referat. Who it is, is sealed.
create table desk_carrier (
    carrier_id text   not null,
    user_key   text   not null,
    body       bytea  not null,
    named_ms   bigint not null,
    primary key (carrier_id, user_key)
);
create index desk_carrier_user on desk_carrier (user_key);
