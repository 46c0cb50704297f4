//! A filter that nothing fits: what it was held against, and what it may have meant.

use serde_json::Value;
use serde_json_path::JsonPath;

use super::segments::quoted;
use crate::alike::nearest;

/// So many values are named.
const NAMED: usize = 6;

/// What was looked at by a filter like `@.name == 'limit'`.
pub(super) struct Held<'a> {
    /// `@.name`, as written.
    left: &'a str,
    /// What it is in the members that have it, each once.
    values: Vec<&'a Value>,
    /// How many members there are, and how many of them are references.
    members: usize,
    references: usize,
}

/// Holds the first comparison of a filter against the members of some places.
pub(super) fn held<'a>(filter: &'a str, nodes: &[&'a Value]) -> Held<'a> {
    let members: Vec<&Value> = nodes.iter().flat_map(|node| children(node)).collect();
    let left = left(filter);
    let query = JsonPath::parse(&left.replacen('@', "$", 1)).ok();
    let mut values = Vec::new();
    for found in members
        .iter()
        .flat_map(|member| query.iter().flat_map(|query| query.query(member).all()))
    {
        if !values.contains(&found) {
            values.push(found);
        }
    }
    let is_reference = |member: &&&Value| member.get("$ref").is_some();
    Held {
        left,
        values,
        references: members.iter().filter(is_reference).count(),
        members: members.len(),
    }
}

impl Held<'_> {
    /// In words that follow "none of the members fits".
    pub(super) fn words(&self) -> String {
        let plain = self
            .values
            .iter()
            .filter(|value| !value.is_object() && !value.is_array());
        let named: Vec<String> = plain.clone().take(NAMED).map(|value| shown(value)).collect();
        let more = plain.count().saturating_sub(NAMED);
        let values = match (self.values.is_empty(), named.is_empty()) {
            (true, _) => format!("; none has `{}`", self.left),
            (false, true) => String::new(),
            (false, false) if more > 0 => format!("; `{}` is {} and {more} more", self.left, named.join(", ")),
            (false, false) => format!("; `{}` is {}", self.left, named.join(", ")),
        };
        match self.references {
            0 => values,
            1 => format!("{values}; one is a reference, and a path leads through none"),
            many => format!("{values}; {many} are references, and a path leads through none"),
        }
    }

    /// How many members were looked at.
    pub(super) fn members(&self) -> usize {
        self.members
    }

    /// The filter with the text that was probably meant.
    pub(super) fn meant(&self, filter: &str) -> Option<String> {
        let (start, end) = literal(filter)?;
        let word = quoted(filter.get(start..end)?)?;
        let texts = self.values.iter().filter_map(|value| value.as_str());
        let near = nearest(&word, texts).filter(|near| *near != word)?;
        Some(format!(
            "{}{}{}",
            filter.get(..start)?,
            shown(&Value::from(near)),
            filter.get(end..)?
        ))
    }
}

fn children(node: &Value) -> Vec<&Value> {
    match node {
        Value::Array(list) => list.iter().collect(),
        Value::Object(map) => map.values().collect(),
        _ => Vec::new(),
    }
}

/// The first thing that a filter looks at: from `@` to what cannot be part of a short path.
fn left(filter: &str) -> &str {
    let Some(start) = filter.find('@') else { return "@" };
    let rest = filter.get(start..).unwrap_or_default();
    let end = rest
        .find([' ', '=', '<', '>', '!', '&', '|', ')', ','])
        .unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest)
}

/// The bytes of the text that the first comparison names.
fn literal(filter: &str) -> Option<(usize, usize)> {
    let after = filter.find("==")? + 2;
    let start = after + filter.get(after..)?.find(['\'', '"'])?;
    let open = filter.get(start..)?.chars().next()?;
    let end = start + 1 + filter.get(start + 1..)?.find(open)? + 1;
    Some((start, end))
}

/// A value as a filter writes it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        other => other.to_string(),
    }
}
