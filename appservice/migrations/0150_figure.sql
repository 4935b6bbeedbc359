-- What is counted of a case. It names nobody, and so stays when the case is erased.
create table case_figure (
    case_id     text   not null primary key,
    centre_id   text   not null,
    topic_id    text   not null,
    asked_ms    bigint not null,
    accepted_ms bigint,
    answered_ms bigint,
    closed      bigint not null,
    covers      bigint not null
);
-- Cases from before this table. When they were answered stands only in their sealed bodies; it is added when they
-- are next written.
insert into case_figure (case_id, centre_id, topic_id, asked_ms, accepted_ms, answered_ms, closed, covers)
select case_id, centre_id, topic_id, asked_ms, accepted_ms, null,
       case when state in ('closed', 'erased') then 1 else 0 end, 0
from counselling_case
where asked_ms is not null;
