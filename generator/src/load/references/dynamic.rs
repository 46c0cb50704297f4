//! `$dynamicRef` and `$recursiveRef` that can mean only one schema: they become a `$ref` to it.
//!
//! In: the merged tree, with overlays. Out: the same tree. A reference that means different schemas in different places stays as it is, and
//! is a gap where it is read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::slot::Slot;
use super::walk::{Trail, TrailStep};
use crate::pointer::Pointer;

const DYNAMIC: &str = "$dynamicRef";
const RECURSIVE: &str = "$recursiveRef";

/// Replaces the references that can be decided.
pub(in crate::load) fn settle(root: &mut Value) {
    let mut found = Anchors::default();
    found.below(root, Slot::Document, &Trail::start(&Pointer::root()), None);
    for reference in &found.references {
        let Some(target) = found.target(reference) else {
            continue;
        };
        let schema = reference.schema.find_mut(root).and_then(Value::as_object_mut);
        if let Some(schema) = schema.filter(|schema| !schema.contains_key("$ref")) {
            *schema = renamed(std::mem::take(schema), reference.keyword, &target);
        }
    }
}

/// A schema with another reference in the place of this keyword.
fn renamed(schema: Map<String, Value>, keyword: &str, target: &str) -> Map<String, Value> {
    let each = schema.into_iter().map(|(key, value)| match key == keyword {
        true => ("$ref".to_owned(), Value::from(target)),
        false => (key, value),
    });
    each.collect()
}

/// A reference that depends on the way by which it is reached.
struct Reference {
    schema: Pointer,
    keyword: &'static str,
    text: String,
    /// The schema that `#` means there.
    root: Pointer,
}

/// What such references may mean.
#[derive(Default)]
struct Anchors {
    references: Vec<Reference>,
    /// By name: where it is a `$dynamicAnchor`, and where a plain one.
    anchors: BTreeMap<String, (Vec<Pointer>, Vec<Pointer>)>,
    /// Schemas with a `$recursiveAnchor`.
    recursive: BTreeSet<Pointer>,
}

impl Anchors {
    /// Collects from a value; `root` is the schema around it that `#` means, if there is one.
    fn below(&mut self, value: &Value, slot: Slot, trail: &Trail<'_>, root: Option<&Trail<'_>>) {
        match value {
            Value::Object(map) if slot != Slot::Data => {
                let is_root = slot == Slot::Schema && (root.is_none() || map.contains_key("$id"));
                let root = if is_root { Some(trail) } else { root };
                for (key, child) in map {
                    if let (Slot::Schema, Some(root), true) = (slot, root, key.starts_with('$')) {
                        self.keyword(key, child, trail, root);
                    }
                    self.below(child, slot.enter(key), &trail.below(TrailStep::Key(key)), root);
                }
            }
            Value::Array(list) if slot != Slot::Data => {
                for (index, child) in list.iter().enumerate() {
                    self.below(child, slot, &trail.below(TrailStep::Index(index)), root);
                }
            }
            _ => {}
        }
    }

    fn keyword(&mut self, key: &str, value: &Value, schema: &Trail<'_>, root: &Trail<'_>) {
        let keyword = [DYNAMIC, RECURSIVE].into_iter().find(|keyword| *keyword == key);
        match (key, value) {
            (_, Value::String(text)) if keyword.is_some() => self.references.extend(keyword.map(|keyword| Reference {
                schema: schema.pointer(),
                keyword,
                text: text.clone(),
                root: root.pointer(),
            })),
            ("$dynamicAnchor", Value::String(name)) => self.anchor(name).0.push(schema.pointer()),
            ("$anchor", Value::String(name)) => self.anchor(name).1.push(schema.pointer()),
            ("$recursiveAnchor", Value::Bool(true)) => {
                self.recursive.insert(schema.pointer());
            }
            _ => {}
        }
    }

    fn anchor(&mut self, name: &str) -> &mut (Vec<Pointer>, Vec<Pointer>) {
        self.anchors.entry(name.to_owned()).or_default()
    }

    /// The only schema that a reference can mean.
    fn target(&self, reference: &Reference) -> Option<String> {
        let text = reference.text.as_str();
        if reference.keyword == RECURSIVE {
            let root = &reference.root;
            let is_alone = !self.recursive.contains(root) || self.recursive.len() == 1;
            return (text == "#" && is_alone).then(|| root.to_string());
        }
        if text.starts_with("#/") {
            return Some(text.to_owned());
        }
        match self.anchors.get(text.strip_prefix('#')?)? {
            (dynamic, _) if dynamic.len() == 1 => Some(dynamic[0].to_string()),
            (dynamic, plain) if dynamic.is_empty() && plain.len() == 1 => Some(plain[0].to_string()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::settle;

    /// Some schemas, and what the schema `use` refers to in the end; `None` if that stays open.
    fn check(schemas: Value, place: &str, expected: Option<&str>) {
        let mut root = json!({ "components": { "schemas": schemas } });
        settle(&mut root);
        let schema = root.pointer(&format!("/components/schemas/{place}"));
        let found = schema.and_then(|schema| schema["$ref"].as_str());
        let expected = expected.map(|name| format!("#/components/schemas/{name}"));
        assert_eq!(found, expected.as_deref(), "{root}");
    }

    #[test]
    fn a_dynamic_reference_with_one_anchor_is_decided() {
        let tree = json!({ "$dynamicAnchor": "node", "items": { "$dynamicRef": "#node" } });
        check(json!({ "Tree": tree.clone() }), "Tree/items", Some("Tree"));
        check(json!({ "Tree": tree.clone(), "Other": tree }), "Tree/items", None);
        let inner = json!({ "items": { "$dynamicRef": "#node" }, "$defs": { "n": { "$anchor": "node" } } });
        check(json!({ "List": inner }), "List/items", Some("List/$defs/n"));
        check(
            json!({ "List": { "items": { "$dynamicRef": "#none" } } }),
            "List/items",
            None,
        );
        check(
            json!({ "List": { "items": { "$dynamicRef": "other.yaml#a" } } }),
            "List/items",
            None,
        );
    }

    #[test]
    fn a_dynamic_reference_to_a_place_is_a_reference() {
        let list = json!({ "items": { "$dynamicRef": "#/components/schemas/A" } });
        check(json!({ "List": list, "A": {} }), "List/items", Some("A"));
    }

    #[test]
    fn a_recursive_reference_leads_to_its_root() {
        let list = json!({ "items": { "items": { "$recursiveRef": "#" } } });
        check(json!({ "List": list }), "List/items/items", Some("List"));
        let own = json!({ "items": { "$id": "own", "items": { "$recursiveRef": "#" } } });
        check(json!({ "List": own }), "List/items/items", Some("List/items"));
        let open = json!({ "$recursiveAnchor": true, "items": { "$recursiveRef": "#" } });
        check(json!({ "List": open.clone() }), "List/items", Some("List"));
        check(
            json!({ "List": open, "Other": { "$recursiveAnchor": true } }),
            "List/items",
            None,
        );
    }

    #[test]
    fn data_is_left_alone() {
        let schema =
            json!({ "example": { "$dynamicRef": "#/a" }, "properties": { "$dynamicRef": { "type": "string" } } });
        let mut root = json!({ "components": { "schemas": { "A": schema } } });
        let before = root.clone();
        settle(&mut root);
        assert_eq!(root, before);
    }
}
