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
/// go on.
const TOGETHER: &[&[&str]] = &[
    &[
        "will*|moecht*|wil|wuerde|wui|mecht|mag|mog|moechat|lieber|liebsten|einfach|wunsch|wuensch*|wollen|wollte",
        "sterben|sterbn|sterm",
    ],
    &["will*|moecht*|waer*|lieber|liebsten|wollen|wuensch*|wui|mecht|wollte", "tot|dod|tod"],
    &[
        "nicht|nich|nimmer|nimma|nimmi|keine|kein|nie|net|ned|nix|nit",
        "leben|lebn|laebe|laeba|weiterleben|laewe|weiterlebn",
        "will*|wil|mag|mog|moecht*|kann|wui|mecht|mehr|mer|wollen|lust|bock|grund|sinn|kraft|nimmer|nimma|wollte|schaff*",
    ],
    &["nicht|nich|nie", "mehr|mer|wieder", "aufwachen|aufwach*|existier*"],
    &["leben", "beenden|beend*|nehmen|genommen"],
    &["leben", "mir|sich", "nehm*|genommen|nimmt"],
    &["leben", "schluss"],
    &["bring*", "mich|sich|dich", "um"],
    &["mir|sich", "antun|antue|antu|angetan|anzutun", "etwas|was|nichts"],
    &["nicht|nich", "mehr|mer", "da", "sein", "will*|moecht*|wil|mag|wollen"],
    &["fuer", "immer", "schlafen|einschlafen|weg|tot|verschwinden", "will*|moecht*|wuerd*"],
    &["wach*|auf*", "nie", "wieder", "einschlafen|schlaf*"],
    &["waere|waer|besser|dran|leichter", "ohne", "mich"],
    &["besser", "ich", "tot|weg"],
    &["nie", "geboren", "waere|waer|wuensch*"],
    &["spring*|springe", "bruecke|dach|hochhaus|parkhaus*|fenster|zug"],
    &["zug", "werf*|vor", "mich|schmeiss*"],
    &["gegen", "baum", "fahr*"],
    &["tabletten|pillen|schlaftabletten", "sterben|tot|toedlich|umbring*|ueberdosis"],
    &["keinen", "ausweg", "tod|leben|sterben"],
    &["tod", "erloesung|ausweg"],
    &["denk*|gedanken|denken", "ans|an|ueber|vom", "sterben"],
    &["ritz*|redet|spricht", "sterben", "vom|will|wollen"],
    &["mich|mir|sich|selbst", "toeten|toete|erhaeng*|aufhaeng*|erschiess*|vergift*|vergasen"],
    &["nicht", "mehr", "auf", "welt", "sein|will*|moecht*"],
    &["mich", "vermissen|vermisst", "tot|weg|nicht"],
    &["will*|moecht*", "weg", "sein", "immer|tot|ewig"],
    &["leben", "hass*", "aufhoer*|ende|endgueltig"],
    &["leben", "hat|keinen|kein", "sinn", "mehr|keinen"],
    &["will", "nicht", "mehr", "existieren"],
    &["want*|wanna|wish*|wanting", "die|dead|disappear"],
    &["kill*", "myself|me|himself|herself|themselves|themself|my"],
    &["end|ending|take|took|taking|ends|end*", "my|her|his|own", "life"],
    &["end", "it", "all"],
    &["dont|not|cant|never|doesnt|without|no", "live|living|alive|life", "want*|anymore|reason|like|more"],
    &["better", "off", "without|dead", "me|i|dead"],
    &["not", "be", "here|alive", "anymore|want*"],
    &["not", "wake", "up"],
    &["wouldnt|would|not|never", "wake", "up"],
    &["wish*", "never", "born"],
    &["jump*", "bridge|roof|train|window"],
    &["better", "i", "dead|gone"],
    &["i", "hang", "myself"],
    &["think*|thoughts|thought", "dying|death|killing", "about|of"],
    &["reason|point", "live|living", "no|dont|any"],
    &["overdose*|overdosed", "pills|die|tablets|myself"],
    &["goodbye", "note|letter", "wrote|written|writing"],
    &["leben", "nein", "danke"],
    &["leben", "fertig", "sterben|will"],
    &["alles", "beenden", "leben|will*|moecht*"],
    &["heute|morgen", "schluss", "leben"],
    &["von", "allen", "verabschiedet"],
    &["schlaf*|einschlafen", "immer", "will*|moecht*|wuerd*"],
    &["nimmer|nimma|nimmi", "lebn|leben|laebe|laewe"],
    &["nich|nicht", "mer|mehr", "leben|lebn"],
    &["kb|bock|lust", "leben", "mehr|auf|kein*"],
    &["will*|moecht*|wollen|wollte", "sterben"],
    &["waer*", "tot"],
    &["gedanken", "toeten|sterben|tod"],
    &["platz", "welt", "gehen|sterben|weg"],
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
const WITHIN: usize = 9;

/// What the words speak of.
pub(super) fn sign(words: &[String]) -> Sign {
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
    let fits = |word: &str, choice: &str| {
        choice.split('|').any(|one| match one.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == one,
        })
    };
    // Every word of the row at a place of its own; whoever comes first opens the window.
    (0..words.len()).any(|start| {
        let near = &words[start..words.len().min(start + WITHIN)];
        row.iter().any(|choice| fits(&near[0], choice))
            && row.iter().all(|choice| near.iter().any(|word| fits(word, choice)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn wanting_to_die_is_told_from_everyday_words() {
        for text in [
            "Ich will nicht mehr leben",
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
