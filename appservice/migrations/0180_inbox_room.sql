-- Erasure forgets the events of one room, and upkeep what is old.
create index inbox_room on inbox (room_id);
create index inbox_done on inbox (received_ms) where state = 'done';
create index homeserver_transaction_split on homeserver_transaction (received_ms) where state = 'split';
