//! Schemas: a `discriminator` that is a text, `x-nullable`, and the type `file`. All other keywords mean the same.

use serde_json::{Map, Value, json};

use super::pass::{Pass, Spot};
use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch, Severity};
use crate::pointer::Pointer;
use crate::spec::{Holds, schema_keyword};

const NULLABLE: &str = "x-nullable";

impl Pass<'_> {
    /// A schema, wherever it goes.
    pub(super) fn schema(&mut self, value: &Value, spot: &Spot) -> Value {
        match value {
            Value::Object(map) => Value::Object(self.keywords(map, spot)),
            Value::Array(list) => {
                let each = list.iter().enumerate();
                each.map(|(index, one)| self.schema(one, &spot.index(index))).collect()
            }
            other => other.clone(),
        }
    }

    /// The keywords of a schema that cannot be a file.
    pub(super) fn keywords(&mut self, map: &Map<String, Value>, spot: &Spot) -> Map<String, Value> {
        if is_file(map) {
            self.no_file(&spot.was);
        }
        self.keywords_or_file(map, spot)
    }

    /// The keywords of a schema that may be a file; those that are not keywords stay as they are.
    pub(super) fn keywords_or_file(&mut self, map: &Map<String, Value>, spot: &Spot) -> Map<String, Value> {
        let mut out = Map::new();
        for (key, value) in map {
            let below = spot.key(key);
            match (key.as_str(), value) {
                ("discriminator", Value::String(property)) => {
                    self.moves.made(&below.is, &below.was);
                    out.insert(key.clone(), json!({ "propertyName": property }));
                }
                (NULLABLE, _) if !map.contains_key("nullable") => {
                    let (is, was) = (spot.is.key("nullable"), &below.was);
                    if let Some(flag) = self.flag(NULLABLE, value, &spot.was) {
                        self.moves.made(&is, was);
                        out.insert("nullable".to_owned(), Value::Bool(flag));
                    }
                }
                ("type", Value::String(kind)) if kind == "file" => self.file(&mut out, spot),
                // A file has no other format.
                ("format", _) if is_file(map) => {}
                _ => {
                    let value = self.below(key, value, &below);
                    out.insert(key.clone(), value);
                }
            }
        }
        out
    }

    /// A boolean, which some write as a text.
    fn flag(&mut self, key: &str, value: &Value, at: &Pointer) -> Option<bool> {
        let meant = match value {
            Value::Bool(flag) => return Some(*flag),
            other => other.as_str().and_then(|text| text.parse().ok()),
        };
        let wrong = Mismatch::of_key(key, Expected::Boolean, value);
        let said = Diagnostic::at(Code::WrongType, &at.key(key), wrong).severity(Severity::Warning);
        self.say(match meant {
            Some(flag) => said
                .help(format!("it is read as `{flag}`"))
                .fix(Action::update(at.clone(), json!({ key: flag }))),
            None => said.help("it is left out"),
        });
        meant
    }

    /// Tells of a file where there cannot be one.
    fn no_file(&mut self, at: &Pointer) {
        let message = "`file` is a type of form parameters and responses, so this is a string";
        let said = Diagnostic::at(Code::BadValue, &at.key("type"), message).severity(Severity::Warning);
        self.say(said.fix(Action::update(
            at.clone(),
            json!({ "type": "string", "format": "binary" }),
        )));
    }

    /// What a keyword holds.
    fn below(&mut self, key: &str, value: &Value, spot: &Spot) -> Value {
        match (schema_keyword(key).and_then(|keyword| keyword.holds()), value) {
            (Some(Holds::Entries), Value::Object(map)) => {
                let each = map.iter();
                let each = each.map(|(name, one)| (name.clone(), self.schema(one, &spot.key(name))));
                Value::Object(each.collect())
            }
            (Some(Holds::One | Holds::List), _) => self.schema(value, spot),
            _ => value.clone(),
        }
    }

    fn file(&mut self, out: &mut Map<String, Value>, spot: &Spot) {
        let was: Pointer = spot.was.key("type");
        for (key, word) in [("type", "string"), ("format", "binary")] {
            self.moves.made(&spot.is.key(key), &was);
            out.insert(key.to_owned(), word.into());
        }
    }
}

/// Whether a schema or a parameter is a file.
pub(super) fn is_file(map: &Map<String, Value>) -> bool {
    map.get("type").and_then(Value::as_str) == Some("file")
}
