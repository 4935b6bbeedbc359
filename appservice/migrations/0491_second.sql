-- What at the desk a second person must confirm: what exactly, why, who asks and who decided are sealed. Of one subject there is one open
-- request.
create table second_request (
    request_id  text   not null primary key,
    subject_key text   not null,
    body        bytea  not null,
    asked_ms    bigint not null,
    until_ms    bigint not null,
    decided_ms  bigint
);
create unique index second_request_open on second_request (subject_key) where decided_ms is null;
create index second_request_asked on second_request (asked_ms);

-- Who is of the Referat besides those whom the settings name: asked for and confirmed at the desk. Who it is, is sealed.
create table desk_referat (
    user_key text   not null primary key,
    body     bytea  not null,
    named_ms bigint not null
);
