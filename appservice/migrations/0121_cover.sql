-- Which accepted case a pseudonym means: a keyed hash over centre and name, empty for every other case. Two people
-- may have taken the same name.
alter table counselling_case add column pseudonym_key text;
create index counselling_case_pseudonym on counselling_case (pseudonym_key) where pseudonym_key is not null;
