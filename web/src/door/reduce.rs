//! Bodies that name people are reduced to those with whom the seeker has to do: nobody else is looked up or written to.

use serde_json::Value;

/// The same body with only those people in `field` whom the seeker `knows`. Nothing if it is none.
pub(super) fn to_people(body: &[u8], field: Option<&str>, knows: impl Fn(&str) -> bool) -> Option<Vec<u8>> {
    let mut body: Value = serde_json::from_slice(body).ok()?;
    let people = match field {
        Some(field) => body.as_object_mut()?.get_mut(field),
        None => Some(&mut body),
    };
    if let Some(people) = people {
        people.as_object_mut()?.retain(|user, _| knows(user));
    }
    serde_json::to_vec(&body).ok()
}

/// Whose identity an answer about keys shows, and its public master key; an empty one where it is not exactly one key under its own
/// name, of which a client might take another part.
pub(super) fn identities(answer: &Value) -> Vec<(String, String)> {
    let shown = answer["master_keys"].as_object().into_iter().flatten();
    let key = |shown: &Value| {
        let mut keys = shown["keys"].as_object().filter(|keys| keys.len() == 1)?.iter();
        let (name, key) = keys.next()?;
        key.as_str().filter(|key| *name == format!("ed25519:{key}")).map(str::to_owned)
    };
    shown.map(|(user, shown)| (user.clone(), key(shown).unwrap_or_default())).collect()
}

/// Takes everything about these people out of an answer about keys.
pub(super) fn leave_out(answer: &mut Value, people: &[String]) {
    for kind in ["device_keys", "master_keys", "self_signing_keys"] {
        if let Some(shown) = answer[kind].as_object_mut() {
            shown.retain(|user, _| !people.contains(user));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{identities, leave_out, to_people};

    #[test]
    fn of_whoever_is_left_out_nothing_is_told() {
        let key = |key: &str| json!({ "usage": ["master"], "keys": { format!("ed25519:{key}"): key } });
        let mut answer = json!({
            "device_keys": { "@ben:a": { "A": {} }, "@cem:a": { "B": {} } },
            "master_keys": { "@ben:a": key("K"), "@cem:a": key("L"), "@odd:a": { "keys": { "ed25519:K": "L" } } },
            "self_signing_keys": { "@ben:a": {} }, "user_signing_keys": { "@anna:a": {} }, "failures": {},
        });
        let shown =
            [("@ben:a", "K"), ("@cem:a", "L"), ("@odd:a", "")].map(|(user, key)| (user.into(), key.into()));
        assert_eq!(identities(&answer), shown);
        leave_out(&mut answer, &["@ben:a".to_owned(), "@odd:a".to_owned()]);
        let left = json!({
            "device_keys": { "@cem:a": { "B": {} } }, "master_keys": { "@cem:a": key("L") },
            "self_signing_keys": {}, "user_signing_keys": { "@anna:a": {} }, "failures": {},
        });
        assert_eq!(answer, left);
        let mut odd = json!({ "device_keys": [] });
        assert!(identities(&odd).is_empty());
        leave_out(&mut odd, &["@ben:a".to_owned()]);
        assert_eq!(odd["device_keys"], json!([]), "what is no answer stays none");
    }

    #[test]
    fn strangers_are_left_out() {
        let knows = |user: &str| user == "@ben:a";
        let reduced = |body: &Value, field| {
            let bytes = to_people(body.to_string().as_bytes(), field, knows)?;
            Some(serde_json::from_slice::<Value>(&bytes).unwrap())
        };
        let body = json!({ "device_keys": { "@ben:a": [], "@eve:b": [] }, "timeout": 10 });
        let left = json!({ "device_keys": { "@ben:a": [] }, "timeout": 10 });
        assert_eq!(reduced(&body, Some("device_keys")), Some(left));
        assert_eq!(reduced(&json!({ "@eve:b": {}, "@ben:a": {} }), None), Some(json!({ "@ben:a": {} })));
        assert_eq!(reduced(&json!({}), Some("messages")), Some(json!({})));
        for odd in [json!([]), json!({ "messages": ["@ben:a"] }), json!(7)] {
            assert_eq!(reduced(&odd, Some("messages")), None, "{odd}");
        }
        assert_eq!(to_people(b"no json", None, knows), None);
    }
}
