-- Whether somebody of the portal wants an e-mail when an answer waits; the address is sealed in the account's body. `answer_ms`: since
-- when one waits that they may not have seen; `mailed_ms`: when they were told, once until they come again.
alter table account add column mail_wanted bigint not null default 0;
alter table account add column answer_ms bigint;
alter table account add column mailed_ms bigint;
create index account_answer on account (answer_ms);
