-- Messages of accepted cases that were counted before their key came: whatever else they say is heard when it does.
alter table inbox add column counted bigint not null default 0;
