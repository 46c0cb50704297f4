//! What could name a branch of a choice: its type, its keys, its constants, its title, its kind.
//!
//! In: a branch. Out: its [`Marks`]. Must not look at other branches.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::identifiers::pascal;
use super::components::Components;
use crate::schemas::{Graph, NodeId, Shape};
use crate::spec::Location;

/// So many texts of a key are looked at.
const TEXTS: usize = 4;

/// What could name a branch.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Its type, its only key, its constants, its title.
    pub strong: Vec<String>,
    /// Its keys, those that must be there first.
    pub keys: Vec<String>,
    /// The first texts that a key may have.
    pub texts: Vec<String>,
    /// A word for the kind of JSON value, if it has no keys.
    pub kind: Option<String>,
}

impl Marks {
    /// Each name once.
    pub(super) fn all(&self) -> BTreeSet<&str> {
        let names = self.strong.iter().chain(&self.keys).map(String::as_str);
        names.chain(self.kind.as_deref()).collect()
    }
}

/// The marks of a branch: as it is listed, and the node that it is in the end.
pub(super) fn of_branch(graph: &Graph, components: &Components, listed: Option<NodeId>, node: Option<NodeId>) -> Marks {
    let name = |listed| reference(graph, components, listed);
    let mut strong: Vec<String> = listed.and_then(name).into_iter().collect();
    let site = node.and_then(|node| graph.site(node).ok());
    let Some(merged) = site.and_then(|site| graph.merged(site).ok()) else {
        return Marks {
            strong,
            ..Marks::default()
        };
    };
    if let [(name, _)] = merged.properties.as_slice() {
        strong.push(pascal(name));
    }
    let texts = merged.properties.iter().map(|(_, parts)| texts(graph, parts));
    let texts: Vec<Vec<String>> = texts.collect();
    strong.extend(texts.iter().filter(|texts| texts.len() == 1).flatten().cloned());
    strong.extend(merged.first(|part| part.title).and_then(title));
    let optional = merged.properties.iter().map(|(name, _)| name);
    let required: BTreeSet<&String> = merged.required.iter().collect();
    let optional = optional.filter(|name| !required.contains(name));
    let kind = site.and_then(|site| kind(graph, graph.shape(site).ok()?));
    let keys = merged.required.iter().chain(optional);
    Marks {
        strong,
        keys: keys.map(|name| pascal(name)).collect(),
        texts: texts.concat(),
        kind,
    }
}

/// A word for what has no keys; of maps, that for their values.
fn kind(graph: &Graph, shape: &Shape) -> Option<String> {
    match shape {
        Shape::Record | Shape::Patch(_) | Shape::Union(_) | Shape::Group(_) => None,
        Shape::Map(held) => {
            let held = graph.site(*held).and_then(|held| graph.shape(held)).ok();
            let held = held.filter(|held| matches!(held, Shape::Scalar(_) | Shape::List(_)));
            Some(format!("{}Map", held.map_or("", |held| held.kind().name())))
        }
        shape => Some(shape.kind().name().to_owned()),
    }
}

/// The name of the component that a branch refers to.
fn reference(graph: &Graph, components: &Components, listed: NodeId) -> Option<String> {
    let target = graph.written(listed)?.alias()?;
    let name = |name: &str| components.name("schemas", name);
    Location::read(target).schema().map(name)
}

/// The first texts that a property may be; one, if it is constant.
fn texts(graph: &Graph, parts: &[NodeId]) -> Vec<String> {
    let values = |part: &NodeId| graph.merged(graph.site(*part).ok()?).ok()?.values.as_ref();
    let texts = |values: &Vec<&Value>| {
        values
            .iter()
            .take(TEXTS)
            .filter_map(|value| value.as_str())
            .map(pascal)
            .collect()
    };
    let all = || parts.iter().filter_map(values);
    let constant = all().find(|values| values.len() == 1 && values[0].is_string());
    constant.or_else(|| all().next()).map(texts).unwrap_or_default()
}

/// A title that is a name and no sentence.
fn title(text: &str) -> Option<String> {
    let short = text.len() < 40 && text.split_whitespace().count() < 6;
    short.then(|| pascal(text)).filter(|name| name != "Empty")
}
