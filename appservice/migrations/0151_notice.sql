-- When a Team room was last told of a case's later messages, and how many it is still to be told of.
create table follow_up (
    case_id    text   not null primary key,
    noticed_ms bigint not null,
    waiting    bigint not null,
    due_ms     bigint
);
create index follow_up_due on follow_up (due_ms) where due_ms is not null;

-- What counsellors want of e-mails, and when they last got one. The keys are keyed hashes of the counsellors.
create table mail_wish (
    counsellor_key text   not null primary key,
    wanted         bigint not null,
    quiet          text,
    mailed_ms      bigint
);

-- Messages that somebody may not have read yet: the latest one in each case.
create table unread (
    case_id        text   not null,
    counsellor_key text   not null,
    room_id        text   not null,
    event_id       text   not null,
    since_ms       bigint not null,
    due_ms         bigint not null,
    primary key (case_id, counsellor_key)
);
create index unread_due on unread (due_ms);
create index unread_reader on unread (counsellor_key, room_id);
