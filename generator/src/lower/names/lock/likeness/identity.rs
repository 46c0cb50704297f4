//! Which element an element is by its own word: the values of a property that tell it from its siblings (`kind: cat`), and its title.
//!
//! In: the elements of a list. Out: the [`Identity`] of each. However much two elements have in common, those with different tags are two
//! elements. Titles are for people and are corrected, so another title only makes a match doubtful.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::fingerprint::{is_null, text};

/// What an element says that it is, as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::lower::names::lock) struct Identity {
    /// Of each property that only this element limits to such values, these values. Properties that other elements limit to values of their
    /// own come alone, if there are such.
    pub tags: Vec<Vec<u32>>,
    /// Its title.
    pub title: Option<u32>,
}

/// Whether an element is what another one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// It may be.
    Possible,
    /// It may be, but one of its tags is another one, or its title.
    Doubtful,
    /// It says that it is something else.
    None,
}

/// Property → the values that it is limited to; of the element itself the key is empty.
type Values = BTreeMap<String, BTreeSet<u32>>;

/// All values that the properties of an element are limited to.
pub(super) fn values(element: &Value) -> BTreeSet<u32> {
    by_property(element).into_values().flatten().collect()
}

/// What each element of a list is.
pub(super) fn identities(elements: &[&Value]) -> Vec<Identity> {
    let all: Vec<Values> = elements.iter().map(|element| by_property(element)).collect();
    let mut owners: BTreeMap<u32, usize> = BTreeMap::new();
    for value in all.iter().flat_map(BTreeMap::values).flatten() {
        *owners.entry(*value).or_default() += 1;
    }
    let is_own = |(_, values): &(&String, &BTreeSet<u32>)| values.iter().all(|value| owners[value] == 1);
    let is_compared = |property: &str| {
        all.iter()
            .filter(|values| values.contains_key(property))
            .nth(1)
            .is_some()
    };
    let identity = |(element, values): (&&Value, &Values)| {
        let own: Vec<(&String, &BTreeSet<u32>)> = values.iter().filter(is_own).collect();
        let has_compared = own.iter().any(|(property, _)| is_compared(property));
        let tags = own
            .into_iter()
            .filter(|(property, _)| !has_compared || is_compared(property));
        let title = element.get("title").and_then(Value::as_str);
        Identity {
            tags: tags.map(|(_, values)| values.iter().copied().collect()).collect(),
            title: title.map(|title| number("title", title)),
        }
    };
    elements.iter().zip(&all).map(identity).collect()
}

impl Identity {
    /// Whether an element with this identity, whose properties are limited to these values, may be what this one was.
    pub(super) fn kinship(&self, now: &Self, values: &BTreeSet<u32>) -> Kinship {
        let is_lost = |tag: &&Vec<u32>| !tag.iter().any(|value| values.contains(value));
        let lost = self.tags.iter().filter(is_lost).count();
        let is_retitled = self.title.zip(now.title).is_some_and(|(then, now)| then != now);
        match lost {
            0 if !is_retitled => Kinship::Possible,
            1.. if lost == self.tags.len() && !now.tags.is_empty() => Kinship::None,
            _ => Kinship::Doubtful,
        }
    }
}

/// The values that an element and its properties are limited to, also where it states them as members of an `allOf`, or next to `null`.
fn by_property(element: &Value) -> Values {
    let mut out = Values::new();
    let mut todo = vec![element];
    while let Some(schema) = todo.pop() {
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let own = [("", schema)].into_iter();
        for (name, schema) in own.chain(properties.iter().map(|(name, schema)| (name.as_str(), schema))) {
            let listed = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
            let values = listed
                .chain(schema.get("const"))
                .map(|value| number(name, &value.to_string()));
            let values: BTreeSet<u32> = values.collect();
            if !values.is_empty() {
                out.entry(name.to_owned()).or_default().extend(values);
            }
        }
        todo.extend(schema.get("allOf").and_then(Value::as_array).into_iter().flatten());
        let choices = ["anyOf", "oneOf"]
            .into_iter()
            .filter_map(|word| schema.get(word)?.as_array());
        for choice in choices {
            let mut values = choice.iter().filter(|one| !is_null(one));
            todo.extend(values.next().filter(|_| values.next().is_none()));
        }
    }
    out
}

/// 24 bits are enough to tell the tags of one list apart.
fn number(name: &str, value: &str) -> u32 {
    u32::try_from(text(&format!("{name}={value}")) & 0xff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Kinship, identities, values};

    fn kind(values: Value) -> Value {
        json!({"properties": {"kind": values, "a": {}}})
    }

    #[test]
    fn another_tag_is_another_element() {
        let [cat, dog, fox] = ["cat", "dog", "fox"].map(|word| kind(json!({"const": word})));
        let member = json!({"allOf": [{"properties": {"b": {}}}, cat]});
        let nullable = json!({"anyOf": [cat, {"type": "null"}]});
        let several = |word: &str| kind(json!({"enum": [format!("{word}1"), format!("{word}2")]}));
        let versioned =
            |word: &str, version: u32| json!({"properties": {"kind": {"const": word}, "version": {"const": version}}});
        let with_status =
            |word: &str, values: &[&str]| json!({"properties": {"kind": {"const": word}, "status": {"enum": values}}});
        let titled = |title: &str| json!({"title": title, "properties": {"a": {}}});
        let table = [
            ([&cat, &fox], [&dog, &fox], Kinship::None),
            ([&member, &fox], [&dog, &fox], Kinship::None),
            ([&cat, &fox], [&nullable, &fox], Kinship::Possible),
            ([&nullable, &fox], [&dog, &fox], Kinship::None),
            ([&cat, &fox], [&cat, &fox], Kinship::Possible),
            (
                [&cat, &fox],
                [&kind(json!({"enum": ["kitten", "cat"]})), &fox],
                Kinship::Possible,
            ),
            (
                [&cat, &fox],
                [&kind(json!({"type": "string"})), &fox],
                Kinship::Doubtful,
            ),
            (
                [&several("cat"), &several("fox")],
                [&several("dog"), &several("fox")],
                Kinship::None,
            ),
            (
                [&several("cat"), &json!({})],
                [&several("dog"), &json!({})],
                Kinship::None,
            ),
            (
                [&versioned("cat", 1), &versioned("fox", 1)],
                [&versioned("cat", 2), &versioned("fox", 2)],
                Kinship::Possible,
            ),
            (
                [&versioned("cat", 1), &versioned("fox", 2)],
                [&versioned("dog", 1), &versioned("fox", 2)],
                Kinship::Doubtful,
            ),
            (
                [&with_status("cat", &["on", "off"]), &fox],
                [&with_status("dog", &["on", "off"]), &fox],
                Kinship::None,
            ),
            (
                [&with_status("cat", &["on", "off"]), &fox],
                [&with_status("cat", &["open", "closed"]), &fox],
                Kinship::Possible,
            ),
            (
                [&titled("A"), &titled("B")],
                [&titled("C"), &titled("B")],
                Kinship::Doubtful,
            ),
        ];
        for (then, now, expected) in table {
            let (old, new) = (identities(&then), identities(&now));
            assert_eq!(old[0].kinship(&new[0], &values(now[0])), expected, "{then:?} {now:?}");
        }
    }
}
