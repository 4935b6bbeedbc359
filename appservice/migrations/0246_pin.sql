-- Seekers whose client cannot prove its device: that they were told what is missing, in which language, and the devices with
-- which they go on all the same. The seeker is a keyed hash, the rest is sealed.
create table pin (
    seeker_key text   not null primary key,
    told_ms    bigint not null,
    body       bytea  not null
);
