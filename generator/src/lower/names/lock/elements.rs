//! What an element of a list is, wherever it stands in it: a parameter by its name, a schema by what it refers to, by a
//! constant, a key, a title or a kind that only it has. The position, with the neighbours, is the last resort.
//!
//! In: the elements. Out: a key for each, and the element that a key means. A key that means two elements means none.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::claims::digest;
use crate::pointer::Pointer;

/// The elements of a list with what each could be known by.
#[derive(Debug)]
pub(super) struct Elements {
    /// For each element what it could be known by, the best first.
    marks: Vec<Vec<String>>,
    /// Mark → the elements that have it.
    owners: BTreeMap<String, Vec<usize>>,
    /// For each element what it says of keys that others have too.
    contents: Vec<String>,
}

impl Elements {
    pub(super) fn new(list: &[Value]) -> Self {
        let marks: Vec<Vec<String>> = list.iter().map(marks).collect();
        let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, mark) in marks
            .iter()
            .enumerate()
            .flat_map(|(index, all)| all.iter().map(move |mark| (index, mark)))
        {
            let known = owners.entry(mark.clone()).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
        let contents = list.iter().map(|element| content(element, &owners)).collect();
        Self {
            marks,
            owners,
            contents,
        }
    }

    /// The key of an element.
    pub(super) fn key(&self, index: usize) -> String {
        let own = self.marks.get(index).into_iter().flatten();
        let mut alone = own.filter(|mark| self.owners.get(*mark).is_some_and(|owners| owners.len() == 1));
        alone.next().cloned().unwrap_or_else(|| self.position(index))
    }

    /// The element that a key means.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let only = |mark: &str| match self.owners.get(mark).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        };
        // A branch with one key may have got a second one.
        let key_of = || only(&format!("key:{}", key.strip_prefix("only:")?));
        let Some(place) = key.strip_prefix("at:") else {
            return only(key).or_else(key_of);
        };
        let index = place.split_once('/')?.0.parse().ok()?;
        (key == self.position(index)).then_some(index)
    }

    /// The position, with what stands there and beside it: a change of the list is noticed.
    fn position(&self, index: usize) -> String {
        let best = |index: Option<usize>| {
            let marks = index.and_then(|index| self.marks.get(index));
            marks.and_then(|marks| marks.first()).map_or("", String::as_str)
        };
        let (before, after, count) = (best(index.checked_sub(1)), best(index.checked_add(1)), self.marks.len());
        let own = self.contents.get(index).map_or("", String::as_str);
        format!("at:{index}/{count} {own} between {before} and {after}")
    }
}

/// What an element could be known by, the best first.
fn marks(element: &Value) -> Vec<String> {
    let text = |key: &str| element.get(key).and_then(Value::as_str);
    let mut out = Vec::new();
    if let Some(target) = text("$ref") {
        out.push(format!("ref:{}", Pointer::parse(target).last()));
        out.push(format!("ref:{target}"));
    }
    if let (Some(place), Some(name)) = (text("in"), text("name")) {
        out.push(format!("{place}:{name}"));
    }
    let none = Map::new();
    let properties = element.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let constants = properties
        .iter()
        .filter_map(|(key, schema)| Some((key, constant(schema)?)));
    out.extend(constants.map(|(key, value)| format!("tag:{key}={value}")));
    if properties.len() == 1 {
        out.extend(properties.keys().map(|key| format!("only:{key}")));
    }
    out.extend(text("title").map(|title| format!("title:{title}")));
    let required = element.get("required").and_then(Value::as_array).into_iter().flatten();
    let required: Vec<&str> = required.filter_map(Value::as_str).collect();
    let (first, rest): (Vec<&String>, Vec<&String>) =
        properties.keys().partition(|key| required.contains(&key.as_str()));
    out.extend(first.into_iter().chain(rest).map(|key| format!("key:{key}")));
    out.extend(element.get("type").map(|kind| format!("type:{}", shown(kind))));
    out
}

/// A few digits for what an element says of the keys that others have too, or of itself if it has no such key.
fn content(element: &Value, owners: &BTreeMap<String, Vec<usize>>) -> String {
    let properties = element.get("properties").and_then(Value::as_object);
    let is_shared = |key: &String| owners.get(&format!("key:{key}")).is_some_and(|owners| owners.len() > 1);
    let shared = properties.into_iter().flatten().filter(|(key, _)| is_shared(key));
    let shared: Vec<String> = shared
        .map(|(key, schema)| format!("{key}={}", outline(schema)))
        .collect();
    match shared.is_empty() {
        true => digest(&outline(element)),
        false => digest(&shared.join(",")),
    }
}

/// What a schema is at first sight.
fn outline(schema: &Value) -> String {
    let said = |key: &str| schema.get(key).map(|value| format!("{key}:{}", shown(value)));
    let words = ["$ref", "type", "format", "enum", "const"].into_iter().filter_map(said);
    let items = schema.get("items").map(|items| format!("items:({})", outline(items)));
    words.chain(items).collect::<Vec<_>>().join(" ")
}

/// The only value of a property.
fn constant(schema: &Value) -> Option<String> {
    let listed = schema.get("enum").and_then(Value::as_array);
    let only = listed
        .filter(|values| values.len() == 1)
        .and_then(|values| values.first());
    schema.get("const").or(only).map(shown)
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Elements;

    fn keys(list: &Value) -> Vec<String> {
        let list = list.as_array().unwrap();
        let elements = Elements::new(list);
        (0..list.len()).map(|index| elements.key(index)).collect()
    }

    #[test]
    fn an_element_is_known_by_what_only_it_has() {
        let table = [
            (
                json!([{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]),
                vec!["ref:A", "ref:B"],
            ),
            (
                json!([{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/responses/A"}]),
                vec!["ref:#/components/schemas/A", "ref:#/components/responses/A"],
            ),
            (
                json!([{"in": "query", "name": "a"}, {"in": "header", "name": "a"}]),
                vec!["query:a", "header:a"],
            ),
            (
                json!([
                    {"properties": {"kind": {"enum": ["cat"]}, "a": {}}},
                    {"properties": {"kind": {"const": "dog"}, "a": {}}},
                ]),
                vec!["tag:kind=cat", "tag:kind=dog"],
            ),
            (
                json!([{"properties": {"a": {}}}, {"properties": {"a": {}, "b": {}}}]),
                vec!["only:a", "key:b"],
            ),
            (json!([{"title": "A"}, {"title": "B"}]), vec!["title:A", "title:B"]),
            (
                json!([{"type": "string"}, {"type": "integer"}]),
                vec!["type:string", "type:integer"],
            ),
            (
                json!([{"type": "string"}, {"type": "string"}]),
                vec![
                    "at:0/2 9b48 between  and type:string",
                    "at:1/2 9b48 between type:string and ",
                ],
            ),
        ];
        for (list, expected) in table {
            assert_eq!(keys(&list), expected, "{list}");
        }
    }

    #[test]
    fn a_key_still_means_its_element_when_others_come() {
        let branch = |key: &str| json!({"properties": {key: {}}, "type": "object"});
        let before = json!([branch("a"), branch("b")]);
        let after = json!([branch("c"), {"properties": {"b": {}, "more": {}}, "type": "object"}, branch("a")]);
        let elements = Elements::new(after.as_array().unwrap());
        let found: Vec<Option<usize>> = keys(&before).iter().map(|key| elements.find(key)).collect();
        assert_eq!(found, [Some(2), Some(1)]);
    }

    #[test]
    fn a_position_means_nothing_after_a_change_of_the_list() {
        let (text, list) = (
            json!({"type": "string"}),
            json!({"properties": {"a": {"type": "array"}}}),
        );
        let flag = json!({"properties": {"a": {"type": "boolean"}}});
        let table = [
            (json!([text, text]), json!([text, text, text])),
            (json!([list, flag]), json!([flag, list])),
        ];
        for (before, after) in table {
            let elements = Elements::new(after.as_array().unwrap());
            for key in keys(&before) {
                assert_eq!(elements.find(&key), None, "{key}");
            }
        }
    }
}
