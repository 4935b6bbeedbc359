//! What is said about a workbook: each fault with what to do about it, for whoever fills it in.

use serde::{Deserialize, Serialize};

use super::{
    argument::{Argument, IntoArgument},
    phrase::{Spoken, phrases},
};

phrases! {
    /// One thing that is wrong in a workbook, or a piece of the line that says where.
    #[derive(Debug)]
    Problem, WORKBOOK {
        /// Not a spreadsheet at all.
        NotAWorkbook = "workbook-not-a-workbook",
        /// Nothing in the file.
        EmptyFile = "workbook-empty-file",
        /// A workbook of which a part is missing or broken.
        Damaged { detail: String } = "workbook-damaged",
        /// Comma-separated values.
        Csv = "workbook-csv",
        /// The Excel format of before 2007.
        OldExcel = "workbook-old-excel",
        /// Encrypted.
        Password = "workbook-password",
        /// Something that spreadsheet programs write, but that cannot be read here; `kind` is its ending.
        OtherFormat { kind: String } = "workbook-other-format",
        /// A sheet of the template is missing.
        MissingSheet = "workbook-missing-sheet",
        /// Two sheets with the same name but for spelling.
        SheetTwice = "workbook-sheet-twice",
        /// A sheet that cannot be read.
        UnreadableSheet { detail: String } = "workbook-unreadable-sheet",
        /// Cells far outside of what a directory needs.
        TooLarge { rows: u32, columns: u32 } = "workbook-too-large",
        /// A file that unfolds to more than any directory; in megabytes.
        Unfolds { most: u32 } = "workbook-unfolds",
        /// A heading of the template is missing.
        MissingHeading = "workbook-missing-heading",
        /// A heading that the template does not have.
        UnknownHeading = "workbook-unknown-heading",
        /// The same heading again.
        HeadingTwice = "workbook-heading-twice",
        /// Contents in a column without a heading.
        NoHeading = "workbook-no-heading",
        /// An empty cell that must not be.
        Empty = "workbook-empty",
        /// A formula that shows an error.
        BrokenFormula = "workbook-broken-formula",
        /// A formula that nobody has worked out.
        FormulaWithoutResult = "workbook-formula-without-result",
        /// The program has made a date, a time, a number or a truth value of what was typed as text.
        Reinterpreted = "workbook-reinterpreted",
        /// A word with letters of two scripts that look alike.
        MixedLetters = "workbook-mixed-letters",
        /// A number where a postcode should stand.
        NumericPostcode { postcode: String } = "workbook-numeric-postcode",
        /// Two postcodes with a comma, which have become one number.
        CommaPostcodes { postcodes: String } = "workbook-comma-postcodes",
        /// A number that nobody can read as postcodes.
        NumberNoPostcode = "workbook-number-no-postcode",
        /// Neither a code, nor a range, nor a prefix.
        PostcodePart { part: String } = "workbook-postcode-part",
        /// A range that ends before it begins.
        PostcodeBackwards { part: String } = "workbook-postcode-backwards",
        /// Not an id of a centre.
        CentreId = "workbook-centre-id",
        /// Not an id of a carrier.
        CarrierId = "workbook-carrier-id",
        /// Not an id of a topic.
        TopicId = "workbook-topic-id",
        /// Not a Matrix id.
        MatrixId = "workbook-matrix-id",
        /// Not the name of a homeserver, without a port.
        ServerName = "workbook-server-name",
        /// A counsellor at a server that is neither the platform's nor their centre's.
        ServerNotAllowed = "workbook-server-not-allowed",
        /// A counsellor of a centre whose people only its own Lotse knows.
        HasLotse = "workbook-has-lotse",
        /// A custodian whose server the centre does not name as its own.
        LotseWithoutServer = "workbook-lotse-without-server",
        /// The centre has rooms that no other server can ever enter.
        ServerTooLate = "workbook-server-too-late",
        /// A Matrix id that no homeserver would invite.
        NotInvitable = "workbook-not-invitable",
        /// Not one e-mail address.
        Email = "workbook-email",
        /// Neither of the two spellings of a date.
        DateSpelling = "workbook-date-spelling",
        /// Spelled well, but the calendar has no such day.
        NoSuchDay = "workbook-no-such-day",
        /// A number in a cell that should be formatted as a date.
        NumericDate = "workbook-numeric-date",
        /// A time of day, or an elapsed time, where a date should stand.
        TimeNoDate = "workbook-time-no-date",
        /// Nobody was trained so long ago: a slip, or a time that is shown as a date.
        DateLongAgo = "workbook-date-long-ago",
        /// Activated before the day of the training has come.
        TrainedLater = "workbook-trained-later",
        /// The last part of a training before the first.
        PartsBackwards = "workbook-parts-backwards",
        /// A part of a training that is still to come.
        PartLater = "workbook-part-later",
        /// Nobody in the directory has this id.
        NobodyKnown = "workbook-nobody-known",
        /// The same person again.
        PersonTwice = "workbook-person-twice",
        /// Too many lines.
        CardLines { lines: u32, most: u32 } = "workbook-card-lines",
        /// Neither `ja` nor `nein`.
        NotAFlag = "workbook-not-a-flag",
        /// Neither everybody nor whoever is responsible.
        NotFollowUps = "workbook-not-follow-ups",
        /// Neither days and hours, nor a topic with its own.
        LiveHours { part: String } = "workbook-live-hours",
        /// Neither polite nor familiar.
        NotManner = "workbook-not-manner",
        /// Not a whole number in range.
        NotWhole { most: u32 } = "workbook-not-whole",
        /// A time or a date where a whole number should stand.
        TimeNoNumber = "workbook-time-no-number",
        /// A topic that stands in no row of the sheet of topics.
        UnknownTopic = "workbook-unknown-topic",
        /// A centre that stands in no row of the sheet of centres.
        UnknownCentre = "workbook-unknown-centre",
        /// The same entry again.
        Duplicate = "workbook-duplicate",
        /// A deputy who does not work in the same centre.
        UnknownCounsellor = "workbook-unknown-counsellor",
        /// Nobody stands in for themselves.
        OwnDeputy = "workbook-own-deputy",
        /// Nobody counsels before the training is recorded.
        ActivatedWithoutTraining = "workbook-activated-without-training",
        /// A white spot that could never take an enquiry.
        WhiteSpotWithoutTopic = "workbook-white-spot-without-topic",
        /// Fallbacks that lead back to where they began.
        FallbackCycle = "workbook-fallback-cycle",
        /// Online with nothing to offer.
        OnlineWithoutService = "workbook-online-without-service",
        /// A service for nowhere, of a centre that is nobody's last resort either.
        CoversNothing = "workbook-covers-nothing",
        /// A catchment beyond the limits of the centre's carrier.
        BeyondCarrier = "workbook-beyond-carrier",
        /// A promise of zero hours, or a retention of zero days.
        Zero = "workbook-zero",

        /// Where: the whole file.
        PlaceFile = "workbook-place-file",
        /// Where: so many rows.
        PlaceRows { rows: String, several: bool } = "workbook-place-rows",
        /// Where: a column, by its letters and its heading.
        PlaceColumn { column: String } = "workbook-place-column",
        /// Where: a column that is known by its heading only.
        PlaceHeading { heading: String } = "workbook-place-heading",
        /// What stands there.
        Value { value: String } = "workbook-value",
        /// What stands there cannot be seen: the sign's name and number.
        InvisibleSign { name: String, code: String } = "workbook-invisible-sign",
        /// A letter of another script that looks like one of ours.
        LookAlike { sign: String, code: String, like: String } = "workbook-look-alike",
        /// How many faults there were.
        Count { count: u32 } = "workbook-count",
        /// What follows for an import.
        NothingChanged = "workbook-nothing-changed",
        /// Two people whose ids look alike: probably one of them is a slip.
        TwoAlike { one: String, other: String } = "workbook-two-alike",
    }
}
