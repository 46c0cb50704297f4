// From templates/cdf/src/fake/condition/read.rs; edit it there.

//! Filters from JSON.

use serde_json::Value;

use super::{Bounds, Condition, Values};
use crate::fake::response::{Outcome, Refusal};

/// What an API allows in its filters.
pub(in crate::fake) struct Rules {
    pub(in crate::fake) leaves: &'static [&'static str],
    /// Whether a leaf may ask for this path.
    pub(in crate::fake) allows: fn(leaf: &str, path: &[String]) -> bool,
}

const MOST_NODES: usize = 100;
const DEEPEST: usize = 10;

/// The condition that a filter says; no filter says nothing.
pub(in crate::fake) fn read(filter: Option<&Value>, rules: &Rules) -> Outcome<Condition> {
    let Some(filter) = filter else {
        return Ok(Condition::All);
    };
    Reader { rules, nodes: 0 }.node(filter, 1)
}

/// A property path of texts.
pub(in crate::fake) fn path(value: &Value) -> Outcome<Vec<String>> {
    let parts = value.as_array().into_iter().flatten();
    let path: Option<Vec<String>> = parts.map(|part| part.as_str().map(str::to_owned)).collect();
    path.filter(|path| !path.is_empty())
        .ok_or_else(|| Refusal::bad("property must be a list of texts"))
}

struct Reader<'a> {
    rules: &'a Rules,
    nodes: usize,
}

impl Reader<'_> {
    fn node(&mut self, filter: &Value, depth: usize) -> Outcome<Condition> {
        self.nodes += 1;
        if self.nodes > MOST_NODES || depth > DEEPEST {
            return Err(Refusal::bad(format!(
                "A filter has at most {MOST_NODES} nodes and {DEEPEST} levels"
            )));
        }
        let only = filter.as_object().filter(|object| object.len() == 1);
        let Some((name, inner)) = only.and_then(|object| object.iter().next()) else {
            return Err(Refusal::bad("A filter must be an object with one key"));
        };
        match name.as_str() {
            "and" => Ok(Condition::And(self.nodes(inner, depth)?)),
            "or" => Ok(Condition::Or(self.nodes(inner, depth)?)),
            "not" => Ok(Condition::Not(Box::new(self.node(inner, depth + 1)?))),
            leaf if self.rules.leaves.contains(&leaf) => self.leaf(leaf, inner),
            other => Err(Refusal::bad(format!("Unknown filter: {other}"))),
        }
    }

    fn nodes(&mut self, list: &Value, depth: usize) -> Outcome<Vec<Condition>> {
        let list = list.as_array().filter(|list| (1..=99).contains(&list.len()));
        let list = list.ok_or_else(|| Refusal::bad("and and or take 1 to 99 filters"))?;
        list.iter().map(|filter| self.node(filter, depth + 1)).collect()
    }

    fn leaf(&self, leaf: &str, inner: &Value) -> Outcome<Condition> {
        match leaf {
            "matchAll" => return Ok(Condition::All),
            "hasData" => return has_data(inner),
            _ => {}
        }
        let path = path(&inner["property"])?;
        if !(self.rules.allows)(leaf, &path) {
            return Err(Refusal::bad(format!("{leaf} cannot be asked of the property {path:?}")));
        }
        Ok(match leaf {
            "exists" => Condition::Exists(vec![path]),
            "equals" => Condition::In(path, Values::new(vec![value(inner)?.clone()])),
            "in" => Condition::In(path, Values::new(values(inner)?)),
            "prefix" => Condition::Prefix(path, start(inner)?),
            "range" => Condition::Range(path, Bounds::read(inner)?),
            "containsAll" => Condition::ContainsAll(path, values(inner)?),
            _ => Condition::ContainsAny(path, values(inner)?),
        })
    }
}

fn has_data(containers: &Value) -> Outcome<Condition> {
    let list = containers.as_array().filter(|list| (1..=10).contains(&list.len()));
    let list = list.ok_or_else(|| Refusal::bad("hasData takes 1 to 10 containers"))?;
    let pair = |container: &Value| {
        let text = |key: &str| container[key].as_str().map(str::to_owned);
        Some(vec![text("space")?, text("externalId")?])
    };
    let paths: Option<_> = list.iter().map(pair).collect();
    Ok(Condition::Exists(
        paths.ok_or_else(|| Refusal::bad("hasData takes containers"))?,
    ))
}

fn value(inner: &Value) -> Outcome<&Value> {
    inner.get("value").ok_or_else(|| Refusal::bad("value is missing"))
}

fn start(inner: &Value) -> Outcome<String> {
    let text = value(inner)?
        .as_str()
        .filter(|text| !text.is_empty() && text.chars().count() <= 500);
    Ok(text
        .ok_or_else(|| Refusal::bad("value must be a text of 1 to 500 characters"))?
        .to_owned())
}

fn values(inner: &Value) -> Outcome<Vec<Value>> {
    let values = inner["values"]
        .as_array()
        .filter(|values| (1..=100).contains(&values.len()));
    Ok(values
        .ok_or_else(|| Refusal::bad("values must have 1 to 100 elements"))?
        .clone())
}
