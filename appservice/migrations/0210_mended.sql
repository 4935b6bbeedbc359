-- When a room was last made to follow rules that are younger than some rooms: no address that is gone, a server ACL. Null for
-- rooms that were made before the rules and have not been looked at yet.
alter table room add column mended_ms bigint;
create index room_to_mend on room (room_id) where mended_ms is null;
