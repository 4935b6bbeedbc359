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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_people;

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
