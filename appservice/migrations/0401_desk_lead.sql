-- Who leads a centre: named at the desk by the Referat. Who it is, is sealed.
create table desk_lead (
    centre_id text   not null,
    user_key  text   not null,
    body      bytea  not null,
    named_ms  bigint not null,
    primary key (centre_id, user_key)
);
create index desk_lead_user on desk_lead (user_key);
