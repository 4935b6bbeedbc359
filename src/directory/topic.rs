//! Which topic an operator means.

use routing::{Directory, Topic};

/// Takes an id, a name in either language, a number as in the list, or the beginning of a name if only one topic
/// begins so; case, umlauts and punctuation do not matter. Refuses with the list of topics.
pub(super) fn find<'a>(word: &str, directory: &'a Directory) -> Result<&'a Topic, String> {
    let topics = directory.topics();
    let wanted = folded(word);
    let number = word.trim().parse::<usize>().ok().and_then(|number| topics.get(number.checked_sub(1)?));
    let exact = || topics.iter().find(|topic| names(topic).any(|name| name == wanted));
    let beginning = || {
        let mut like = topics.iter().filter(|topic| names(topic).any(|name| name.starts_with(&wanted)));
        like.next().filter(|_| like.next().is_none() && !wanted.is_empty())
    };
    number.or_else(exact).or_else(beginning).ok_or_else(|| {
        let list =
            (1..).zip(topics).map(|(number, topic)| format!("  {number:>2}  {}  {}\n", topic.id, topic.name));
        format!("There is no topic `{word}`. There are:\n{}", list.collect::<String>().trim_end())
    })
}

fn names(topic: &Topic) -> impl Iterator<Item = String> + '_ {
    [Some(topic.id.as_str()), Some(&topic.name), topic.name_en.as_deref()].into_iter().flatten().map(folded)
}

fn folded(text: &str) -> String {
    let letters =
        text.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    letters.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_topic_is_found_by_id_name_number_and_beginning() {
        let (_, directory) = appservice::directory::sample().unwrap();
        for word in ["schulden", "Schulden", "SCHULDEN ", "14", "debt", "schuld"] {
            assert_eq!(find(word, &directory).unwrap().id.as_str(), "schulden", "{word}");
        }
        for word in ["jungen und maennerberatung", "Jungen- und Männerberatung"] {
            assert_eq!(find(word, &directory).unwrap().id.as_str(), "jungen-maenner");
        }
        assert_eq!(find("segeln", &directory).unwrap_err().lines().count(), 21, "the list of topics");
        for word in ["", "0", "21", "k", "xyz"] {
            assert!(find(word, &directory).is_err(), "{word}");
        }
    }
}
