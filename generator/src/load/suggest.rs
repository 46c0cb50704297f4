//! What to do about a pointer that leads nowhere: the nearest one that leads somewhere.

use serde_json::Value;

use super::describe::kind;
use crate::alike::{is_slip, nearest};
use crate::pointer::Pointer;

/// What to do about a pointer that leads nowhere.
pub(super) struct Missing {
    /// For people.
    pub(super) words: String,
    /// The nearest pointer, if one is near.
    near: Option<Pointer>,
}

impl Missing {
    /// The pointer that can only be meant: another one by a slip, not just the nearest.
    pub(super) fn meant(&self, root: &Value, at: &Pointer) -> Option<Pointer> {
        let near = self.near.as_ref()?;
        (is_slip(at.as_str(), near.as_str()) && near.find(root).is_some()).then(|| near.clone())
    }
}

/// For so many pointers the nearest name is looked for: each search compares all names of a document.
const MOST_GUESSES: usize = 100;

/// How many pointers the nearest name was looked for.
#[derive(Default)]
pub(super) struct Guesses(usize);

impl Guesses {
    /// What to do about a pointer that leads nowhere. After many of them no name is suggested.
    pub(super) fn missing(&mut self, root: &Value, at: &Pointer) -> Missing {
        self.0 += 1;
        missing(root, at, self.0 <= MOST_GUESSES)
    }
}

fn missing(root: &Value, at: &Pointer, may_guess: bool) -> Missing {
    let plain = |words: String| Missing { words, near: None };
    let (mut here, mut known) = (root, Pointer::root());
    let mut parts = at.parts().into_iter();
    for part in parts.by_ref() {
        if let Some(child) = known.key(&part).find(root) {
            (here, known) = (child, known.key(&part));
            continue;
        }
        let keys = here
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys().map(String::as_str));
        return match may_guess.then(|| nearest(&part, keys)).flatten() {
            Some(near) => {
                let near = parts.fold(known.key(near), |at, rest| at.key(&rest));
                Missing {
                    words: format!("did you mean `{near}`?"),
                    near: Some(near),
                }
            }
            None => plain(describe(here, &known, &part, may_guess)),
        };
    }
    plain(format!("`{known}` exists"))
}

fn describe(here: &Value, known: &Pointer, part: &str, may_guess: bool) -> String {
    let known = if *known == Pointer::root() {
        "the document".to_owned()
    } else {
        format!("`{known}`")
    };
    match here {
        Value::Object(map) if map.contains_key("$ref") => {
            format!("{known} is itself a reference, and a pointer does not lead through one")
        }
        Value::Object(map) if (1..=6).contains(&map.len()) => {
            let keys: Vec<_> = map.keys().map(|key| format!("`{key}`")).collect();
            format!("{known} has no `{part}`; it has {}", keys.join(", "))
        }
        Value::Object(map) if map.is_empty() => format!("{known} is empty"),
        Value::Object(_) if may_guess => format!("{known} has no `{part}`, and nothing like it"),
        Value::Object(_) => format!("{known} has no `{part}`"),
        Value::Array(list) => format!("{known} is a list of {}", list.len()),
        other => format!("{known} is {}", kind(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pointers() {
        let root =
            json!({"components": {"schemas": {"Stream": {"type": "object"}, "Alias": {"$ref": "#/x"}}}, "l": [1]});
        let table = [
            (
                "/components/schemas/Strem",
                "did you mean `#/components/schemas/Stream`?",
            ),
            (
                "/component/schemas/Stream",
                "did you mean `#/components/schemas/Stream`?",
            ),
            (
                "/components/schemas/Call",
                "`#/components/schemas` has no `Call`; it has `Stream`, `Alias`",
            ),
            (
                "/components/schemas/Alias/type",
                "`#/components/schemas/Alias` is itself a reference, and a pointer does not lead through one",
            ),
            ("/l/3", "`#/l` is a list of 1"),
        ];
        for (pointer, help) in table {
            assert_eq!(missing(&root, &Pointer::parse(pointer), true).words, help, "{pointer}");
        }
    }

    #[test]
    fn many_pointers_get_no_suggestion() {
        let root = json!({"Stream": 1});
        let mut guesses = Guesses::default();
        let mut last = String::new();
        for _ in 0..=MOST_GUESSES {
            last = guesses.missing(&root, &Pointer::parse("/Strem")).words;
        }
        assert_eq!(last, "the document has no `Strem`; it has `Stream`");
    }
}
