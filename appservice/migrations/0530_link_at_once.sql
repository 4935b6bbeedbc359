-- A link for somebody who sits before the counsellor: whoever opens it is theirs at once, without a first message.
alter table link add column at_once bigint not null default 0;
