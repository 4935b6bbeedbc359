-- Whether a room is just being made is asked for each transaction.
create index outbox_kind on outbox (kind) where state = 'pending';
