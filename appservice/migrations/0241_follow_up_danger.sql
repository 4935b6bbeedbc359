-- When a Team room was last told to look into a case first.
alter table follow_up add column danger_ms bigint;
