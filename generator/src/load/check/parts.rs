//! The walk along the tables of `objects`.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use super::objects::{
    Cost, DISCRIMINATOR, DOCUMENT, Expect, Key, OPERATION, Object, PATH_ITEM, RESPONSE, WORDS_SINCE_32,
};
use super::{methods, unknown};
use crate::diag::{Action, Cause, Code, Diagnostic, Expected, Mismatch, Severity};
use crate::load::references::walk::{Trail, TrailStep};
use crate::pointer::Pointer;

/// Checks everything below the root.
pub(super) fn document(root: &Value, found: &mut Findings) {
    let start = Pointer::root();
    if let Some(map) = root.as_object() {
        keys(map, &DOCUMENT, &Trail::start(&start), found);
    }
}

/// Checks a discriminator; it goes if it cannot be used.
pub(super) fn discriminator(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    if !keys(map, &DISCRIMINATOR, trail, found) {
        found.gone.push(trail.pointer());
    }
}

/// Whether a value of an object can be used as what is expected. If not, it has been told.
fn fits(holder: &Map<String, Value>, value: &Value, key: &Key, trail: &Trail<'_>, found: &mut Findings) -> bool {
    match (key.expect, value) {
        (Expect::Object(_), Value::Null) if key.cost != Cost::Object => {
            found.gone.push(trail.pointer());
            true
        }
        (Expect::Any, _) | (Expect::Text, Value::String(_)) | (Expect::Flag, Value::Bool(_)) => true,
        (Expect::Schema, Value::Object(_) | Value::Bool(_)) => true,
        (Expect::Texts, Value::Array(items)) => texts(items, key, trail, found),
        (Expect::Word(words), Value::String(word)) => one_of(word, words, key, trail, found),
        (Expect::Object(kind), _) => object(value, kind, key.cost, trail, found),
        (Expect::List(kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                part(item, kind, &trail.below(TrailStep::Index(index)), found);
            }
            true
        }
        (Expect::Schemas, Value::Object(map)) => schemas(map, trail, found),
        (Expect::Map(kind), Value::Object(map)) => entries(map, kind, trail, found),
        (Expect::Requirements, Value::Array(items)) => requirements(items, trail, found),
        (Expect::Responses, Value::Object(map)) => responses(map, trail, found),
        (Expect::Callbacks, Value::Object(map)) => {
            for (name, callback) in map.iter().filter(|(name, _)| !name.starts_with("x-")) {
                let trail = trail.below(TrailStep::Key(name));
                match callback {
                    Value::Object(map) if !map.contains_key("$ref") => drop(entries(map, &PATH_ITEM, &trail, found)),
                    _ => {}
                }
            }
            true
        }
        (Expect::OtherMethods, Value::Object(map)) => other_methods(holder, map, trail, found),
        (_, Value::Null) if key.cost != Cost::Object => {
            found.gone.push(trail.pointer());
            true
        }
        (Expect::Something, _) => true,
        _ => meant(value, key, trail, found) || wrong(key, value, trail, found),
    }
}

/// An element of a list or an entry of a map; it goes if it cannot be used.
fn part(value: &Value, kind: &'static Object, trail: &Trail<'_>, found: &mut Findings) {
    if !object(value, kind, Cost::Value, trail, found) {
        found.gone.push(trail.pointer());
    }
}

fn entries(map: &Map<String, Value>, kind: &'static Object, trail: &Trail<'_>, found: &mut Findings) -> bool {
    for (name, value) in map {
        if !(kind.among_extensions && name.starts_with("x-")) {
            part(value, kind, &trail.below(TrailStep::Key(name)), found);
        }
    }
    true
}

/// Operations by method; one that cannot be sent goes.
fn other_methods(item: &Map<String, Value>, map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) -> bool {
    for (method, value) in map {
        let below = trail.below(TrailStep::Key(method));
        match methods::fault(item, method, value, &below.pointer()) {
            None => part(value, &OPERATION, &below, found),
            Some(said) => {
                found.said.push(said);
                found.gone.push(below.pointer());
            }
        }
    }
    true
}

/// Schemas by name; one that is neither a mapping nor a boolean goes.
fn schemas(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) -> bool {
    for (name, value) in map
        .iter()
        .filter(|(_, value)| !value.is_object() && !value.is_boolean())
    {
        let at = trail.below(TrailStep::Key(name)).pointer();
        let wrong = Mismatch::new("a schema", Expected::Mapping, value);
        found.said.push(told(Cost::Value, Code::WrongType, &at, wrong));
        found.gone.push(at);
    }
    true
}

/// Whether an object can be used; what is wrong in it is taken out of it.
fn object(value: &Value, kind: &'static Object, cost: Cost, trail: &Trail<'_>, found: &mut Findings) -> bool {
    match value {
        Value::Object(map) if kind.refers && map.contains_key("$ref") => true,
        Value::Object(map) => keys(map, kind, trail, found),
        _ => {
            let wrong = Mismatch::new(kind.name, Expected::Mapping, value);
            found.said.push(told(cost, Code::WrongType, &trail.pointer(), wrong));
            false
        }
    }
}

/// Checks the keys of an object; gives whether the object can be used without those that are at fault.
fn keys(map: &Map<String, Value>, kind: &'static Object, trail: &Trail<'_>, found: &mut Findings) -> bool {
    let mut is_well = true;
    for key in kind.keys {
        let below = trail.below(TrailStep::Key(key.name));
        match map.get(key.name) {
            Some(value) if fits(map, value, key, &below, found) => {}
            Some(_) if key.cost == Cost::Object => is_well = false,
            Some(_) => found.gone.push(below.pointer()),
            None if key.cost == Cost::Object && !is_optional(key) => {
                let message = format!("{} needs `{}`", kind.name, key.name);
                found
                    .said
                    .push(left_out(Code::MissingKey, &trail.pointer(), message, kind.name));
                is_well = false;
            }
            None => {}
        }
    }
    for (name, is_mapping) in kind.filled.iter().filter(|(name, _)| !map.contains_key(*name)) {
        let value = if *is_mapping { json!({}) } else { json!("") };
        found.set.push((trail.below(TrailStep::Key(name)).pointer(), value));
    }
    unknown::check(map, kind, trail, found);
    is_well
}

/// A map that must be right if it is there, and need not be there.
fn is_optional(key: &Key) -> bool {
    key.name == "variables"
}

/// Scopes that are null are none.
fn requirements(items: &[Value], trail: &Trail<'_>, found: &mut Findings) -> bool {
    for (index, item) in items.iter().enumerate() {
        let below = trail.below(TrailStep::Index(index));
        let schemes = item.as_object().into_iter().flatten();
        for (name, _) in schemes.filter(|(_, scopes)| scopes.is_null()) {
            found.set.push((below.below(TrailStep::Key(name)).pointer(), json!([])));
        }
    }
    true
}

fn responses(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) -> bool {
    for (status, response) in map.iter().filter(|(status, _)| !status.starts_with("x-")) {
        let below = trail.below(TrailStep::Key(status));
        if is_status(status) {
            part(response, &RESPONSE, &below, found);
            continue;
        }
        let message = format!("`{status}` is no status: responses are `200`, `4XX` or `default`");
        found
            .said
            .push(left_out(Code::BadStatus, &below.pointer(), message, "the response"));
        found.gone.push(below.pointer());
    }
    true
}

fn is_status(text: &str) -> bool {
    let digits = |rest: &str| rest.bytes().all(|letter| letter.is_ascii_digit()) || rest.eq_ignore_ascii_case("xx");
    let is_number = text.len() == 3 && matches!(text.as_bytes()[0], b'1'..=b'5') && digits(&text[1..]);
    is_number || text == "default"
}

fn texts(items: &[Value], key: &Key, trail: &Trail<'_>, found: &mut Findings) -> bool {
    items.iter().enumerate().fold(true, |is_well, (index, item)| {
        let trail = trail.below(TrailStep::Index(index));
        let is_text = match item {
            Value::String(_) => true,
            Value::Number(_) | Value::Bool(_) => {
                found.set.push((trail.pointer(), Value::String(item.to_string())));
                true
            }
            _ => wrong(key, item, &trail, found),
        };
        is_text && is_well
    })
}

/// Reads a value of another kind as what it can only mean. For words nobody wants to hear of it.
fn meant(value: &Value, key: &Key, trail: &Trail<'_>, found: &mut Findings) -> bool {
    let (expected, meant) = match (key.expect, value) {
        (Expect::Text, Value::Number(_) | Value::Bool(_)) => (Expected::Text, Value::String(value.to_string())),
        (Expect::Texts, Value::String(_)) => (Expected::List, json!([value])),
        (Expect::Flag, Value::String(text)) => match text.to_ascii_lowercase().parse() {
            Ok(flag) => (Expected::Boolean, Value::Bool(flag)),
            Err(_) => return false,
        },
        _ => return false,
    };
    let at = trail.pointer();
    if let Some(holder) = at
        .parent()
        .filter(|_| expected != Expected::Text || key.cost == Cost::Object)
    {
        let wrong = Mismatch::of_key(key.name, expected, value).read_as(&meant);
        let fix = Action::update(holder, json!({ key.name: meant }));
        found.said.push(
            Diagnostic::at(Code::WrongType, &at, wrong)
                .severity(Severity::Warning)
                .help("write it so in the document")
                .fix(fix),
        );
    }
    found.set.push((at, meant));
    true
}

/// Whether a word is one of those that may stand here; another case of its letters is forgiven.
fn one_of(word: &str, words: &'static [&'static str], key: &Key, trail: &Trail<'_>, found: &mut Findings) -> bool {
    if words.contains(&word) {
        if WORDS_SINCE_32.contains(&(key.name, word)) {
            found.since_32.add(&format!("{}: {word}", key.name), || trail.pointer());
        }
        return true;
    }
    let at = trail.pointer();
    let wrong = Mismatch::of_key(key.name, Expected::Word(words), &json!(word));
    let same = words.iter().find(|other| other.eq_ignore_ascii_case(word));
    if let (Some(same), Some(holder)) = (same, at.parent()) {
        let fix = Action::update(holder, json!({ key.name: same }));
        found.said.push(
            Diagnostic::at(Code::BadValue, &at, wrong)
                .severity(Severity::Warning)
                .help(format!("it is read as `{same}`"))
                .fix(fix),
        );
        found.set.push((at, json!(same)));
        return true;
    }
    let said = told(key.cost, Code::BadValue, &at, wrong);
    found.said.push(without_holder(said, key, &at));
    false
}

/// Tells that a value cannot be used; gives that it cannot.
fn wrong(key: &Key, value: &Value, trail: &Trail<'_>, found: &mut Findings) -> bool {
    let expected = match key.expect {
        Expect::Text | Expect::Word(_) => Expected::Text,
        Expect::Flag => Expected::Boolean,
        Expect::Texts | Expect::List(_) | Expect::Requirements => Expected::List,
        _ => Expected::Mapping,
    };
    let wrong = Mismatch::of_key(key.name, expected, value);
    let said = told(key.cost, Code::WrongType, &trail.pointer(), wrong);
    found.said.push(without_holder(said, key, &trail.pointer()));
    false
}

/// A message about a part that goes.
fn told(cost: Cost, code: Code, at: &Pointer, cause: impl Into<Cause>) -> Diagnostic {
    let said = Diagnostic::at(code, at, cause);
    match cost {
        Cost::Nothing => said.severity(Severity::Warning).help("a client can do without it"),
        Cost::Value => said.help("it is left out; an overlay can correct the document"),
        Cost::Object => said.help("what holds it is left out; an overlay can correct the document"),
    }
}

/// Adds the fix that takes away what a key is needed in: without the key it would be as useless.
fn without_holder(said: Diagnostic, key: &Key, at: &Pointer) -> Diagnostic {
    match at.parent().filter(|_| key.cost == Cost::Object && !is_optional(key)) {
        Some(holder) => said.fix(Action::remove(holder)),
        None => said,
    }
}

fn left_out(code: Code, at: &Pointer, message: String, what: &str) -> Diagnostic {
    let what = what
        .trim_start_matches("an ")
        .trim_start_matches("a ")
        .trim_start_matches("the ");
    let help = format!("the {what} is left out; an overlay can correct the document");
    Diagnostic::at(code, at, message).help(help)
}
