//! Locks of earlier versions: `…/post~json` is a method that either sends JSON or asks for it, and the key does not tell which.
//!
//! In: such a key. Out: the key that does, by the media types of the document. An operation has such methods because of the side that has
//! several forms, and media types that say the same are one form.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::config::Lock;
use crate::lower::content::{Described, Form, form_of, is_markup};
use crate::lower::drafts::OtherForm;
use crate::lower::names::operations::parts;
use crate::pointer::Pointer;
use crate::schemas::Direction;
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
    let body = forms(document, &operation.key("requestBody"), Direction::Write);
    let responses = operation.key("responses");
    let statuses = document.get(&responses).and_then(Value::as_object);
    let replies = statuses.into_iter().flat_map(Map::keys);
    let mut replies = replies.map(|status| forms(document, &responses.key(status), Direction::Read));
    let is_ever_reply = !matches!(form, Form::UrlEncoded | Form::Multipart);
    let is_further = |forms: &BTreeSet<Form>| forms.len() > 1 && forms.contains(&form);
    is_ever_reply && !is_further(&body) && (!body.contains(&form) || replies.any(|forms| is_further(&forms)))
}

/// The forms of a body or a response that may have methods of their own.
fn forms(document: &Document, at: &Pointer, direction: Direction) -> BTreeSet<Form> {
    let found = document.get(at).map(|written| target(document, written));
    let content = found.and_then(|found| found.get("content")?.as_object());
    let each = content.into_iter().flatten();
    let each = each.map(|(media_type, media)| (media_type, described(document, media)));
    let each = each.map(|(media_type, described)| (media_type, described, form_of(media_type, described, direction)));
    let is_own = |media_type: &str, described: Described, form: Form| match form {
        Form::Bytes | Form::Text => described != Described::Value && !is_markup(media_type),
        Form::Json | Form::UrlEncoded | Form::Multipart | Form::Events | Form::Lines => true,
    };
    let own = each.filter(|(media_type, described, form)| is_own(media_type, *described, *form));
    own.map(|(.., form)| form).collect()
}

fn described(document: &Document, media: &Value) -> Described {
    let Some(schema) = media.get("schema").map(|written| target(document, written)) else {
        return Described::Nothing;
    };
    let word = |key: &str| schema.get(key).and_then(Value::as_str);
    match (word("type"), word("format")) {
        (_, Some("binary")) => Described::Bytes,
        (Some("string"), _) if schema.get("enum").is_none() => Described::Text,
        _ => Described::Value,
    }
}

/// What is written, or what its reference leads to.
fn target<'d>(document: &'d Document, written: &'d Value) -> &'d Value {
    let target = written.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| document.get(&Pointer::parse(target)));
    target.unwrap_or(written)
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
        let schema = json!({ "schema": { "type": "object" } });
        let markup = json!({ "content": { "application/json": schema, "application/xml": schema } });
        let text = json!({ "content": { "text/plain": {} } });
        let document = Document {
            root: json!({
                "both": both,
                "paths": {
                    "/a": { "post": { "requestBody": { "$ref": "#/both" }, "responses": { "200": both } } },
                    "/b": { "post": { "requestBody": one, "responses": { "200": { "$ref": "#/both" } } } },
                    "/c": { "post": { "requestBody": one, "responses": { "200": one } } },
                    "/d": { "get": { "responses": { "200": one } } },
                    "/e": { "post": { "requestBody": markup, "responses": { "200": both } } },
                    "/f": { "post": { "requestBody": text, "responses": { "200": one } } },
                    "/g": { "post": { "requestBody": text, "responses": { "200": both } } },
                },
            }),
            ..Document::default()
        };
        let table = [
            ("#/paths/~1a/post~text", "#/paths/~1a/post~body:text"),
            ("#/paths/~1b/post~text", "#/paths/~1b/post~reply:text"),
            ("#/paths/~1b/post~multipart", "#/paths/~1b/post~body:multipart"),
            ("#/paths/~1c/post~text", "#/paths/~1c/post~reply:text"),
            ("#/paths/~1d/get~text", "#/paths/~1d/get~reply:text"),
            ("#/paths/~1e/post~text", "#/paths/~1e/post~reply:text"),
            ("#/paths/~1f/post~text", "#/paths/~1f/post~body:text"),
            ("#/paths/~1g/post~text", "#/paths/~1g/post~reply:text"),
            ("#/paths/~1d/get~reply:text", "#/paths/~1d/get~reply:text"),
            ("#/paths/~1d/get", "#/paths/~1d/get"),
        ];
        for (old, new) in table {
            assert_eq!(key(&document, old.to_owned()), new);
        }
    }
}
