//! `consumes` and `produces`: which media types the bodies of an operation have.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::pass::{Pass, Spot};
use super::schemas::is_file;
use super::types::{MediaTypes, USUAL};
use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch, Severity};
use crate::pointer::Pointer;

const CONSUMES: &str = "consumes";
const PRODUCES: &str = "produces";

/// More media types than this are of no use to a client, and would make each body larger.
const MOST: usize = 64;

impl Pass<'_> {
    /// The media types that a document or an operation states, and else those that are stated around it.
    pub(super) fn media_types(&mut self, holder: &Map<String, Value>, at: &Pointer, around: &MediaTypes) -> MediaTypes {
        MediaTypes {
            consumes: self
                .list(holder, CONSUMES, at)
                .unwrap_or_else(|| around.consumes.clone()),
            produces: self
                .list(holder, PRODUCES, at)
                .unwrap_or_else(|| around.produces.clone()),
        }
    }

    fn list(&mut self, holder: &Map<String, Value>, key: &str, at: &Pointer) -> Option<Vec<String>> {
        let list = match holder.get(key)? {
            Value::Null => return None,
            Value::Array(list) => list,
            Value::String(one) => {
                let wrong = Mismatch::of_key(key, Expected::List, &json!(one)).read_as(json!([one]));
                let said = Diagnostic::at(Code::WrongType, &at.key(key), wrong).severity(Severity::Warning);
                self.say(said.help("write a list: `[…]`"));
                return Some(vec![one.clone()]);
            }
            other => {
                let wrong = Mismatch::of_key(key, Expected::List, other);
                self.say(Diagnostic::at(Code::WrongType, &at.key(key), wrong).help("it is left out"));
                return None;
            }
        };
        if list.len() > MOST {
            let message = format!("a list of {} media types", list.len());
            let said = Diagnostic::at(Code::BadValue, &at.key(key), message).severity(Severity::Gap);
            self.say(said.help(format!(
                "only {MOST} of them are kept; a client uses the few that its types have"
            )));
        }
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for (index, one) in list.iter().enumerate() {
            match one.as_str().map(str::trim) {
                Some(text) if text.contains('/') => {
                    if seen.insert(text.to_owned()) && out.len() < MOST {
                        out.push(text.to_owned());
                    }
                }
                _ => self.not_a_media_type(one, &at.key(key).index(index)),
            }
        }
        Some(out)
    }

    fn not_a_media_type(&mut self, value: &Value, at: &Pointer) {
        let message = format!("{value} is not a media type, such as `{USUAL}`");
        let said = Diagnostic::at(Code::BadValue, at, message).help("it is left out");
        self.say(said.fix(Action::remove(at.clone())));
    }

    /// `content` with the same schema for each media type. Only the first has a schema that stands here, and others refer to it.
    pub(super) fn content(&mut self, types: &[String], schema: &Value, content: &Spot) -> Map<String, Value> {
        self.moves.made(&content.is, &content.was);
        let mut out = Map::new();
        for media_type in types {
            let is = content.is.key(media_type).key("schema");
            let value = if schema.get("$ref").is_some() {
                self.moves.copied(&is, &content.was);
                schema.clone()
            } else if out.is_empty() {
                self.moves.moved(&is, &content.was);
                let was = content.was.clone();
                self.content_schema(schema, &Spot { was, is })
            } else {
                self.moves.made(&is, &content.was);
                self.shared(schema, &content.was)
            };
            out.insert(media_type.clone(), json!({ "schema": value }));
        }
        out
    }

    /// The schema of a body, which alone may be a file as a whole.
    fn content_schema(&mut self, schema: &Value, spot: &Spot) -> Value {
        match schema {
            Value::Object(map) => Value::Object(self.keywords_or_file(map, spot)),
            other => self.schema(other, spot),
        }
    }

    /// A schema that stood at a place: the first time itself, then a reference, so that it is one schema. A file is not one.
    pub(super) fn shared(&self, schema: &Value, place: &Pointer) -> Value {
        match schema.as_object() {
            Some(map) if !map.contains_key("$ref") && !is_file(map) && self.moves.has(place) => {
                json!({ "$ref": place.to_string() })
            }
            _ => schema.clone(),
        }
    }
}
