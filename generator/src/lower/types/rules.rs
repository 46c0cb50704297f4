//! Sentences for what a document says in keywords and no Rust type can: limits, patterns, which keys go together.

use serde_json::Number;

use crate::schemas::{Graph, Merged, NodeId};
use crate::spec::{JsonType, Limit, ObjectKeywords};

/// The limits of a value in one sentence each.
pub(in crate::lower) fn limits(graph: &Graph, merged: &Merged) -> Vec<String> {
    let counts = [
        (
            merged.first(|part| part.text.min_length),
            merged.first(|part| part.text.max_length),
            " characters",
        ),
        (
            merged.first(|part| part.list.min_items),
            merged.first(|part| part.list.max_items),
            " items",
        ),
        (
            merged.first(|part| part.object.min_properties),
            merged.first(|part| part.object.max_properties),
            " keys",
        ),
    ];
    let mut out = Vec::new();
    for (low, high, unit) in counts {
        out.extend(span(low.map(Number::to_string), high.map(Number::to_string), unit));
    }
    out.extend(range(merged));
    let step = merged.first(|part| part.number.multiple_of);
    out.extend(step.map(|step| format!("A multiple of {step}.")));
    if let Some(pattern) = merged.first(|part| part.text.pattern) {
        out.push(format!("Pattern: {}.", code(pattern)));
    }
    if let Some(values) = &merged.values
        && values.iter().all(|value| value.is_number())
    {
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        out.push(format!("Known values: {}.", values.join(", ")));
    }
    out.extend(positions(graph, merged));
    out
}

/// A text in code marks, whatever is in it. Patterns are shown as they are.
pub(in crate::lower) fn code(text: &str) -> String {
    let escaped = |c: char| match c.is_control() {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    };
    let text: String = text.chars().map(escaped).collect();
    match text.contains('`') {
        true if !text.contains("``") => format!("`` {text} ``"),
        _ => format!("`{}`", text.replace('`', "'")),
    }
}

fn span(low: Option<String>, high: Option<String>, unit: &str) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) if low == high && high == "1" => {
            Some(format!("Exactly 1{}.", unit.trim_end_matches('s')))
        }
        (Some(low), Some(high)) if low == high => Some(format!("Exactly {low}{unit}.")),
        (Some(low), Some(high)) => Some(format!("{low} to {high}{unit}.")),
        (Some(low), None) if low != "0" => Some(format!("At least {low}{unit}.")),
        (None, Some(high)) => Some(format!("At most {high}{unit}.")),
        _ => None,
    }
}

/// Smallest and largest value; a bound that is not one of the values itself says so.
fn range(merged: &Merged) -> Option<String> {
    let low = merged.first(|part| part.number.minimum);
    let high = merged.first(|part| part.number.maximum);
    let is_exclusive = |limit: Option<Limit<'_>>| limit.is_some_and(|limit| limit.exclusive);
    let (above, below) = (is_exclusive(low), is_exclusive(high));
    let text = |limit: Option<Limit<'_>>| limit.map(|limit| limit.value.to_string());
    let (low, high) = (text(low), text(high));
    if !above && !below {
        return span(low, high, "");
    }
    let low = low.map(|low| format!("{} {low}", if above { "above" } else { "at least" }));
    let high = high.map(|high| format!("{} {high}", if below { "below" } else { "at most" }));
    let both: Vec<String> = low.into_iter().chain(high).collect();
    let text = both.join(" and ");
    let first = text.get(..1)?.to_uppercase();
    Some(format!("{first}{}.", text.get(1..)?))
}

/// What stands where in a list whose elements differ by position.
fn positions(graph: &Graph, merged: &Merged) -> Option<String> {
    let words: Vec<String> = merged.positions.iter().map(|node| element(graph, *node)).collect();
    (words.len() > 1).then(|| format!("In this order: {}.", words.join(", ")))
}

fn element(graph: &Graph, node: NodeId) -> String {
    let schema = graph.written(node);
    let title = schema.and_then(|schema| schema.title.map(str::to_owned));
    let target = || Some(schema?.reference.as_ref()?.last());
    let kind = match schema.and_then(|schema| schema.kind) {
        Some(JsonType::String) => "string",
        Some(JsonType::Integer) => "integer",
        Some(JsonType::Number) => "number",
        Some(JsonType::Boolean) => "boolean",
        Some(JsonType::Array) => "array",
        Some(JsonType::Object) => "object",
        None => "any value",
    };
    let name = title.or_else(target);
    name.map_or_else(|| kind.to_owned(), |name| code(&name))
}

/// Which keys an object may or must have, beyond its fields.
pub(in crate::lower) fn key_notes(graph: &Graph, merged: &Merged) -> Vec<String> {
    if merged.kind() != Some(JsonType::Object) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let object = |has: fn(&ObjectKeywords) -> bool| merged.parts.iter().map(|part| &part.object).find(|one| has(one));
    if let Some(object) = object(|object| !object.patterns.is_empty()) {
        let patterns: Vec<String> = object.patterns.iter().map(|pattern| code(pattern)).collect();
        out.push(format!("Keys of the pattern {}.", patterns.join(" or ")));
    }
    out.extend(names_of_keys(graph, merged));
    let dependent = object(|object| !object.dependent_required.is_empty());
    for (key, needs) in dependent.into_iter().flat_map(|object| &object.dependent_required) {
        out.extend(keys(needs).map(|needs| format!("With {} there must be {needs}.", code(key))));
    }
    let excluded = object(|object| !object.not_together.is_empty());
    out.extend(excluded.and_then(|object| Some(format!("Not together: {}.", keys(&object.not_together)?))));
    out.extend(alternatives(graph, merged));
    out
}

fn keys(names: &[&str]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| code(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn names_of_keys(graph: &Graph, merged: &Merged) -> Option<String> {
    let names = graph.merged(merged.names?).ok()?;
    if let Some(values) = &names.values {
        let values: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
        return keys(&values).map(|values| format!("Known keys: {values}."));
    }
    let pattern = names.first(|part| part.text.pattern)?;
    Some(format!("Keys of the pattern {}.", code(pattern)))
}

/// `anyOf: [{required: [a]}, {required: [b]}]`.
fn alternatives(graph: &Graph, merged: &Merged) -> Option<String> {
    let choice = merged.choices.iter().find(|choice| choice.only_requires)?;
    let each = choice.branches.iter().map(|branch| {
        let schema = graph.written(branch.node)?;
        let names: Vec<String> = schema.object.required.iter().map(|name| code(name)).collect();
        Some(names.join(" with "))
    });
    let each = each.collect::<Option<Vec<_>>>()?;
    Some(format!("There must be {}.", each.join(", or ")))
}
