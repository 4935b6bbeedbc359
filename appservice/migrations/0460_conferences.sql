-- Rooms that were made while anybody's client could announce a conference in them are looked at once more.
update room set mended_ms = null where kind <> 'reception';
