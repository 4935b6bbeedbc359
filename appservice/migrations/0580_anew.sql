-- Cases that begin anew at a centre with a Lotse of its own, or come from one, and the ones that end for them. Only until they do.
create table case_anew (
    case_id   text   not null primary key,
    before_id text   not null,
    since_ms  bigint not null,
    constraint case_anew_before unique (before_id)
);
