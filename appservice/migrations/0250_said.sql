-- What an event says stands in its transaction until all of that one's events are handled: it is written once, and not again
-- for each event. These two say where. An event that is put aside, or waits for a key, takes what it says along.
alter table inbox add column body_at bigint;
alter table inbox add column body_length bigint;
create index inbox_open on inbox (seq) where state = 'pending';
