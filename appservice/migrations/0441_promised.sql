-- Until when an answer was promised to whoever asked: whether that was kept is counted. Of cases from before, nobody knows.
alter table case_figure add column promised_ms bigint;
