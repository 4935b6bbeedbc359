//! The one door by which the words of a message come in, whichever room they were written in: without what clients put
//! around them. A reply carries the quoted message (`> <@lotse:…> …`), a mention leaves a name in front (`Lotse: hilfe`).

use ruma::UserId;
use serde_json::Value;

/// What somebody has written in a message, without what their client added.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Their own words.
    pub(crate) text: String,
    /// The event that they reply to. In a thread clients name one for others' sake: that is none.
    pub(crate) reply: Option<String>,
}

impl Said {
    /// Takes the content of a message; `is_ours` says which mentions are of ourselves, and so no words of the message.
    pub(crate) fn of(content: &Value, is_ours: impl Fn(&UserId) -> bool) -> Self {
        let relation = &content["m.relates_to"];
        let replied = relation["m.in_reply_to"]["event_id"].as_str();
        let body = content["body"].as_str().unwrap_or_default();
        let own = if replied.is_some() { without_quotation(body) } else { body };
        let html = content["formatted_body"].as_str().unwrap_or_default();
        let fallback_of_thread = relation["rel_type"] == "m.thread" && relation["is_falling_back"] == true;
        Self {
            text: without_mentions(own, html, &is_ours).to_owned(),
            reply: replied.filter(|_| !fallback_of_thread).map(str::to_owned),
        }
    }
}

/// The body after the quotation that a reply begins with: lines with `> ` up to an empty one, the first of which names whom it
/// quotes. What people quote themselves stays.
fn without_quotation(body: &str) -> &str {
    if !["> <@", "> * <@"].iter().any(|start| body.starts_with(start)) {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        rest = rest.split_once('\n').map_or("", |(_, after)| after);
    }
    rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest)
}

/// The words after mentions of ourselves in front: pills, whose text the HTML tells, or our name or id as typed.
fn without_mentions<'a>(body: &'a str, html: &str, is_ours: &impl Fn(&UserId) -> bool) -> &'a str {
    let mut rest = body.trim_start();
    for pill in pills_in_front(html) {
        let ours = UserId::parse(&pill.user).is_ok_and(|user| is_ours(&user));
        let shown = [pill.shown.as_str(), pill.shown.trim_start_matches('@'), &pill.user];
        let mut named = shown.into_iter().filter(|name| ours && !name.is_empty());
        let Some(after) = named.find_map(|name| rest.strip_prefix(name)) else { break };
        rest = after_name(after);
    }
    if let Some(first) = rest.split([' ', '\n']).next()
        && let Ok(user) = UserId::parse(first.trim_end_matches([':', ',']))
        && is_ours(&user)
    {
        rest = after_name(&rest[user.as_str().len()..]);
    }
    // A name with a colon or comma behind it is a mention that the client has made text of.
    if let Some((name, after)) = rest.split_once([':', ','])
        && name.trim_start_matches('@').eq_ignore_ascii_case("lotse")
        && !after.trim().is_empty()
    {
        rest = after_name(after);
    }
    rest
}

fn after_name(rest: &str) -> &str {
    rest.trim_start_matches([':', ',', '\u{FE55}', '\u{A0}', ' ', '\n'].as_slice())
}

struct Pill {
    user: String,
    shown: String,
}

/// The mentions at the very beginning of a formatted message, after the quoted one.
fn pills_in_front(html: &str) -> Vec<Pill> {
    let mut rest = html;
    if let (true, Some(end)) = (rest.trim_start().starts_with("<mx-reply>"), rest.find("</mx-reply>")) {
        rest = &rest[end + "</mx-reply>".len()..];
    }
    let mut pills = Vec::new();
    loop {
        rest = after_name(rest.trim_start());
        rest = rest.strip_prefix("<p>").unwrap_or(rest);
        let Some((link, after)) = rest.strip_prefix("<a href=").and_then(|link| link.split_once("</a>"))
        else {
            return pills;
        };
        let quote = link.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let Some((address, shown)) = quote.and_then(|quote| link[1..].split_once(quote)) else {
            return pills;
        };
        let Some(user) = address.strip_prefix("https://matrix.to/#/") else { return pills };
        let user = user.split('?').next().unwrap_or_default();
        let user = user.replace("%40", "@").replace("%3A", ":").replace("%3a", ":");
        let shown = shown.split_once('>').map_or("", |(_, shown)| shown);
        pills.push(Pill { user, shown: unescaped(shown) });
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ours(user: &UserId) -> bool {
        user.localpart().starts_with("lotse")
    }

    fn said(body: &str, html: &str, replies: bool) -> String {
        let mut content = json!({ "msgtype": "m.text", "body": body, "formatted_body": html });
        if replies {
            content["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": "$question" } });
        }
        Said::of(&content, ours).text
    }

    #[test]
    fn a_reply_is_what_was_written_and_not_what_it_quotes() {
        let quoted = "> <@lotse:lotse.example> Worum geht es?\n> 14. Suizidprävention\n> 15. Sucht\n\n14";
        let html = "<mx-reply><blockquote><a href=\"https://matrix.to/#/!r/$e\">In reply to</a></blockquote></mx-reply>14";
        assert_eq!(said(quoted, html, true), "14");
        assert_eq!(said("> * <@lotse:lotse.example> winkt\n\nja", "", true), "ja");
        assert_eq!(said("> <@lotse:lotse.example> Ist das so?\r\n\r\nok", "", true), "ok");
        assert_eq!(said("> <@lotse:lotse.example> nur das", "", true), "");
        // Nothing else that begins with the sign.
        assert_eq!(said("> mein eigenes Zitat\n\nja", "", true), "> mein eigenes Zitat\n\nja");
        assert_eq!(said(quoted, "", false), quoted);
        assert_eq!(said("ja\n\n> <@a:b> x", "", true), "ja\n\n> <@a:b> x");
    }

    #[test]
    fn a_mention_of_ourselves_in_front_is_no_word() {
        let pill = |shown: &str, rest: &str| {
            format!("<a href=\"https://matrix.to/#/@lotse:lotse.example\">{shown}</a>{rest}")
        };
        assert_eq!(said("Lotse: hilfe", &pill("Lotse", ": hilfe"), false), "hilfe");
        assert_eq!(said("Lotse hilfe", &pill("Lotse", " hilfe"), false), "hilfe");
        assert_eq!(said("@Lotse hilfe", &pill("@Lotse", " hilfe"), false), "hilfe");
        assert_eq!(said("Lotse, Nr. 14: bitte", "", false), "Nr. 14: bitte");
        assert_eq!(said("@lotse:lotse.example: hilfe", "", false), "hilfe");
        assert_eq!(said("@lotse:lotse.example hilfe", "", false), "hilfe");
        let both =
            "<mx-reply><blockquote>…</blockquote></mx-reply>".to_owned() + &pill("Lotse &amp; Co", " ja");
        assert_eq!(said("> <@lotse:lotse.example> Frage\n\nLotse & Co ja", &both, true), "ja");
        // Others are spoken to as ever.
        let ben = "<a href=\"https://matrix.to/#/@ben:lotse.example\">Ben</a>: hilfe";
        assert_eq!(said("Ben: hilfe", ben, false), "Ben: hilfe");
        assert_eq!(said("@ben:lotse.example hilfe", "", false), "@ben:lotse.example hilfe");
        assert_eq!(said("Lotse", "", false), "Lotse");
        assert_eq!(said("Lotse:", "", false), "Lotse:");
        assert_eq!(said("übergeben 7F3K9Q Cem", "", false), "übergeben 7F3K9Q Cem");
    }

    #[test]
    fn what_a_thread_names_for_others_is_no_reply() {
        let mut content = json!({ "body": "ja", "m.relates_to": { "rel_type": "m.thread", "event_id": "$root",
            "is_falling_back": true, "m.in_reply_to": { "event_id": "$last" } } });
        assert_eq!(Said::of(&content, ours).reply, None);
        content["m.relates_to"]["is_falling_back"] = json!(false);
        assert_eq!(Said::of(&content, ours).reply.as_deref(), Some("$last"));
    }
}
