-- Transactions whose words are kept because one of their events waits are few, and are looked for among all that are remembered.
drop index homeserver_transaction_split;
create index homeserver_transaction_spoken on homeserver_transaction (seq) where state = 'split' and body is not null;
create index homeserver_transaction_split on homeserver_transaction (received_ms) where state = 'split' and body is null;
