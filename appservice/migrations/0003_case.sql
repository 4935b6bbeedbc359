-- A case. Who seeks, under which pseudonym, and who counsels stands only in the sealed body; the keys are keyed
-- hashes for look-ups. An erased case keeps its times, topic and centre for the figures.
create table counselling_case (
    case_id        text   not null primary key,
    reference      text   not null,
    centre_id      text   not null,
    topic_id       text   not null,
    seeker_key     text,
    counsellor_key text,
    room_id        text,
    claim          text,
    state          text   not null,
    version        bigint not null,
    opened_ms      bigint not null,
    asked_ms       bigint,
    accepted_ms    bigint,
    closed_ms      bigint,
    due_ms         bigint,
    body           bytea  not null,
    constraint counselling_case_reference unique (reference),
    constraint counselling_case_room unique (room_id),
    constraint counselling_case_claim unique (claim),
    constraint counselling_case_state check (state in ('opened', 'asked', 'accepted', 'closed', 'erased'))
);
create index counselling_case_centre on counselling_case (state, centre_id);
create index counselling_case_seeker on counselling_case (seeker_key) where seeker_key is not null;
create index counselling_case_counsellor on counselling_case (counsellor_key, centre_id) where state = 'accepted';
create index counselling_case_due on counselling_case (due_ms) where due_ms is not null;

-- The messages in Erstanfragen that show an enquiry. At most one per case is active.
create table card (
    event_id text not null primary key,
    room_id  text not null,
    case_id  text not null,
    state    text not null,
    constraint card_state check (state in ('active', 'taken', 'removed'))
);
create unique index card_active on card (case_id) where state = 'active';
create index card_case on card (case_id);

-- Which of our rooms is what. The owner is a centre, a case, or the keyed hash of a seeker; the body of a reception
-- chat seals whose it is.
create table room (
    room_id    text   not null primary key,
    kind       text   not null,
    owner      text   not null,
    body       bytea,
    created_ms bigint not null,
    constraint room_kind check (kind in ('reception', 'enquiries', 'team', 'space', 'case'))
);
create unique index room_owner on room (kind, owner) where kind <> 'reception';
create index room_reception on room (owner, created_ms) where kind = 'reception';

-- Aliases of centre rooms in the making: createRoom is not idempotent, an alias is.
create table room_claim (
    alias text not null primary key,
    kind  text not null,
    owner text not null,
    constraint room_claim_owner unique (kind, owner)
);

-- Where the talk with somebody in a reception chat stands.
create table dialogue (
    room_id    text   not null primary key,
    version    bigint not null,
    updated_ms bigint not null,
    body       bytea  not null
);
create index dialogue_updated on dialogue (updated_ms);
