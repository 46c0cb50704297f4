//! Changes to the tree of a document, and to its bytes.

use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::odd;
use super::place::place;

/// A changed document as text.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What a file with it is called.
    pub extension: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Stands for a number that a [`Value`] cannot hold, until the tree is text.
const NUMBER: &str = "a-number-of-many-digits";

/// A document with a few changes to its tree.
pub fn mutated(document: &Value, choices: &mut Choices<'_>) -> Mutant {
    let mut root = document.clone();
    let most = [2, 4, 8, 40][choices.below(4)];
    for _ in 0..=choices.below(most) {
        change(&mut root, choices);
    }
    let number = odd::NUMBERS[choices.below(odd::NUMBERS.len())];
    let (extension, text) = if choices.once_in(4) {
        let text = serde_yaml::to_string(&root).unwrap_or_default();
        ("yaml", text.replace(NUMBER, number))
    } else {
        let text = serde_json::to_string_pretty(&root).unwrap_or_default();
        ("json", text.replace(&format!("\"{NUMBER}\""), number))
    };
    Mutant {
        extension,
        bytes: text.into_bytes(),
    }
}

/// A text with a few changes to its bytes.
pub fn scrambled(text: &[u8], choices: &mut Choices<'_>) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..1 + choices.below(4) {
        let at = choices.below(bytes.len() + 1);
        let end = (at + choices.below(40)).min(bytes.len());
        match choices.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << choices.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = choices.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            3 => bytes.truncate(at),
            _ => drop(bytes.splice(at..at, choices.one(&odd::BYTES).iter().copied())),
        }
    }
    bytes
}

fn change(root: &mut Value, choices: &mut Choices<'_>) {
    let target = place(root, choices);
    let other = place(root, choices);
    let copy = root.pointer(&other).cloned().unwrap_or_default();
    let Some(value) = root.pointer_mut(&target) else { return };
    match choices.below(11) {
        0 => remove(value, choices),
        1 => insert(value, copy, choices),
        2 | 3 => *value = scalar(choices),
        4 | 5 => *value = json!({ "$ref": reference(&other, choices) }),
        6 => *value = copy,
        7 => rename(value, choices),
        8 => nest(value, choices),
        9 => {
            let keyword = choices.one(&odd::KEYWORDS).to_owned();
            let content = if choices.once_in(2) { copy } else { scalar(choices) };
            set(value, keyword, content);
        }
        _ => {
            let mine = std::mem::replace(value, copy);
            if let Some(there) = root.pointer_mut(&other) {
                *there = mine;
            }
        }
    }
}

fn remove(value: &mut Value, choices: &mut Choices<'_>) {
    match value {
        Value::Object(map) => {
            let key = map.keys().nth(choices.below(map.len())).cloned().unwrap_or_default();
            map.shift_remove(&key);
        }
        Value::Array(list) if !list.is_empty() => drop(list.remove(choices.below(list.len()))),
        other => *other = Value::Null,
    }
}

fn insert(value: &mut Value, copy: Value, choices: &mut Choices<'_>) {
    match value {
        Value::Object(map) => drop(map.insert(choices.one(&odd::TEXTS).to_owned(), copy)),
        Value::Array(list) => list.insert(choices.below(list.len() + 1), copy),
        other => *other = json!([other.clone(), copy]),
    }
}

fn set(value: &mut Value, key: String, content: Value) {
    match value {
        Value::Object(map) => drop(map.insert(key, content)),
        other => *other = Value::Object(Map::from_iter([(key, content)])),
    }
}

fn scalar(choices: &mut Choices<'_>) -> Value {
    match choices.below(10) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!([]),
        3 => json!({}),
        4 | 5 => json!(NUMBER),
        6 => json!(choices.one(&odd::KEYWORDS)),
        7 => json!([
            choices.one(&odd::TEXTS),
            null,
            choices.below(3),
            choices.one(&odd::KEYWORDS)
        ]),
        8 => json!("x".repeat(choices.below(5000))),
        _ => json!(choices.one(&odd::TEXTS)),
    }
}

/// A reference: mostly to a place that exists, so that circles come about.
fn reference(place: &str, choices: &mut Choices<'_>) -> String {
    match choices.below(8) {
        0 => format!("#{place}/nowhere"),
        1 => choices.one(&odd::TEXTS).to_owned(),
        2 => format!("other.yaml#{place}"),
        3 => place.to_owned(),
        _ => format!("#{place}"),
    }
}

fn rename(value: &mut Value, choices: &mut Choices<'_>) {
    let Value::Object(map) = value else { return };
    let chosen = choices.below(map.len());
    let list = if choices.once_in(2) {
        &odd::TEXTS[..]
    } else {
        &odd::KEYWORDS[..]
    };
    let name = choices.one(list).to_owned();
    let renamed = std::mem::take(map).into_iter().enumerate();
    *map = renamed
        .map(|(index, (key, child))| (if index == chosen { name.clone() } else { key }, child))
        .collect();
}

/// Puts a value below many others.
fn nest(value: &mut Value, choices: &mut Choices<'_>) {
    let deep = [1, 2, 5, 30, 60, 120, 200][choices.below(7)];
    let kind = choices.below(5);
    for _ in 0..deep {
        let inner = value.take();
        *value = match kind {
            0 => json!({ "allOf": [inner] }),
            1 => json!({ "type": "array", "items": inner }),
            2 => json!({ "oneOf": [{ "type": "string" }, inner] }),
            3 => json!({ "type": "object", "properties": { "a": inner } }),
            _ => json!({ "additionalProperties": inner }),
        };
    }
}
