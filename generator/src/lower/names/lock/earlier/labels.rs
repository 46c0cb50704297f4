//! Locks without marks: an element is known there by a word that only it has (what it refers to, a constant, a key, a title, a kind),
//! or else by its position together with its neighbours.
//!
//! In: the elements. Out: a label for each, and the element that a label means.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::places::{Elements, shown, words};
use crate::lower::names::claims::four_digits;

/// Word → the elements that have it.
type Owners = BTreeMap<String, Vec<usize>>;

/// Labels the elements of a list by their words.
pub(in crate::lower::names::lock) fn elements(list: &[Value]) -> Elements {
    let words: Vec<Vec<String>> = list.iter().map(words).collect();
    let mut owners = Owners::new();
    for (index, word) in words
        .iter()
        .enumerate()
        .flat_map(|(index, all)| all.iter().map(move |word| (index, word)))
    {
        let known = owners.entry(word.clone()).or_default();
        if known.last() != Some(&index) {
            known.push(index);
        }
    }
    let positions = (0..list.len()).map(|index| position(index, &words, &content(&list[index], &owners)));
    let positions: Vec<String> = positions.collect();
    let mut matches: BTreeMap<String, usize> = positions.iter().cloned().zip(0..).collect();
    for (word, index) in owners
        .iter()
        .filter_map(|(word, all)| Some((word, *all.first()?)).filter(|_| all.len() == 1))
    {
        // A branch with one key may have got a second one.
        if let Some(key) = word.strip_prefix("key:") {
            matches.entry(format!("only:{key}")).or_insert(index);
        }
        matches.insert(word.clone(), index);
    }
    let label = |(own, position): (&Vec<String>, String)| {
        let alone = own.iter().find(|word| owners[*word].len() == 1);
        alone.cloned().unwrap_or(position)
    };
    let labels = words.iter().zip(positions).map(label).collect();
    Elements::with_matches(labels, matches)
}

/// The position, with what stands there and beside it: a change of the list is noticed.
fn position(index: usize, words: &[Vec<String>], own: &str) -> String {
    let best = |index: Option<usize>| {
        let words = index.and_then(|index| words.get(index));
        words.and_then(|words| words.first()).map_or("", String::as_str)
    };
    let (before, after, count) = (best(index.checked_sub(1)), best(index.checked_add(1)), words.len());
    format!("at:{index}/{count} {own} between {before} and {after}")
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
        true => four_digits(&outline(element)),
        false => four_digits(&shared.join(",")),
    }
}

/// What a schema is at first sight.
fn outline(schema: &Value) -> String {
    let said = |key: &str| schema.get(key).map(|value| format!("{key}:{}", shown(value)));
    let words = ["$ref", "type", "format", "enum", "const"].into_iter().filter_map(said);
    let items = schema.get("items").map(|items| format!("items:({})", outline(items)));
    words.chain(items).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::super::likeness::Match;
    use super::elements;

    fn keys(list: &Value) -> Vec<String> {
        let list = list.as_array().unwrap();
        let elements = elements(list);
        (0..list.len())
            .map(|index| elements.label(index).unwrap().to_owned())
            .collect()
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
        let elements = elements(after.as_array().unwrap());
        let found: Vec<Option<Match>> = keys(&before).iter().map(|key| elements.find(key)).collect();
        assert_eq!(found, [Some(Match::Is(2)), Some(Match::Is(1))]);
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
            let elements = elements(after.as_array().unwrap());
            for key in keys(&before) {
                assert_eq!(elements.find(&key), None, "{key}");
            }
        }
    }
}
