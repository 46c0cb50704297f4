//! The overlay that settles messages: actions with a JSONPath that leads to exactly one place of the document as written.

use std::cmp::Reverse;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::find::Finder;
use super::order::sorted;
use super::yaml::yaml;
use crate::diag::{Action, Diagnostic, Diagnostics, Edit};
use crate::pointer::Pointer;
use crate::printable::is_unprintable;
use crate::spec::Document;

/// An overlay document.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// Its text, YAML.
    pub text: String,
    /// How many actions it has.
    pub actions: usize,
    /// How many messages they settle.
    pub messages: usize,
}

/// The fixes of all messages; `None` if there are none.
pub(super) fn overlay(diags: &Diagnostics, document: &Document, title: &str) -> Option<Overlay> {
    let mut finder = Finder::new(Some(document));
    let (mut all, mut messages) = (Vec::<(Pointer, bool, Value)>::new(), 0);
    for (item, _) in sorted(diags, &mut finder) {
        let actions = settle(item, &mut finder);
        messages += usize::from(!actions.is_empty());
        for (action, mut value) in actions {
            let removes = action.change == Edit::Remove;
            value["description"] = json!(format!("{}: {}", item.code, item.message));
            let (target, change) = (&value["target"], value.get("update"));
            let known = |(_, _, other): &(_, _, Value)| other["target"] == *target && other.get("update") == change;
            if !all.iter().any(known) {
                all.push((action.target.clone(), removes, value));
            }
        }
    }
    in_safe_order(&mut all);
    let actions: Vec<Value> = all.into_iter().map(|(_, _, value)| value).collect();
    (!actions.is_empty()).then(|| Overlay {
        actions: actions.len(),
        messages,
        text: text(title, actions),
    })
}

/// Updates first, then removals from the end of the document to its beginning: none of them moves the target of a later one.
fn in_safe_order(all: &mut [(Pointer, bool, Value)]) {
    all.sort_by_key(|(target, removes, _)| removes.then(|| Reverse(order(target))));
}

/// Document order, with numbers as numbers.
fn order(at: &Pointer) -> Vec<(usize, String)> {
    let parts = at.parts().into_iter();
    parts.map(|part| (part.parse().unwrap_or(0), part)).collect()
}

const HEAD: &str = "\
# Corrections that `oasmith generate --fix` proposes. Read each before you keep it: an action says what is needed for a
# client, and only the author of the document knows what is true. To apply them, name this file in `overlays` of
# client.toml, or after --overlay.
";

fn text(title: &str, actions: Vec<Value>) -> String {
    let document = json!({
        "overlay": "1.0.0",
        "info": { "title": format!("Corrections for {title}"), "version": "1.0.0" },
        "actions": actions.into_iter().map(described_first).collect::<Vec<_>>(),
    });
    format!("{HEAD}{}", yaml(&document))
}

fn described_first(action: Value) -> Value {
    let take = |key: &str| action.get(key).map(|value| (key.to_owned(), value.clone()));
    let keys = ["target", "description", "update", "remove"];
    Value::Object(keys.into_iter().filter_map(take).collect::<Map<_, _>>())
}

/// The actions of one message, ready to be pasted into the `actions` of an overlay.
pub(super) fn paste(item: &Diagnostic, finder: &mut Finder<'_>) -> Option<String> {
    let actions = actions(item, finder);
    (!actions.is_empty()).then(|| yaml(&Value::Array(actions)).trim_end().to_owned())
}

/// The actions of one message, as values.
pub(super) fn actions(item: &Diagnostic, finder: &mut Finder<'_>) -> Vec<Value> {
    settle(item, finder).into_iter().map(|(_, value)| value).collect()
}

/// All actions of a message or none: half a fix is none. A place that only passes made is not there to be changed.
fn settle<'a>(item: &'a Diagnostic, finder: &mut Finder<'_>) -> Vec<(&'a Action, Value)> {
    let each = item.fix.iter().map(|action| Some((action, value(action, finder)?)));
    each.collect::<Option<_>>().unwrap_or_default()
}

fn value(action: &Action, finder: &mut Finder<'_>) -> Option<Value> {
    let target = json_path(&action.target, finder)?;
    Some(match &action.change {
        Edit::Remove => json!({ "target": target, "remove": true }),
        Edit::Update(update) => json!({ "target": target, "update": update }),
    })
}

/// The JSONPath to a place, or nothing if the document as written has no such place.
fn json_path(at: &Pointer, finder: &mut Finder<'_>) -> Option<String> {
    finder.is_element(at)?;
    let (mut out, mut here) = ("$".to_owned(), Pointer::root());
    for part in at.parts() {
        here = here.key(&part);
        // What several documents have together, such as `components`, may stand in none of them at that place.
        let is_element = finder.is_element(&here).unwrap_or(false);
        out.push_str(&if is_element {
            format!("[{part}]")
        } else {
            segment(&part)
        });
    }
    Some(out)
}

/// One step of a JSONPath by a key: `.name`, or `['any text']`.
pub fn segment(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if plain {
        return format!(".{key}");
    }
    let mut quoted = String::new();
    for letter in key.chars() {
        match letter {
            '\'' | '\\' => quoted.extend(['\\', letter]),
            // Characters beyond U+FFFF would take a surrogate pair, which not every reader of JSONPath knows.
            hidden if is_unprintable(hidden) && hidden <= '\u{FFFF}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(hidden));
            }
            other => quoted.push(other),
        }
    }
    format!("['{quoted}']")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json_path::JsonPath;

    #[test]
    fn a_segment_selects_its_key_and_nothing_else() {
        let keys = [
            "plain",
            "a b",
            "it's",
            "back\\slash",
            "/x/{y}",
            "$ref",
            "200",
            "*",
            "a.b",
            "line\nbreak",
            "\u{202e}\u{61c}\u{e0041}",
            "\"q\"",
            "é",
            "..",
            "]",
        ];
        let all: Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), json!(key))).collect();
        let all = Value::Object(all);
        for key in keys {
            let path = JsonPath::parse(&format!("${}", segment(key))).unwrap();
            assert_eq!(path.query(&all).all(), [&json!(key)], "{key}");
        }
    }
}
