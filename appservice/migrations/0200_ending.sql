-- When it is looked at whether a chat with the reception is over: 30 days after it began, at first.
alter table room add column due_ms bigint;
update room set due_ms = created_ms + 2592000000 where kind = 'reception';
create index room_due on room (due_ms) where due_ms is not null;

-- Running cases from before a case ended by itself are looked at once, and their silence counts from then on.
update counselling_case set due_ms = 0 where state in ('opened', 'asked', 'accepted') and due_ms is null;
