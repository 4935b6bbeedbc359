-- When the seeker agreed to that wording, where it was another moment than when the case was opened: it took the place of another one.
alter table counselling_case add column notice_ms bigint;
