-- Up to when what happens to a case by itself has been done.
alter table counselling_case add column looked_ms bigint not null default 0;
