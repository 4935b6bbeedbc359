//! The sheets and headings of the workbook. They are words of a file format, so they stand here and not in the
//! catalogue of phrases: a workbook reads the same in every language.

use unicode_normalization::UnicodeNormalization as _;

/// One sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    /// Whether a workbook from before this sheet is still read.
    pub(super) optional: bool,
}

/// One column: how it is headed, what its note tells whoever fills it in, its width in characters.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) heading: &'static str,
    pub(super) note: &'static str,
    pub(super) width: u8,
    /// Whether a workbook from before this column is still read.
    pub(super) optional: bool,
}

pub(super) const ID: &str = "Kürzel";
pub(super) const NAME: &str = "Name";
pub(super) const NAME_EN: &str = "Name englisch";
pub(super) const KEYWORDS: &str = "Stichwörter";
pub(super) const PROMISE: &str = "Antwortzeit in Stunden";
pub(super) const RETENTION: &str = "Aufbewahrung in Tagen";
pub(super) const CRISIS: &str = "Antwortzeit in Krisen in Stunden";
pub(super) const SILENCE: &str = "Stille in Tagen";
pub(super) const MANNER: &str = "Anrede";
pub(super) const WHITE_SPOT: &str = "Weißer Fleck";
pub(super) const CARRIER: &str = "Träger";
pub(super) const CARD: &str = "Visitenkarte";
pub(super) const TEAM: &str = "Team";
pub(super) const ONLINE: &str = "Online";
pub(super) const FALLBACK: &str = "Ersatz";
pub(super) const FOLLOW_UPS: &str = "Folgenachrichten";
pub(super) const SERVER: &str = "Server";
pub(super) const LOTSE: &str = "Lotse";
pub(super) const LIVE: &str = "Livechat";
pub(super) const CONTROLLER: &str = "Verantwortlicher";
pub(super) const PRIVACY_CONTACT: &str = "Datenschutzkontakt";
pub(super) const FIRST_DATES: &str = "Ersttermine";
pub(super) const CENTRE: &str = "Beratungsstelle";
pub(super) const TOPICS_SERVED: &str = "Fachbereiche";
pub(super) const POSTCODES: &str = "Postleitzahlen";
pub(super) const MATRIX_ID: &str = "Matrix-Kennung";
pub(super) const EMAIL: &str = "E-Mail";
pub(super) const FIRST_PART: &str = "Erster Teil am";
pub(super) const TRAINED_ON: &str = "Schulung am";
pub(super) const ACTIVATED: &str = "Freigeschaltet";
pub(super) const PEOPLE: &str = "Personen";

/// What stands for every topic in a catchment, and for everybody who may be told.
pub(super) const ALL: &str = "alle";
/// The word for the holder of a case and whoever stands in.
pub(super) const RESPONSIBLE: &str = "nur Zuständige";
pub(super) const YES: &str = "ja";
pub(super) const NO: &str = "nein";

/// The two ways to address somebody.
pub(super) const POLITE: &str = "Sie";
pub(super) const FAMILIAR: &str = "du";

/// The columns that take `ja` or `nein`.
pub(super) const FLAGS: [&str; 4] = [TEAM, ONLINE, FIRST_DATES, ACTIVATED];

pub(super) const TOPICS: Sheet = Sheet {
    name: "Fachbereiche",
    columns: &[
        column(
            ID,
            22,
            "Kleinbuchstaben, Ziffern, - und _; höchstens 40 Zeichen. Bleibt, wenn sich der Name ändert.",
        ),
        column(
            NAME,
            36,
            "So lesen ihn die Ratsuchenden. Die Reihenfolge der Zeilen ist die Reihenfolge der Auswahl.",
        ),
        column(NAME_EN, 36, "Darf leer bleiben."),
        column(KEYWORDS, 60, "Wörter, mit denen Ratsuchende danach fragen, getrennt durch Semikolon."),
        column(PROMISE, 14, "Ganze Zahl. Leer bedeutet 48."),
        column(RETENTION, 14, "Ganze Zahl: so lange bleibt ein abgeschlossener Fall. Leer bedeutet 90."),
        column(
            WHITE_SPOT,
            26,
            "Kürzel der Beratungsstelle, die übernimmt, wenn vor Ort keine zuständig ist. Darf leer bleiben.",
        ),
        Column {
            optional: true,
            ..column(
                SILENCE,
                14,
                "Ganze Zahl: schreibt so lange niemand, werden beide Seiten gefragt; zwei Wochen später endet der Fall. Leer bedeutet 180.",
            )
        },
        Column {
            optional: true,
            ..column(
                CRISIS,
                14,
                "Ganze Zahl: so bald wird geantwortet, wenn jemand in Gefahr zu sein scheint. Leer bedeutet 4.",
            )
        },
        Column {
            optional: true,
            ..column(
                MANNER,
                10,
                "du: Das Portal spricht Ratsuchende mit du an, wenn sie selbst keine Sprache gewählt haben. Leer bedeutet Sie.",
            )
        },
    ],
    optional: false,
};

pub(super) const CENTRES: Sheet = Sheet {
    name: "Beratungsstellen",
    columns: &[
        column(
            ID,
            26,
            "Kleinbuchstaben, Ziffern, - und _; höchstens 40 Zeichen. Bleibt, wenn sich der Name ändert.",
        ),
        column(NAME, 44, "So lesen ihn die Ratsuchenden."),
        column(
            CARRIER,
            34,
            "Die Einrichtung, die die Beratungsstelle betreibt: ihr Name, oder ihr Kürzel auf dem Blatt Träger.",
        ),
        column(
            CARD,
            70,
            "Virtuelle Visitenkarte: höchstens 5 Zeilen in einfacher Sprache (neue Zeile: Alt+Eingabe).",
        ),
        column(
            TEAM,
            10,
            "ja: Kolleginnen und Kollegen vertreten einander. nein: nur wer den Fall annimmt, liest mit.",
        ),
        column(ONLINE, 10, "ja: nimmt Anfragen an."),
        column(
            FALLBACK,
            26,
            "Kürzel der Beratungsstelle, die einspringt, wenn diese als weißer Fleck ausfällt. Darf leer bleiben.",
        ),
        Column {
            optional: true,
            ..column(
                SERVER,
                30,
                "Name des eigenen Matrix-Servers der Beratungsstelle, etwa zentrum.example: dort dürfen ihre Berater·innen ihr Konto haben. Leer: nur auf dem Server der Plattform.",
            )
        },
        Column {
            optional: true,
            ..column(
                FOLLOW_UPS,
                18,
                "alle: das ganze Team erfährt von Folgenachrichten. nur Zuständige: nur wer den Fall hat oder vertritt. Leer bedeutet alle.",
            )
        },
        Column {
            optional: true,
            ..column(
                LOTSE,
                40,
                "Nur wenn die Beratungsstelle selbst einen Lotsen betreibt: die Matrix-Kennung ihres Schlüsselverwahrers dort, etwa @lotse_c_dresden:zentrum.example. Dann steht der Server in der Spalte Server, und Berater·innen sind hier keine eingetragen.",
            )
        },
        Column {
            optional: true,
            ..column(
                LIVE,
                34,
                "Wann Ratsuchende ohne Konto sofort chatten können, wenn jemand im Dienst ist: Mo-Fr 9-17, Sa 10-12. Oder für einzelne Fachbereiche: schulden: Mo-Do 9-17; sucht: Di 10-12. Leer: nie.",
            )
        },
        Column {
            optional: true,
            ..column(
                CONTROLLER,
                50,
                "Wer im Sinne der DSGVO verantwortlich ist, mit Anschrift. Ratsuchende lesen es im Datenschutzhinweis. Darf leer bleiben.",
            )
        },
        Column {
            optional: true,
            ..column(
                PRIVACY_CONTACT,
                50,
                "An wen sich Ratsuchende in Fragen des Datenschutzes wenden, mit Adresse. Sie lesen es im Datenschutzhinweis. Darf leer bleiben.",
            )
        },
        Column {
            optional: true,
            ..column(
                FIRST_DATES,
                12,
                "ja: Wer sich zum ersten Mal meldet, kann eine offene Zeit der Berater·innen wählen, auch vor Ort, statt zuerst zu schreiben. Nur mit Team. Leer bedeutet nein.",
            )
        },
    ],
    optional: false,
};

pub(super) const CATCHMENTS: Sheet = Sheet {
    name: "Einzugsgebiete",
    columns: &[
        column(CENTRE, 26, "Kürzel der Beratungsstelle. Mehrere Zeilen je Beratungsstelle sind erlaubt."),
        column(
            TOPICS_SERVED,
            50,
            "Kürzel eines oder mehrerer Fachbereiche, getrennt durch Semikolon; oder: alle",
        ),
        column(
            POSTCODES,
            70,
            "Als Text: 79100-79112; 80437; 50*   (Bereich; einzelne Postleitzahl; alle, die mit 50 beginnen). Leer: nur als weißer Fleck oder Ersatz.",
        ),
    ],
    optional: false,
};

pub(super) const COUNSELLORS: Sheet = Sheet {
    name: "Berater·innen",
    columns: &[
        column(
            MATRIX_ID,
            34,
            "Zum Beispiel @ben:lotse.example. Wer in zwei Beratungsstellen arbeitet, hat zwei Zeilen.",
        ),
        column(CENTRE, 26, "Kürzel der Beratungsstelle."),
        column(
            NAME,
            24,
            "Das Team liest ihn. Ratsuchende lesen ihn, wenn jemand vertritt oder einen Fall übernimmt.",
        ),
        column(EMAIL, 34, "Darf leer bleiben."),
        Column {
            optional: true,
            ..column(FIRST_PART, 14, "Tag des ersten Teils der Schulung. Darf leer bleiben.")
        },
        column(
            TRAINED_ON,
            14,
            "Tag der Schulung, des letzten Teils: 2026-11-23 oder 23.11.2026. Leer: noch nicht geschult.",
        ),
        column(ACTIVATED, 14, "ja erst nach der Schulung."),
    ],
    optional: false,
};

/// A list of its own, of who was trained when: nothing of it is in the workbook of the directory.
pub(super) const TRAININGS: Sheet = Sheet {
    name: "Schulungen",
    columns: &[
        column(MATRIX_ID, 34, "Zum Beispiel @ben:lotse.example."),
        Column {
            optional: true,
            ..column(FIRST_PART, 14, "Tag des ersten Teils. Leer: bleibt, wie es ist.")
        },
        Column {
            optional: true,
            ..column(TRAINED_ON, 14, "Tag des letzten Teils. Leer: bleibt, wie es ist.")
        },
    ],
    optional: false,
};

/// Who runs centres. Only those that someone acts for at the desk need a row.
pub(super) const CARRIERS: Sheet = Sheet {
    name: "Träger",
    columns: &[
        column(
            ID,
            26,
            "Kleinbuchstaben, Ziffern, - und _; höchstens 40 Zeichen. Dieses Kürzel steht auf dem Blatt Beratungsstellen unter Träger.",
        ),
        column(NAME, 44, "So lesen ihn die Ratsuchenden."),
        column(
            PEOPLE,
            60,
            "Matrix-Kennungen, getrennt durch Semikolon: wer für den Träger handeln darf, ohne in einer seiner Beratungsstellen zu beraten. Benannt wird am Schreibtisch. Darf leer bleiben.",
        ),
        column(
            POSTCODES,
            70,
            "Als Text: 79100-79112; 80437; 50*   In diesen Grenzen liegen die Einzugsgebiete seiner Beratungsstellen, und der Träger verschiebt sie selbst. Leer: überall, und nur das Referat verschiebt sie.",
        ),
        Column {
            optional: true,
            ..column(
                TOPICS_SERVED,
                50,
                "Kürzel von Fachbereichen, getrennt durch Semikolon; oder: alle. Diese gibt der Träger seinen Beratungsstellen selbst und nimmt sie zurück, wenn er auch ihre Einzugsgebiete verschiebt. Leer: nur das Referat.",
            )
        },
    ],
    optional: true,
};

/// In the order in which people meet them, and faults are told.
pub(super) const SHEETS: [&Sheet; 5] = [&TOPICS, &CENTRES, &CATCHMENTS, &COUNSELLORS, &CARRIERS];

const fn column(heading: &'static str, width: u8, note: &'static str) -> Column {
    Column { heading, note, width, optional: false }
}

/// A name without what people vary: case, spaces, the sign in the middle of `Berater·innen`.
pub(super) fn folded(name: &str) -> String {
    name.nfkc().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
