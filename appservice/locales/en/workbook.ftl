# Faults of the workbook: what is wrong, and what to do. Read by whoever fills it in.
workbook-not-a-workbook = this is neither an .xlsx nor an .ods workbook: in Excel or LibreOffice, save the list with “Save as” as an Excel workbook (.xlsx)
workbook-empty-file = the file is empty: save the list once more, or have it sent again
workbook-damaged = the file is damaged or not complete ({ $detail }): open it in Excel or LibreOffice and save it again as .xlsx, or have it sent again
workbook-csv = this is a text file (.csv). It has one sheet, and the list needs four: open it in Excel or LibreOffice, put the sheets together in one workbook and save it as .xlsx. “lotse directory template list.xlsx” writes an empty one
workbook-old-excel = this is the old Excel format (.xls): open the file in Excel or LibreOffice, choose “Save as” and “Excel workbook (.xlsx)”
workbook-password = the file is protected with a password: open it with the password, take it away (in Excel: File, Info, Protect Workbook, Encrypt with Password, empty the field) and save it again
workbook-other-format = the format { $kind } cannot be read here: open the file in the program that it comes from, and save or export it as an Excel workbook (.xlsx)
workbook-missing-sheet = the sheet is missing: add it under this name; “lotse directory template list.xlsx” writes an empty list with all sheets and headings
workbook-sheet-twice = there are two sheets of this name: rename or delete one
workbook-unreadable-sheet = the sheet cannot be read ({ $detail }): open the file in Excel or LibreOffice and save it again as .xlsx
workbook-too-large = there are cells beyond row { $rows } or column { $columns }: remove them
workbook-unfolds = unpacked, the workbook is larger than { $most } MB: no directory is so large, so it is not read. Copy the sheets of the list into a new workbook
workbook-missing-heading = the heading is missing: write it into the first row, exactly so
workbook-unknown-heading = unknown heading: remove the column, or write the heading as in the template. Notes of your own belong on a sheet of their own
workbook-heading-twice = the heading stands there twice: remove one of the columns
workbook-no-heading = there is a value in a column without a heading: remove it; notes of your own belong on a sheet of their own
workbook-empty = must not be empty
workbook-broken-formula = the cell's formula is broken: write the value instead of the formula
workbook-formula-without-result = the cell's formula has no result yet: open the file in Excel or LibreOffice and save it, or write the value instead of the formula
workbook-reinterpreted = this must be text, but the program has made a date, a time, a decimal number or TRUE of it: format the cell as text and type the value again
workbook-mixed-letters = a word here has letters of two scripts that look alike
workbook-numeric-postcode = a postcode must be text, because a number loses its leading zero: format the cell as text and write '{ $postcode }'
workbook-comma-postcodes = two postcodes with a comma have become one number: format the cell as text and write '{ $postcodes }'
workbook-number-no-postcode = a number, not postcodes: format the cell as text and write the postcodes with semicolons between them, such as 79100; 79101
workbook-postcode-part = `{ $part }` is neither a postcode (80437), a range (79100-79112) nor a prefix (50*): write each postcode with five digits, and a semicolon between them
workbook-postcode-backwards = the range `{ $part }` ends before it begins: write the smaller postcode first
workbook-centre-id = not a centre id: it has lower-case letters a-z, digits, - and _, at most 40, such as caritas-dresden
workbook-carrier-id = not a carrier id: 1 to 40 characters of a-z, 0-9, - and _, for example caritas-sachsen
workbook-topic-id = not a topic id: it has lower-case letters a-z, digits, - and _, at most 40, such as schulden
workbook-matrix-id = not a Matrix id: it begins with @ and ends with the server, such as @ben:lotse.example
workbook-server-name = This is no name of a Matrix server. Write it in lower case and without a port, like zentrum.example.
workbook-has-lotse = This centre runs a Lotse of its own, which alone knows its counsellors. Delete this row, or empty the column “Lotse” of the sheet “Beratungsstellen”.
workbook-lotse-without-server = This id is not on the server that the centre names in the column “Server”. Write the server there that stands here behind the colon; it must not be the platform’s.
workbook-server-not-allowed = This account is on a server that is neither the platform’s nor the centre’s own. If it is meant to be, write the server into the column “Server” of the sheet “Beratungsstellen”; otherwise correct the id.
workbook-server-too-late = This centre has rooms or running cases already that no other server can ever enter. For a server of its own, add a new centre with a short name (Kürzel) of its own.
workbook-not-invitable = cannot be invited: before the colon a Matrix id has a-z, 0-9 and . _ = - / + alone (no upper case, no umlauts, nothing invisible), after it the name of its server, in lower case as well. Best copy it from Element, “Settings, Account”
workbook-email = not an e-mail address: here stands exactly one, such as ben@lotse.example, or nothing
workbook-date-spelling = a date is written 2026-11-23 or 23.11.2026
workbook-no-such-day = there is no such day in the calendar
workbook-numeric-date = a number, not a date: write 2026-11-23 or 23.11.2026, or format the cell as a date
workbook-time-no-date = a time, not a date: format the cell as a date and write the day of the training, such as 2026-11-23
workbook-date-long-ago = the training cannot be so long ago: is this a time, or is something missing in the year? Write the day as 2026-11-23
workbook-trained-later = the training is still to come, and nobody is activated before it: correct the day, or write nein under Freigeschaltet
workbook-parts-backwards = The first part of the training is after the last. Swap or correct the two days.
workbook-part-later = This day is in the future. Enter it when it is over.
workbook-nobody-known = This id does not stand in the directory. Correct it, or invite the person first.
workbook-person-twice = This person stands further above already. Delete one of the two rows.
workbook-card-lines = a card has at most { $most } lines, this one has { $lines }: shorten it
workbook-not-a-flag = must be ja or nein
workbook-not-follow-ups = must be alle or nur Zuständige
workbook-live-hours = "{ $part }" says no days and hours: write for example Mo-Fr 9-17, Sa 10-12, or for one topic schulden: Mo-Do 9-17
workbook-not-manner = must be Sie or du
workbook-not-whole = must be a whole number from 1 to { $most }, without a unit and without a comma
workbook-time-no-number = the program has made a time or a date of it: format the cell as a number and write the number alone, such as 48
workbook-unknown-topic = there is no such topic in the sheet Fachbereiche: correct the id, or add a row there
workbook-unknown-centre = there is no such centre in the sheet Beratungsstellen: correct the id, or add a row there
workbook-duplicate = this entry is there twice: remove one of the rows, or give it another id
workbook-unknown-counsellor = there is no such counsellor in this centre
workbook-own-deputy = nobody can be their own deputy
workbook-activated-without-training = nobody is activated before the training is recorded: write its day, or nein under Freigeschaltet
workbook-white-spot-without-topic = this centre does not offer the topic, so it cannot be its white spot: give it a row in the sheet Einzugsgebiete, with alle (or the topic's id) under Fachbereiche and nothing under Postleitzahlen
workbook-fallback-cycle = the fallbacks of these centres go round in a circle: leave one of them empty
workbook-online-without-service = a centre without any topic cannot be online: give it a row in the sheet Einzugsgebiete, or write nein under Online
workbook-covers-nothing = this service covers no postcode, and the centre is not a white spot or fallback: write postcodes, or make the centre a white spot or fallback
workbook-beyond-carrier = these postcodes are beyond the limits that the sheet Träger sets for this carrier: take them out, or widen the limits there
workbook-zero = this must be at least 1

workbook-place-file = the file
workbook-place-rows = { $several ->
    [yes] rows { $rows }
   *[no] row { $rows }
}
workbook-place-column = column { $column }
workbook-place-heading = column "{ $heading }"
workbook-value = "{ $value }"
workbook-invisible-sign = It contains a sign that cannot be seen ({ $name }, { $code }): empty the cell and type its contents instead of pasting them
workbook-look-alike = “{ $sign }” ({ $code }) only looks like “{ $like }” and comes from another script: type the value again
workbook-count = { $count ->
    [one] 1 fault.
   *[other] { $count } faults.
}
workbook-nothing-changed = Nothing was changed.
workbook-two-alike = { $one } and { $other } look almost the same. Are these really two people?
