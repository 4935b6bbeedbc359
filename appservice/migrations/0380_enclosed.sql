-- Rooms that no other homeserver can ever enter, since they were made so.
alter table room add column enclosed bigint not null default 0;
