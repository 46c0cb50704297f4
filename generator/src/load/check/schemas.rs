//! What is wrong with a schema before anybody reaches it: a `type` that YAML has taken for null, an `enum` that excludes it,
//! and what is said of discriminators.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch, Severity};
use crate::load::references::walk::Trail;
use crate::pointer::Pointer;
use crate::spec::{DISCRIMINATOR_VALUES, Discriminator, keyword};

/// Checks a schema.
pub(super) fn check(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    null_type(map, trail, found);
    contradiction(map, trail, found);
    default_mapping(map, trail, found);
    discriminator_value(map, trail, found);
}

/// A `defaultMapping` that is not one of the branches beside it.
fn default_mapping(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let discriminator = keyword(map, "discriminator");
    let default = discriminator
        .and_then(Discriminator::read)
        .and_then(|read| read.default_target());
    let lists = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| keyword(map, key)?.as_array());
    let mut branches = lists.flatten().peekable();
    let (Some(default), true) = (default, branches.peek().is_some()) else {
        return;
    };
    let is_default =
        |branch: &Value| branch.get("$ref").and_then(Value::as_str).map(Pointer::parse) == Some(default.clone());
    if !branches.any(is_default) {
        let at = trail.pointer().key("discriminator").key("defaultMapping");
        let message = format!(
            "`{}` is not one of the schemas that a value can be, so it cannot be the default",
            default.last()
        );
        let said = Diagnostic::at(Code::BadValue, &at, message);
        found.said.push(said.help("it is left out; refer to one of them"));
        found.gone.push(at);
    }
}

/// A text for a discriminator that is no text.
fn discriminator_value(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let stated = DISCRIMINATOR_VALUES
        .iter()
        .filter_map(|key| Some((*key, keyword(map, key)?)));
    for (key, value) in stated.filter(|(_, value)| !value.is_string()) {
        let wrong = Mismatch::of_key(key, Expected::Text, value);
        let said = Diagnostic::at(Code::WrongType, &trail.pointer().key(key), wrong);
        found
            .said
            .push(said.help("it is left out, so the name of the schema stands for it"));
    }
}

/// `type: null` without quotes is the value null, and the type that has that name is meant.
fn null_type(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let at = || trail.pointer().key("type");
    let nulls: Vec<Pointer> = match keyword(map, "type") {
        Some(Value::Null) => vec![at()],
        Some(Value::Array(kinds)) if kinds.contains(&Value::Null) => {
            let nulls = kinds.iter().enumerate().filter(|(_, kind)| kind.is_null());
            nulls.map(|(index, _)| at().index(index)).collect()
        }
        _ => return,
    };
    let wrong = Mismatch::of_key("type", Expected::Text, &Value::Null).read_as("the type `null`");
    let said = Diagnostic::at(Code::WrongType, &at(), wrong)
        .severity(Severity::Warning)
        .help("put it in quotes: `'null'`");
    let is_one = nulls == [at()];
    let fix = is_one.then(|| Action::update(trail.pointer(), json!({ "type": "null" })));
    found.said.push(fix.into_iter().fold(said, Diagnostic::fix));
    found.set.extend(nulls.into_iter().map(|at| (at, json!("null"))));
}

/// The values of an `enum` of which none is of the `type` beside it.
fn contradiction(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let (Some(Value::String(kind)), Some(Value::Array(values))) = (keyword(map, "type"), keyword(map, "enum")) else {
        return;
    };
    if values.iter().all(Value::is_null) || values.iter().any(|value| is_of(value, kind)) {
        return;
    }
    let at = trail.pointer();
    let is_plain = |value: &Value| !value.is_object() && !value.is_array();
    match kind.as_str() {
        "string" if values.iter().all(is_plain) => texts(values, &at, found),
        "array" | "object" => {
            found.said.push(warning(
                kind,
                &at,
                "it is left out; an enum of the items stands in `items`",
            ));
            found.gone.push(at.key("enum"));
        }
        _ => {
            let said = Diagnostic::at(Code::ContradictoryEnum, &at.key("enum"), message(kind)).severity(Severity::Gap);
            found.said.push(
                said.help("any JSON value is taken here; write the values in the kind that they have on the wire"),
            );
            found.gone.extend([at.key("enum"), at.key("type")]);
        }
    }
}

fn message(kind: &str) -> String {
    format!("none of the values of this `enum` is of the type `{kind}`")
}

fn warning(kind: &str, at: &Pointer, help: &str) -> Diagnostic {
    Diagnostic::at(Code::ContradictoryEnum, &at.key("enum"), message(kind)).help(help)
}

/// Numbers and booleans without quotes, where the type says that they are texts.
fn texts(values: &[Value], at: &Pointer, found: &mut Findings) {
    let text = |value: &Value| {
        if value.is_null() {
            Value::Null
        } else {
            json!(value.to_string())
        }
    };
    found
        .said
        .push(warning("string", at, "they are read as texts; put them in quotes"));
    found.set.push((at.key("enum"), values.iter().map(text).collect()));
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}
