//! What is particular to parameters: the styles that their places allow, a schema or a content, and each only once in a list.
//!
//! A fault costs what is wrong in the parameter, and never its operation.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch, Place, Severity};
use crate::load::references::walk::{Trail, TrailStep};
use crate::pointer::Pointer;
use crate::spec::{essence, is_json};

const FORM: &str = "application/x-www-form-urlencoded";

/// Longer chains of references are reported where they are followed.
const LONGEST: usize = 64;

const QUERY_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/// Place of a parameter → the styles that it can have, the default one first.
const STYLES: [(&str, &[&str]); 5] = [
    ("path", &["simple", "label", "matrix"]),
    ("query", QUERY_STYLES),
    ("header", &["simple"]),
    ("cookie", &["form", "cookie"]),
    // The media type alone says how it is written.
    (WHOLE_QUERY, &[]),
];

/// The place of a parameter that is the whole query.
const WHOLE_QUERY: &str = "querystring";

/// Checks a parameter.
pub(super) fn parameter(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    if map.contains_key("$ref") {
        return;
    }
    let place = map.get("in").and_then(Value::as_str).unwrap_or_default();
    if let Some((_, styles)) = STYLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(place)) {
        style(map, styles, trail, found);
    }
    reserved(map, place, trail, found);
    if place.eq_ignore_ascii_case(WHOLE_QUERY) {
        return whole_query(map, trail, found);
    }
    let at = trail.pointer();
    match (has_schema(map), has_content(map)) {
        (true, true) => {
            let message = "a parameter has either `schema` or `content`: the `content` of this one is not used";
            let content = at.key("content");
            let said = Diagnostic::at(Code::IgnoredEncoding, &content, message);
            found.said.push(said.help("remove the one that is not meant"));
            found.gone.push(content);
        }
        (false, false) => {
            let message = "a parameter needs `schema` or `content`";
            let said =
                Diagnostic::at(Code::MissingKey, &at, message).help("it takes a string; an overlay can add a schema");
            let fix = Action::update(at, json!({ "schema": { "type": "string" } }));
            found.said.push(said.fix(fix));
            fill(map, trail, found);
        }
        _ => {}
    }
}

/// Checks a parameter that is the whole query: it goes if its media type is not one that can be written.
fn whole_query(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let at = trail.pointer();
    let content = map.get("content").and_then(Value::as_object);
    let first = content.and_then(|content| content.iter().next());
    let said = match first {
        None => Diagnostic::at(Code::MissingKey, &at, "a parameter in `querystring` needs `content`"),
        Some((media_type, value)) if is_json(media_type) || essence(media_type) == FORM => {
            let encoding = value.get("encoding").and_then(Value::as_object);
            if encoding.is_some_and(|members| !members.is_empty()) {
                let message = "the query is written without the `encoding` of its members";
                let at = at.key("content").key(media_type).key("encoding");
                let said = Diagnostic::at(Code::IgnoredEncoding, &at, message);
                found
                    .said
                    .push(said.help("an overlay can remove it, if the service does without"));
            }
            return;
        }
        Some((media_type, _)) => {
            let message = format!("a query string is written as `{FORM}` or as JSON, and not as `{media_type}`");
            Diagnostic::at(Code::UnsendableValue, &at.key("content").key(media_type), message)
        }
    };
    let said = said.help("the parameter is left out; an overlay can correct the document");
    found.said.push(said.fix(Action::remove(at.clone())));
    found.gone.push(at);
}

/// Tells of reserved characters that are encoded all the same.
fn reserved(map: &Map<String, Value>, place: &str, trail: &Trail<'_>, found: &mut Findings) {
    // Nothing is encoded in a header.
    let is_encoded = !["query", "header"]
        .iter()
        .any(|other| other.eq_ignore_ascii_case(place));
    if is_encoded && map.get("allowReserved") == Some(&Value::Bool(true)) {
        let at = trail.below(TrailStep::Key("allowReserved")).pointer();
        let message = format!("`allowReserved` has no effect in `{place}`: reserved characters are encoded there");
        found.said.push(Diagnostic::at(Code::UnsupportedKey, &at, message));
    }
}

/// Checks a header. Its value is not decoded, so nothing is lost if it cannot be.
pub(super) fn header(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    if map.contains_key("$ref") {
        return;
    }
    if !has_schema(map) && !has_content(map) {
        fill(map, trail, found);
    }
    if map.get("style").is_some_and(|style| style != "simple") {
        found.gone.push(trail.below(TrailStep::Key("style")).pointer());
    }
}

/// Checks the `encoding` of a member of a form, which is written like a query parameter.
pub(super) fn encoding(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    style(map, QUERY_STYLES, trail, found);
}

/// Tells of parameters of a path or of an operation that a later one of the same list replaces.
pub(super) fn list(map: &Map<String, Value>, root: &Value, trail: &Trail<'_>, found: &mut Findings) {
    let list = map.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let here = trail.below(TrailStep::Key("parameters"));
    let mut seen: BTreeMap<(String, String), (usize, &Value)> = BTreeMap::new();
    for (index, item) in list.enumerate() {
        let Some((key, value)) = follow(root, item).and_then(|value| Some((identity(value)?, value))) else {
            continue;
        };
        let Some((before, old)) = seen.insert(key, (index, value)) else {
            continue;
        };
        let word = |key: &str| old.get(key).and_then(Value::as_str).unwrap_or_default();
        let (name, place) = (word("name"), word("in"));
        let at = |index| here.below(TrailStep::Index(index)).pointer();
        let message = format!("a later declaration of the {place} parameter `{name}` replaces this one");
        let said = Diagnostic::at(Code::DuplicateParameter, &at(before), message);
        let said = said.related(Place::At(at(index)), "this one is used");
        found.said.push(if old == value {
            said.severity(Severity::Warning)
        } else {
            said
        });
        found.gone.push(at(before));
    }
}

/// What no two parameters of a list have in common. The case of a header's name does not matter.
fn identity(parameter: &Value) -> Option<(String, String)> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    let (name, place) = (text("name")?, text("in")?.to_lowercase());
    let name = if place == "header" {
        name.to_lowercase()
    } else {
        name.to_owned()
    };
    Some((name, place))
}

fn follow<'a>(root: &'a Value, value: &'a Value) -> Option<&'a Value> {
    let mut here = value;
    for _ in 0..LONGEST {
        let Some(reference) = here.get("$ref").and_then(Value::as_str) else {
            return Some(here);
        };
        here = Pointer::parse(reference).find(root)?;
    }
    None
}

/// Tells of a style that is not one of those that its place allows. Words that are no styles at all have been told.
fn style(map: &Map<String, Value>, allowed: &'static [&'static str], trail: &Trail<'_>, found: &mut Findings) {
    let Some(style) = map.get("style").and_then(Value::as_str) else {
        return;
    };
    let is_style = STYLES.iter().any(|(_, styles)| styles.contains(&style));
    if !is_style || allowed.contains(&style) {
        return;
    }
    let at = trail.below(TrailStep::Key("style")).pointer();
    let said = match allowed.first() {
        Some(first) => {
            let wrong = Mismatch::of_key("style", Expected::Word(allowed), &json!(style));
            let said = Diagnostic::at(Code::BadValue, &at, wrong);
            said.help(format!("it is left out, so that the style is `{first}`"))
        }
        None => Diagnostic::at(Code::BadValue, &at, "a query string has no `style`").help("it is left out"),
    };
    found.said.push(said);
    found.gone.push(at);
}

fn has_schema(map: &Map<String, Value>) -> bool {
    map.get("schema")
        .is_some_and(|schema| schema.is_object() || schema.is_boolean())
}

fn has_content(map: &Map<String, Value>) -> bool {
    let content = map.get("content").and_then(Value::as_object);
    content.is_some_and(|content| content.values().any(Value::is_object))
}

/// Lets the value be text.
fn fill(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    found.set.push((
        trail.below(TrailStep::Key("schema")).pointer(),
        json!({ "type": "string" }),
    ));
    if map.contains_key("content") {
        found.gone.push(trail.below(TrailStep::Key("content")).pointer());
    }
}
