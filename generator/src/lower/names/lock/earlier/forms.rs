//! Locks of earlier versions: `…/post~json` is a method that either sends JSON or asks for it, and the key does not tell which.
//!
//! In: such a key. Out: the key that does, by the media types of the document. An operation has such methods because of the side that has
//! several.

use serde_json::{Map, Value};

use crate::config::Lock;
use crate::lower::drafts::OtherForm;
use crate::lower::names::operations::parts;
use crate::lower::operations::content::Form;
use crate::pointer::Pointer;
use crate::spec::Document;

/// The lock with such keys as this version writes them.
pub(in crate::lower::names::lock) fn with_sides(lock: Lock, document: &Document) -> Lock {
    let operations = lock.operations.into_iter();
    let operations = operations.map(|(at, names)| (key(document, at), names));
    Lock {
        operations: operations.collect(),
        ..lock
    }
}

fn key(document: &Document, key: String) -> String {
    let (place, form) = parts(&key);
    let Some(form) = form.and_then(Form::named) else {
        return key;
    };
    let operation = Pointer::parse(place);
    let other = match is_of_reply(document, &operation, form) {
        true => OtherForm::Reply(form),
        false => OtherForm::Body(form),
    };
    format!("{place}~{}", other.word())
}

fn is_of_reply(document: &Document, operation: &Pointer, form: Form) -> bool {
    let bodies = media_types(document, &operation.key("requestBody"));
    let responses = operation.key("responses");
    let statuses = document.get(&responses).and_then(Value::as_object);
    let replies = statuses.into_iter().flat_map(Map::keys);
    let mut replies = replies.map(|status| media_types(document, &responses.key(status)));
    let is_ever_reply = !matches!(form, Form::UrlEncoded | Form::Multipart);
    is_ever_reply && (bodies == 0 || (bodies == 1 && replies.any(|count| count > 1)))
}

/// How many media types a body or a response has.
fn media_types(document: &Document, at: &Pointer) -> usize {
    let written = document.get(at);
    let target = written.and_then(|written| written.get("$ref")?.as_str());
    let found = target.map_or(written, |target| document.get(&Pointer::parse(target)));
    let content = found.and_then(|found| found.get("content")?.as_object());
    content.map_or(0, Map::len)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::key;
    use crate::spec::Document;

    #[test]
    fn a_form_is_that_of_the_side_which_has_several() {
        let both = json!({ "content": { "application/json": {}, "text/csv": {} } });
        let one = json!({ "content": { "application/json": {} } });
        let document = Document {
            root: json!({
                "both": both,
                "paths": {
                    "/a": { "post": { "requestBody": { "$ref": "#/both" }, "responses": { "200": both } } },
                    "/b": { "post": { "requestBody": one, "responses": { "200": { "$ref": "#/both" } } } },
                    "/c": { "post": { "requestBody": one, "responses": { "200": one } } },
                    "/d": { "get": { "responses": { "200": one } } },
                },
            }),
            ..Document::default()
        };
        let table = [
            ("#/paths/~1a/post~text", "#/paths/~1a/post~body:text"),
            ("#/paths/~1b/post~text", "#/paths/~1b/post~reply:text"),
            ("#/paths/~1b/post~multipart", "#/paths/~1b/post~body:multipart"),
            ("#/paths/~1c/post~text", "#/paths/~1c/post~body:text"),
            ("#/paths/~1d/get~text", "#/paths/~1d/get~reply:text"),
            ("#/paths/~1d/get~reply:text", "#/paths/~1d/get~reply:text"),
            ("#/paths/~1d/get", "#/paths/~1d/get"),
        ];
        for (old, new) in table {
            assert_eq!(key(&document, old.to_owned()), new);
        }
    }
}
