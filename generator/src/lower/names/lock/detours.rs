//! Where to look for a part of the document whose key is gone: in another media type or status that is the same with other words, or in the
//! component that is referred to now.
//!
//! In: a place and the key that it had. Out: the place to go on at, and how it was found. Must not know what is named there.

use serde_json::{Map, Value};

use crate::pointer::Pointer;
use crate::spec::{Document, essence};

/// How a place is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// By the keys of its path.
    Exact,
    /// By another key that says the same.
    Synonym,
    /// Through a reference.
    Reference,
}

/// The place to go on at where a key is gone.
pub(super) fn next(document: &Document, at: &Pointer, key: &str) -> Option<(Pointer, By)> {
    let members = document.get(at)?.as_object()?;
    if let Some(target) = members.get("$ref").and_then(Value::as_str) {
        let next = Pointer::parse(target).key(key);
        return document.get(&next).map(|_| (next, By::Reference));
    }
    let synonym = match at.last().as_str() {
        "content" => only(members, |other| essence(other) == essence(key)),
        "responses" => {
            only(members, |other| is_range(other, key)).or_else(|| only(members, |other| is_range(key, other)))
        }
        _ => None,
    };
    synonym.map(|key| (at.key(key), By::Synonym))
}

fn only(members: &Map<String, Value>, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let mut found = members.keys().map(String::as_str).filter(|key| is_it(key));
    found.next().filter(|_| found.next().is_none())
}

/// Whether `range` is `2XX` for a status like `200`.
fn is_range(range: &str, status: &str) -> bool {
    let digit = range.strip_suffix("XX").or_else(|| range.strip_suffix("xx"));
    digit.is_some_and(|digit| status.len() == 3 && status.starts_with(digit) && status.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{By, next};
    use crate::pointer::Pointer;
    use crate::spec::Document;

    #[test]
    fn another_key_says_the_same() {
        let document = Document {
            root: json!({
                "a": { "responses": { "2XX": {}, "404": {}, "default": { "$ref": "#/b" } } },
                "b": { "content": { "application/json;charset=utf-8": {}, "text/csv": {} } },
                "c": { "responses": { "400": {}, "401": {} } },
            }),
            ..Document::default()
        };
        let table = [
            ("/a/responses", "200", Some(("/a/responses/2XX", By::Synonym))),
            ("/a/responses", "4XX", Some(("/a/responses/404", By::Synonym))),
            ("/a/responses", "500", None),
            ("/c/responses", "4XX", None),
            ("/a/responses/default", "content", Some(("/b/content", By::Reference))),
            ("/a/responses/default", "headers", None),
            (
                "/b/content",
                "application/json",
                Some(("/b/content/application~1json;charset=utf-8", By::Synonym)),
            ),
            ("/b/content", "text/plain", None),
        ];
        for (at, key, expected) in table {
            let found = next(&document, &Pointer::parse(at), key);
            let expected = expected.map(|(place, by)| (Pointer::parse(place), by));
            assert_eq!(found, expected, "{at} {key}");
        }
    }
}
