-- Keys to what was written before a case went to somebody who was to be given no history: never passed on.
alter table crypto_group_session add column held_back bigint not null default 0;
