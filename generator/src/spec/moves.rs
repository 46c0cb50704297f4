//! Where the parts of a document stood before it was turned into OpenAPI 3.
//!
//! In: pairs of places, as the conversion makes them. Out: for a place of one form the place of the other, and messages that say
//! what the author finds in the original. Must not know what a part means.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diag::{Diagnostic, Edit};
use crate::pointer::Pointer;

/// Where parts stood, and where they are. A place without an entry is where it was, below the nearest one that has an entry.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    back: BTreeMap<Pointer, Was>,
    forth: BTreeMap<Pointer, Pointer>,
    /// As `forth`, for whoever means the schema of what stood there.
    schemas: BTreeMap<Pointer, Pointer>,
}

/// Where a part stood.
#[derive(Clone, Debug)]
struct Was {
    at: Pointer,
    /// Whether it is there only because of what stood there, and has nothing that the author wrote.
    is_made: bool,
}

impl Was {
    fn written(at: &Pointer) -> Self {
        let at = at.clone();
        Self { at, is_made: false }
    }
}

impl Moves {
    /// Notes that a part has moved with all that is in it.
    pub fn moved(&mut self, is: &Pointer, was: &Pointer) {
        self.back.insert(is.clone(), Was::written(was));
        self.forth.entry(was.clone()).or_insert_with(|| is.clone());
    }

    /// Notes the schema of what was a schema itself among other things, such as a parameter.
    pub fn schema(&mut self, is: &Pointer, was: &Pointer) {
        self.back.insert(is.clone(), Was::written(was));
        self.schemas.entry(was.clone()).or_insert_with(|| is.clone());
    }

    /// Notes one more copy of a part.
    pub fn copied(&mut self, is: &Pointer, was: &Pointer) {
        self.back.insert(is.clone(), Was::written(was));
    }

    /// Notes a part that the author did not write, and what it was made of.
    pub fn made(&mut self, is: &Pointer, was: &Pointer) {
        let (at, is_made) = (was.clone(), true);
        self.back.insert(is.clone(), Was { at, is_made });
    }

    /// Whether a part has moved by itself, and not with what is around it.
    pub fn has(&self, was: &Pointer) -> bool {
        self.forth.contains_key(was)
    }

    /// Where a part stood.
    pub fn before(&self, at: &Pointer) -> Pointer {
        match nearest(&self.back, at) {
            Some((Was { at, is_made: true }, _)) => at.clone(),
            Some((Was { at, is_made: false }, tail)) => at.join(&tail),
            None => at.clone(),
        }
    }

    /// Where a part is.
    pub fn after(&self, at: &Pointer) -> Pointer {
        nearest(&self.forth, at).map_or_else(|| at.clone(), |(is, tail)| is.join(&tail))
    }

    /// Where the schema is that an author means who names a place.
    pub fn schema_after(&self, at: &Pointer) -> Pointer {
        let own = nearest(&self.schemas, at);
        let other = nearest(&self.forth, at);
        match (own, other) {
            (Some((is, tail)), Some((_, longer))) if tail.depth() <= longer.depth() => is.join(&tail),
            (Some((is, tail)), None) => is.join(&tail),
            (_, Some((is, tail))) => is.join(&tail),
            (None, None) => at.clone(),
        }
    }

    /// A message whose actions fit the original. An action that cannot be said of the original is left out, and the others of its message
    /// with it.
    pub fn told(&self, mut said: Diagnostic) -> Diagnostic {
        if self.back.is_empty() {
            return said;
        }
        let is_made = |at: &Pointer| matches!(nearest(&self.back, at), Some((Was { is_made: true, .. }, _)));
        if said.fix.iter().any(|action| is_made(&action.target)) {
            said.fix.clear();
        }
        for action in &mut said.fix {
            if let Edit::Update(update) = &mut action.change {
                self.restore(update);
            }
        }
        said.moved(&|at: &Pointer| self.before(at))
    }

    /// Turns what an action adds into the original form: references, and the schemas of parameters.
    fn restore(&self, value: &mut Value) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(text)) = map.get_mut("$ref") {
                    *text = self.before(&Pointer::parse(text)).to_string();
                }
                map.values_mut().for_each(|value| self.restore(value));
                flatten(map);
            }
            Value::Array(list) => list.iter_mut().for_each(|value| self.restore(value)),
            _ => {}
        }
    }
}

/// A parameter has the keywords of its schema itself.
fn flatten(map: &mut Map<String, Value>) {
    let is_parameter = map.contains_key("in") && map.contains_key("name");
    if is_parameter && let Some(Value::Object(schema)) = map.remove("schema") {
        map.extend(schema);
    }
}

/// The entry of the nearest place at or above another one, and the way from there.
fn nearest<'m, T>(map: &'m BTreeMap<Pointer, T>, at: &Pointer) -> Option<(&'m T, Pointer)> {
    if map.is_empty() {
        return None;
    }
    let mut above = std::iter::successors(Some(at.clone()), Pointer::parent);
    above.find_map(|here| Some((map.get(&here)?, at.strip(&here)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Action, Code};
    use serde_json::json;

    fn at(text: &str) -> Pointer {
        Pointer::parse(text)
    }

    fn moves() -> Moves {
        let mut moves = Moves::default();
        moves.moved(&at("/components/schemas"), &at("/definitions"));
        moves.moved(&at("/get/parameters/0"), &at("/get/parameters/1"));
        moves.schema(&at("/get/parameters/0/schema"), &at("/get/parameters/1"));
        moves.made(&at("/get/requestBody/content"), &at("/get/parameters/0"));
        moves
    }

    #[test]
    fn places() {
        let table = [
            ("/components/schemas/A/type", "/definitions/A/type", true),
            ("/get/parameters/0", "/get/parameters/1", true),
            ("/get/parameters/0/schema/type", "/get/parameters/1/type", false),
            ("/get/requestBody/content/a~1b", "/get/parameters/0", false),
            ("/info/title", "/info/title", true),
        ];
        for (is, was, is_moved) in table {
            assert_eq!(moves().before(&at(is)), at(was), "{is}");
            assert!(!is_moved || moves().after(&at(was)) == at(is), "{was}");
        }
        assert_eq!(
            moves().schema_after(&at("/get/parameters/1/items")),
            at("/get/parameters/0/schema/items")
        );
        assert_eq!(moves().schema_after(&at("/definitions/A")), at("/components/schemas/A"));
    }

    #[test]
    fn actions_fit_the_original() {
        let parameter = json!({ "name": "a", "in": "path", "required": true, "schema": { "type": "string" } });
        let table = [
            (
                Action::update(at("/components/schemas/A"), json!({ "$ref": "#/components/schemas/B" })),
                Some(Action::update(
                    at("/definitions/A"),
                    json!({ "$ref": "#/definitions/B" }),
                )),
            ),
            (
                Action::update(at("/get"), json!({ "parameters": [parameter] })),
                Some(Action::update(
                    at("/get"),
                    json!({ "parameters": [{ "name": "a", "in": "path", "required": true, "type": "string" }] }),
                )),
            ),
            (Action::remove(at("/get/requestBody/content/a")), None),
        ];
        for (action, expected) in table {
            let said = Diagnostic::at(Code::BadValue, &action.target, "").fix(action.clone());
            assert_eq!(moves().told(said).fix, Vec::from_iter(expected), "{action:?}");
        }
    }
}
