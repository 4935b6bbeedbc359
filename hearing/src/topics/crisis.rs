//! Whether words speak of suicide or self-harm: what a topic about suicide needs, and what no other topic may swallow.
//!
//! Everyday words (`Krise`, `hoffnungslos`, `nicht mehr`) are none. This decides where somebody is led, not whether they
//! are in danger.

/// How clearly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Not at all.
    None,
    /// Of hurting oneself, which other topics may know as well.
    SelfHarm,
    /// Of wanting to die.
    Suicide,
}

/// Words that name it, by their beginnings.
const NAMED: &[&str] = &[
    "suizid",
    "suicid",
    "suizit",
    "sucid",
    "suiced",
    "selbstmo",
    "selbsmo",
    "selbstmr",
    "selbsttoe",
    "selbstoet",
    "freitod",
    "lebensmued",
    "lebnsmued",
    "todessehn",
    "todeswunsch",
    "todeswuensch",
    "umbring",
    "umzubring",
    "umgebracht",
    "umbrig",
    "abschiedsbrief",
    "pulsader",
    "kms",
    "unalive",
];

/// Words that name self-harm, by their beginnings; `ritzen` is asked back where another topic knows it too.
const HARM: &[&str] = &[
    "selbstverletz",
    "selbstschaed",
    "selbsverletz",
    "svv",
    "ritz",
    "geritzt",
    "rasierkling",
    "selfharm",
    "aufgeschnitten",
    "aufgeritzt",
    "aufschlitz",
    "aufschneid",
];

/// Words that together speak of wanting to die: all of a row within a few words, in any order. A word ending in `*` may
/// go on, words with blanks between them stand side by side, and `dasleben` is life itself (`mein Leben`), not living
/// with somebody.
const TOGETHER: &[&[&str]] = &[
    &[
        "will*|moecht*|wil|wuerd*|wui|mecht|mag|mog|lieber|liebsten|wuensch*|wollen|wollte",
        "sterben|sterbn|sterm",
    ],
    &["will|wil|moecht*|waer*|lieber|liebsten|wuensch*|wui|mecht", "tot|dod"],
    &[
        "nicht mehr leben|nich mehr leben|nich mer leben|nicht mer leben|nicht leben|nicht weiterleben|nicht weiter leben|nicht mehr weiter leben|nicht mehr weiterleben|nicht laenger leben|nimmer leben|nimmer lebn|nimma lebn|nimma leben|nimmi laebe|nimmi laewe|nimmer weiterleben|net mehr leben|ned mehr leben|nimmer laebe",
    ],
    &[
        "keine|kein|keinen|null",
        "lust|bock|grund|kraft|sinn",
        "zu leben|leben zu|weiterzuleben|am leben zu|auf leben|auf das dasleben",
    ],
    &["kb|bock", "auf leben|aufs leben"],
    &["nicht mehr|nich mehr|nie wieder|nie mehr", "aufwachen|existieren"],
    &["dasleben|leben", "beenden|beende|beendet"],
    &["dasleben|leben", "mir|sich", "nehmen|nehm|nehme|genommen|nimmt|zu nehmen"],
    &["dasleben", "schluss", "mit|machen|mach|mache"],
    &["dasleben", "hass*|hasse", "aufhoer*|endgueltig"],
    &["dasleben", "keinen sinn|kein sinn|sinnlos", "mehr|fuer mich"],
    &["bring*", "mich|sich|dich", "um"],
    &["mir|sich", "antun|antue|antu|angetan|anzutun", "etwas|was"],
    &[
        "nicht mehr da sein|nicht mehr da zu sein|nicht mehr hier sein|nicht mehr auf der welt|nicht auf der welt sein|nicht mehr existieren",
    ],
    &["fuer immer", "schlafen|einschlafen|verschwinden|tot", "will*|moecht*|wuerd*"],
    &["nie wieder aufwachen|nie mehr aufwachen|nicht mehr aufwachen|nie wieder wach"],
    &["besser|leichter", "dran|waer*|haetten", "ohne mich"],
    &["besser", "ich tot|tot waer*|tot bin"],
    &["nie geboren"],
    &["spring*", "bruecke|dach|hochhaus|parkhaus*|fenster|runter"],
    &["vor den zug|vor einen zug|vor die bahn|vor den naechsten zug"],
    &["gegen den baum|gegen einen baum", "fahr*"],
    &["tabletten|pillen|schlaftabletten", "sterben|tot|toedlich|ueberdosis"],
    &["anderen ausweg|keinen ausweg", "tod|sterben"],
    &["tod", "erloesung"],
    &["denk*|gedanken|gedanke", "ans sterben|vom sterben|ueber das sterben|zu sterben|an den tod"],
    &["redet|spricht|will", "vom sterben"],
    &[
        "mich|sich|selbst|selber",
        "toeten|toete|erhaengen|erhaenge|aufhaengen|aufhaenge|erschiessen|vergiften",
    ],
    &["vermiss*", "niemand|keiner|keinen", "tot"],
    &["weg sein", "fuer immer|tot"],
    &["alles beenden", "leben|dasleben|will|moecht*"],
    &["heute|morgen", "schluss|vorbei", "dasleben|mit mir"],
    &["von allen verabschiedet", "mich"],
    &["leben nein danke"],
    &["parkhausdach|bahngleis*", "spring*|stand|runter"],
    &[
        "want to die|wanna die|wants to die|want to be dead|wish i was dead|wish i were dead|wishes to die|wish i could die|wanting to die",
    ],
    &["kill*", "myself|himself|herself|themselves|my self"],
    &["end|ending|take|took|taking|ends", "my|her|his", "own life|my life|her life|his life"],
    &["end it all"],
    &[
        "dont want to live|do not want to live|not want to live anymore|doesnt want to live|dont wanna live|no longer want to live|no reason to live|reason to live|no point in living|cant live anymore|tired of living",
    ],
    &["better off", "without me|dead"],
    &["not wake up|never wake up|not want to wake up"],
    &["never been born|never born"],
    &["jump*", "bridge|roof|train"],
    &["hang myself"],
    &["think*|thoughts|thought", "dying|killing myself|my own death"],
    &["overdose*", "pills|tablets|myself|die"],
    &["goodbye letter|goodbye note|suicide note"],
];

/// Words that together speak of self-harm.
const HARM_TOGETHER: &[&[&str]] = &[
    &[
        "mich|mir|sich",
        "schneid*|geschnitten|schnitt",
        "arm|arme|armen|mich|sich|mir|bein|beine|handgelenk*|wieder",
    ],
    &["mich|mir|sich|selbst|selber", "verletz*|verbrenn*", "selbst|selber|absichtlich|arm|arme"],
    &[
        "cut|cutting|cuts|hurt|hurting|hurts|harm|harming|burn|burning",
        "myself|herself|himself|my|her|his",
        "myself|herself|himself|arm|arms|legs|wrist|wrists",
    ],
    &["self", "harm*|injur*|hurt*"],
    &["mich|sich", "ritz*|geritzt"],
    &["schneiden|schneide", "mich", "aufhoer*|still|kann|immer"],
];

/// How far apart words of a row may stand.
const WITHIN: usize = 8;

/// What the words speak of.
pub(super) fn sign(words: &[String]) -> Sign {
    let words = &with_life(words);
    let begins = |list: &[&str]| words.iter().any(|word| list.iter().any(|start| word.starts_with(start)));
    let joined = words.windows(2).any(|pair| {
        NAMED.iter().any(|start| (pair[0].clone() + &pair[1]).starts_with(start) && pair[0] == "selbst")
    });
    if begins(NAMED) || joined || TOGETHER.iter().any(|row| stand_together(words, row)) {
        Sign::Suicide
    } else if begins(HARM) || HARM_TOGETHER.iter().any(|row| stand_together(words, row)) {
        Sign::SelfHarm
    } else {
        Sign::None
    }
}

/// Whether a name or keyword speaks of suicide, so that its topic is one that no everyday word may reach.
pub(super) fn names_suicide(term: &[String]) -> bool {
    term.iter().any(|word| NAMED.iter().take(12).any(|start| word.starts_with(start)))
}

/// Whether somebody says that they are older than 25, when a topic for younger people would be wrong without asking.
pub(super) fn is_grown_up(words: &[String]) -> bool {
    let age =
        |word: &String| word.parse::<u8>().is_ok_and(|age| (26..=110).contains(&age) && word.len() == 2);
    let said = words.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "bin" | "im" | "mit" | "am" | "ich") && age(&pair[1])
            || age(&pair[0]) && matches!(pair[1].as_str(), "jahre" | "years" | "j")
    });
    said || words.iter().any(|word| matches!(word.as_str(), "rentner" | "rentnerin"))
}

fn stand_together(words: &[String], row: &[&str]) -> bool {
    let fits = |word: &str, one: &str| match one.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == one,
    };
    let begins = |words: &[String], phrase: &str| {
        let count = phrase.split(' ').count();
        words.len() >= count && phrase.split(' ').zip(words).all(|(one, word)| fits(word, one))
    };
    let stands = |words: &[String], choice: &str| {
        (0..words.len()).any(|place| choice.split('|').any(|phrase| begins(&words[place..], phrase)))
    };
    // Whatever comes first opens the window.
    (0..words.len()).any(|start| {
        let near = &words[start..words.len().min(start + WITHIN)];
        row.iter().any(|choice| choice.split('|').any(|phrase| begins(near, phrase)))
            && row.iter().all(|choice| stands(near, choice))
    })
}

/// Before `leben`: the same.
const WITH: &[&str] = &["bei", "dort", "hier", "in", "mit", "so", "unter", "von", "zusammen", "zuhause"];

/// After `live`: where, how or with whom.
const SOMEWHERE: &[&str] = &[
    "alone", "apart", "at", "here", "in", "like", "near", "off", "on", "there", "together", "under", "with",
];

/// The words with `leben` and `live` told apart: life itself, living, and living somewhere or with somebody.
fn with_life(words: &[String]) -> Vec<String> {
    let owns = |word: &str| {
        [
            "mein", "dein", "sein", "ihr", "unser", "das", "dem", "am", "im", "ins", "zum", "des", "eigen",
            "neu", "ganz",
        ]
        .iter()
        .any(|start| word.starts_with(start))
    };
    let told = |(place, word): (usize, &String)| {
        let noun = place > 0 && owns(&words[place - 1]) && matches!(word.as_str(), "leben" | "lebn");
        // `mit ihm nicht mehr leben`, `hier nicht mehr leben`: somewhere, or with somebody.
        let with = |near: &String| WITH.contains(&near.as_str());
        let dwells_so = word == "leben" && words[place.saturating_sub(7)..place].iter().any(with);
        let somewhere = |next: &String| SOMEWHERE.contains(&next.as_str());
        let dwells = word == "live" && words.get(place + 1).is_some_and(somewhere);
        match (noun, dwells) {
            (true, _) => "dasleben".to_owned(),
            (_, true) => "dwell".to_owned(),
            _ if dwells_so => "wohnen".to_owned(),
            (false, false) => word.clone(),
        }
    };
    words.iter().enumerate().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn wanting_to_die_is_told_from_everyday_words() {
        for text in [
            "Ich will nicht mehr leben",
            "nicht mehr leben",
            "Ohne sie will ich nicht mehr leben",
            "suizidgedanken",
            "ich bring mich heute um",
            "Mein Leben will ich beenden",
            "i mog nimma lebn",
            "I want to die",
            "selbst mord",
            "Ich wäre lieber tot",
            "I don't want to live anymore",
            "ohne mich wären alle besser dran",
        ] {
            assert_eq!(sign(&words(text)), Sign::Suicide, "{text}");
        }
        for text in ["ich ritze mich", "Ich schneide mir in den Arm", "I cut myself", "selbstverletzung"] {
            assert_eq!(sign(&words(text)), Sign::SelfHarm, "{text}");
        }
        for text in [
            "Ich kann meine Miete nicht mehr zahlen",
            "Ich komme mit meinem Leben nicht mehr zurecht",
            "Ich will nicht mehr mit ihm leben",
            "Ich kann mit dem Geld nicht mehr leben",
            "ich will hier nicht mehr leben",
            "Ich will für immer weg aus Deutschland",
            "I don't want to live with my parents anymore",
            "Ich kann so nicht mehr von dem Geld leben",
            "Er hat mich nicht vermisst",
            "Im Zug hat mich vor allen Leuten einer beleidigt",
            "at the end it was all good",
            "Sie hört nicht mehr auf uns",
            "Krise",
            "hoffnungslos",
            "Mein Mann liegt im Sterben",
            "Leben im Alter",
            "Ich kann nicht mehr",
            "Meine Mutter ist tot",
            "bitte",
            "ich will mein Leben ändern",
            "Ich möchte mit Kindern leben",
        ] {
            assert_eq!(sign(&words(text)), Sign::None, "{text}");
        }
    }

    #[test]
    fn ages_are_heard() {
        assert!(is_grown_up(&words("Ich bin 45 und will nicht mehr leben")));
        assert!(is_grown_up(&words("mit 67 jahren")));
        assert!(!is_grown_up(&words("Ich bin 17, meine Mutter hat Nummer 45")));
    }
}
