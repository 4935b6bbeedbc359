-- What kind of work an effect is: each kind has places of its own, so that none shuts the door for another. What nobody
-- waits for is at leisure.
alter table outbox add column class text not null default 'leisure';
-- Only the first pending effect of a lane is looked for. A later one that is marked as well is looked at in vain.
alter table outbox add column head bigint not null default 1;
update outbox set class = case
    when lane like 'room:%' or lane like 'tell:%' then 'talk'
    when lane like 'case:%' then 'case'
    when lane like 'let_in:%' then 'let_in'
    when lane like 'centre:%' then 'centre'
    when lane like 'transcript:%' then 'transcript'
    when lane like 'mail:%' then 'post'
    else 'leisure' end;
create index outbox_due on outbox (class, due_ms, seq) where state = 'pending' and head = 1;
