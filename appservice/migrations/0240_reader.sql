-- On which devices the people of a centre can read what is written in its rooms, and what they were told as they came in. The
-- reader is a keyed hash; the devices are sealed.
create table reader (
    centre_id  text  not null,
    reader_key text  not null,
    body       bytea not null,
    primary key (centre_id, reader_key)
);
