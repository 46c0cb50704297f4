//! Values for each type of a document, as far as an independent validator calls them valid.
//!
//! Null is left out where it would be the whole value: a type is never null, what holds it may be.

use std::collections::BTreeMap;

use jsonschema::{Registry, Validator};
use oasmith_tests::fuzz::Choices;
use serde_json::{Value, json};

use crate::schema::{self, Direction};
use crate::subject::Subject;
use crate::values::{Mood, Values};

/// The name of the document, for the validator.
const DOCUMENT: &str = "https://oracle.test/document";

/// Attempts for each type.
const ATTEMPTS: u64 = 24;

/// Valid values for each type of the subject, in the order of its types.
pub(crate) fn samples(subject: &Subject) -> Vec<Vec<Value>> {
    let directions = [Direction::Read, Direction::Write];
    let roots: BTreeMap<Direction, Value> = directions
        .map(|direction| (direction, schema::document(&subject.root, direction)))
        .into();
    let registries: BTreeMap<Direction, Registry<'_>> = roots
        .iter()
        .filter_map(|(direction, root)| Some((*direction, registry(root)?)))
        .collect();
    let mut out = Vec::new();
    for asked in &subject.types {
        let root = &roots[&asked.direction];
        let validator = registries
            .get(&asked.direction)
            .and_then(|registry| validator(registry, &asked.at));
        out.push(validator.map_or_else(Vec::new, |validator| valid(root, &asked.at, &validator)));
    }
    out
}

fn registry(root: &Value) -> Option<Registry<'_>> {
    Registry::new().add(DOCUMENT, root).ok()?.prepare().ok()
}

/// A schema that the validator cannot read has no values.
fn validator(registry: &Registry<'_>, at: &str) -> Option<Validator> {
    let reference = json!({ "$ref": format!("{DOCUMENT}#{}", encoded(at)) });
    jsonschema::options()
        .with_registry(registry)
        .should_validate_formats(true)
        .build(&reference)
        .ok()
}

/// A pointer as a part of a URI.
fn encoded(pointer: &str) -> String {
    let mut out = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn valid(root: &Value, at: &str, validator: &Validator) -> Vec<Value> {
    let Some(schema) = root.pointer(at) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for attempt in 0..ATTEMPTS {
        let mood = match attempt {
            0 | 1 => Mood::Spare,
            2..=5 => Mood::Full,
            _ => Mood::Any,
        };
        let mut values = Values {
            root,
            choices: Choices::numbered(attempt),
            mood,
        };
        out.extend(
            values
                .make(schema, 0)
                .filter(|value| !value.is_null() && validator.is_valid(value) && !out.contains(value)),
        );
    }
    out
}
