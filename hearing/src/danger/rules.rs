//! What gives reason to doubt: a denial, a death that has happened, something that is long over.
//!
//! Each is a rule of few words, since a rule that is wrong keeps somebody unheard. Doubt only asks the learnt ear to be
//! surer ([`super::ENOUGH_IN_DOUBT`]); it never silences it.

use super::{Kind, lexicon::lexicon};

/// How far before an act its denial may stand, and how far behind it.
const BEFORE: usize = 3;
const BEHIND: usize = 2;

/// Words that deny; `nicht mehr leben` denies life, and is none of them by what stands around it.
const DENIALS: &[&str] = &[
    "aint", "didnt", "doesnt", "dont", "hasnt", "havent", "isnt", "kein", "keine", "keinen", "keiner",
    "keinem", "ned", "net", "never", "nich", "nicht", "nie", "niemals", "niemand", "no", "nobody", "not",
    "wasnt", "wont", "wouldnt",
];

/// What may be denied so that no danger is left, by what it means.
const ACTS: &[&str] =
    &["HIT", "KILL", "RAPE", "SUICIDE", "THREAT", "VIOLENCE", "CUT", "DO_TO", "TOUCH", "HURT"];

/// Words before which a denial does not stand for their absence: `hört nicht auf zu schlagen`, `kann nicht mehr`.
const STILL: &[&str] = &[
    "an",
    "any",
    "anymore",
    "auf",
    "aufhoeren",
    "aufhoert",
    "because",
    "damit",
    "glaubt",
    "mehr",
    "more",
    "nur",
    "only",
    "obwohl",
    "stop",
    "stopped",
    "weil",
    "wenn",
    "when",
    "until",
    "bis",
    "und",
    "and",
];

/// How a death that happened is told.
const DEATHS: &[&[&str]] = &[
    &["sich", "umgebracht"],
    &["sich", "erhaengt"],
    &["sich", "erschossen"],
    &["leben", "genommen"],
    &["selbstmord", "begangen"],
    &["suizid", "begangen"],
    &["suizid", "gestorben"],
    &["durch", "suizid"],
    &["starb"],
    &["killed", "himself"],
    &["killed", "herself"],
    &["hanged", "himself"],
    &["hanged", "herself"],
    &["shot", "himself"],
    &["took", "own", "life"],
    &["died", "by"],
    &["jumped", "off"],
    &["died", "overdose"],
    &["took", "his", "life"],
    &["took", "her", "life"],
    &["to", "suicide"],
];
/// Words that tell of one that has not: an attempt, a wish, a threat.
const NOT_YET: &[&str] = &[
    "versucht",
    "versuchte",
    "versuch",
    "will",
    "wollte",
    "droht",
    "drohte",
    "almost",
    "fast",
    "tried",
    "wants",
    "auch",
    "too",
    "beinahe",
];

/// How somebody says that it is over.
const OVER: &[&str] = &[
    "vorbei",
    "laengst",
    "over",
    "fine",
    "stabil",
    "frueher",
    "damals",
    "used",
    "inzwischen",
    "mittlerweile",
    "well",
];
/// Time that has passed.
const SINCE: &[&str] =
    &["jahre", "jahren", "years", "ago", "heute", "today", "now", "jetzt", "lange", "long"];

/// What people say of somebody between an act and the denial that comes after it: `vergewaltigt hat er mich nie`.
const BETWEEN: &[&str] = &[
    "bin", "du", "er", "hab", "habe", "haben", "hat", "ich", "mich", "mir", "sie", "sind", "uns", "war",
    "werde", "will", "wir", "worden", "wuerde", "wurde",
];

/// Meanings of words that stand in any sentence.
const EVERYDAY: &[&str] = &[
    "I",
    "ME",
    "MY",
    "HE",
    "HIM",
    "YOU",
    "MAN",
    "FAMILY",
    "CHILD",
    "AUTHORITY",
    "WANT",
    "WILLDO",
    "THINK",
    "NOT",
    "MORE",
    "SELF",
    "UM",
    "MANY",
    "NUM",
    "MONEY",
    "HOUSING",
    "HOUSEHOLD",
    "SMALLKID",
    "AGO",
    "BECAUSE_OF",
    "STORY",
    "LAUGH",
    "TRAINING",
    "GRAB",
    "WALL",
    "SAY",
    "FEAR",
    "NIGHT",
    "ROOM",
    "YOUNG",
    "SECRET",
    "ATTENTION",
    "SCREAM",
    "NEED",
    "ASK",
    "OFFICE",
    "WORKPLACE",
    "SCHOOL",
    "LEISURE",
    "GOOD",
    "BADFEEL",
    "SOON",
    "JUSTNOW",
    "AGAIN",
    "PEACE",
    "GIVE",
    "PET",
    "ENOUGH",
    "BRAVE",
    "FIND",
    "CLOTHES",
    "HEAT",
    "TOOL",
    "BOTTLE",
    "ALCOHOL",
    "ACCIDENT",
    "REGRET",
    "BREATH",
    "DOOR",
    "ONLINE",
    "PHONE",
    "COUNT",
    "WAIT",
    "STAND",
    "OBEY",
    "QUIET",
    "AFTERME",
    "CAN",
    "THING",
    "HE_SAYS_IF",
];

/// Sayings that mean one thing alone: of each list one word stands in the sentence; a star is any ending.
const PLAIN: &[(Kind, &[&[&str]])] = &[
    (
        Kind::Suicide,
        &[
            &["umbring*", "umzubringen", "erhaeng*", "aufhaengen", "erschiessen", "ertraenken"],
            &["mich", "sich"],
            &["will", "wollte", "moechte", "wie", "womit", "plan*", "versucht*"],
        ],
    ),
    (Kind::Suicide, &[&["tu", "tue", "tun"], &["mir"], &["an"], &["was", "etwas"]]),
    (Kind::Suicide, &[&["stirbt"], &["man"], &["wie", "ab", "wann", "schnell", "viel", "viele", "hoehe"]]),
    (Kind::Suicide, &[&["gesprungen"], &["fast", "beinahe"]]),
    (
        Kind::Suicide,
        &[&["zug"], &["vor"], &["werf*", "lege", "spring*", "schmeiss*", "will", "wollte"], &["den"]],
    ),
    (Kind::Suicide, &[&["attempted"], &["suicide"]]),
    (Kind::Suicide, &[&["versucht"], &["sterben"], &["zu"]]),
    (
        Kind::Suicide,
        &[
            &["leben"],
            &["nehmen"],
            &["mir", "sich"],
            &["denke", "denkt", "will", "wollte", "moechte", "plan*"],
        ],
    ),
    (Kind::Suicide, &[&["nie"], &["geboren"], &["waere", "worden"]]),
    (Kind::Suicide, &[&["never"], &["born"], &["wish", "hope", "pray"]]),
    (Kind::Suicide, &[&["still"], &["alive"], &["disappointed", "sad", "hate", "sorry"]]),
    (Kind::Suicide, &[&["muede"], &["leben", "lebens"], &["vom", "von", "des"], &["ich", "bin"]]),
    (Kind::Violence, &[&["morddrohung*"]]),
    (Kind::Violence, &[&["amoklauf", "amok", "anschlag", "mord"], &["plan*", "redet", "kuendigt", "laeuft"]]),
    (Kind::SexualViolence, &[&["ueber"], &["mich", "sie"], &["hergefallen"]]),
    (Kind::SexualViolence, &[&["kinderporno*"]]),
    (
        Kind::Poisoning,
        &[
            &["knollenblaetterpilz*", "fliegenpilz*", "giftige", "giftiges"],
            &["gegessen", "verschluckt", "geschluckt"],
        ],
    ),
    (
        Kind::Poisoning,
        &[
            &["pilze", "beeren"],
            &["gegessen"],
            &["schlecht", "erbricht", "erbrechen", "gesammelte", "spuckt"],
        ],
    ),
    (
        Kind::Poisoning,
        &[
            &["zu", "too"],
            &["viel", "viele", "many", "much"],
            &["genommen", "geschluckt", "gespritzt", "took", "taken", "swallowed"],
            &[
                "tabletten",
                "methadon",
                "insulin",
                "schlafmittel",
                "schlaftabletten",
                "tropfen",
                "paracetamol",
                "painkillers",
                "pills",
                "tablets",
            ],
        ],
    ),
];

/// How far apart the words of a saying may stand.
const SPAN: usize = 10;

/// Whether something in these words gives reason to doubt that somebody is in danger.
pub(super) fn is_in_doubt(words: &[String]) -> bool {
    is_denied(words) || is_denied_behind(words) || has_happened(words) || is_over(words)
}

/// Whether any word has a meaning that has to do with danger.
pub(super) fn has_a_word(words: &[String]) -> bool {
    let telling = |word: &String| {
        lexicon().meanings(word).into_iter().any(|meaning| !EVERYDAY.contains(&lexicon().name(meaning)))
    };
    words.iter().any(telling)
}

/// A saying that means one thing alone, and its words.
pub(super) fn plain(words: &[String]) -> Option<(Kind, Vec<String>)> {
    PLAIN.iter().find_map(|(kind, saying)| {
        let places = saying.iter().map(|list| words.iter().position(|word| is_among(word, list)));
        let places = places.collect::<Option<Vec<_>>>()?;
        let (first, last) = (places.iter().min()?, places.iter().max()?);
        (last - first <= SPAN).then(|| (*kind, places.iter().map(|place| words[*place].clone()).collect()))
    })
}

fn is_among(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| one.strip_suffix('*').map_or(*one == word, |start| word.starts_with(start)))
}

/// `Vergewaltigt hat er mich nie`, `umbringen würde ich mich nie`, `sterben will ich nicht`.
fn is_denied_behind(words: &[String]) -> bool {
    words.iter().enumerate().filter(|(_, word)| is_act(word) || *word == "sterben").any(|(place, _)| {
        let behind = &words[place + 1..];
        let between = behind.iter().take_while(|word| BETWEEN.contains(&word.as_str())).count();
        let denied = behind.get(between).is_some_and(|word| DENIALS.contains(&word.as_str()));
        let goes_on = behind.get(between + 1).is_some_and(|word| STILL.contains(&word.as_str()));
        between > 0 && denied && !goes_on
    })
}

fn is_denied(words: &[String]) -> bool {
    let denials = words.iter().enumerate().filter(|(_, word)| DENIALS.contains(&word.as_str()));
    denials.into_iter().any(|(place, _)| {
        let behind = &words[place + 1..(place + 1 + BEFORE).min(words.len())];
        let before = &words[place.saturating_sub(BEHIND)..place];
        let plain = behind.iter().position(|word| STILL.contains(&word.as_str())).unwrap_or(behind.len());
        behind[..plain].iter().chain(before.iter().filter(|_| plain == behind.len())).any(|word| is_act(word))
    })
}

fn is_act(word: &str) -> bool {
    lexicon().meanings(word).into_iter().any(|meaning| ACTS.contains(&lexicon().name(meaning)))
}

fn has_happened(words: &[String]) -> bool {
    let has = |word: &&str| words.iter().any(|other| other == word);
    DEATHS.iter().any(|death| death.iter().all(&has)) && !NOT_YET.iter().any(has)
}

fn is_over(words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(OVER) && has(SINCE)
}

#[cfg(test)]
mod tests {
    use super::{super::tokens::sentences, *};

    fn doubted(text: &str) -> bool {
        is_in_doubt(&sentences(text).concat())
    }

    #[test]
    fn denials_deaths_and_what_is_over_are_doubted() {
        for text in [
            "Er hat mich nie geschlagen",
            "Ich will mich nicht umbringen",
            "He never hit me",
            "Mein Vater hat sich umgebracht",
            "My brother took his own life",
            "Früher habe ich mich geritzt, heute geht es mir gut",
            "Vergewaltigt hat er mich nie",
            "Umbringen würde ich mich nie",
            "Sterben will ich nicht",
            "My uncle killed himself and I keep seeing it",
        ] {
            assert!(doubted(text), "{text}");
        }
    }

    #[test]
    fn the_like_of_them_is_not() {
        for text in [
            "Er hört nicht auf, mich zu schlagen",
            "Ich will nicht mehr leben",
            "Mein Vater hat versucht, sich umzubringen",
            "Ich kann nicht mehr, er schlägt mich",
            "Ich möchte nicht mehr aufwachen",
            "Er schlägt mich und ich weiß nicht weiter",
            "Mein Bruder hat sich umgebracht und ich will auch nicht mehr",
        ] {
            assert!(!doubted(text), "{text}");
        }
    }

    #[test]
    fn sayings_that_mean_one_thing_are_heard() {
        let heard = |text: &str| plain(&sentences(text).concat()).map(|(kind, _)| kind);
        assert_eq!(heard("Womit kann man sich am leichtesten umbringen"), Some(Kind::Suicide));
        assert_eq!(heard("Ich tue mir gleich etwas an"), Some(Kind::Suicide));
        assert_eq!(heard("Wir bekommen Morddrohungen"), Some(Kind::Violence));
        for text in ["Ich tue mir Honig in den Tee", "Der Zug fährt ohne mich", "Wie stirbt eine Pflanze"] {
            assert_eq!(heard(text), None, "{text}");
        }
    }
}
