//! Sentences for what a document says in keywords and no Rust type can: limits, patterns, which keys go together.

use serde_json::Value;

use super::docs::literal;
use crate::schemas::branches::only_requires;
use crate::schemas::merge::Merged;
use crate::schemas::world::World;
use crate::spec::Kind;

/// The limits of a value in one sentence each.
pub(in crate::lower) fn limits(merged: &Merged) -> Vec<String> {
    let mut out = Vec::new();
    for (low, high, unit) in [
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " items"),
        ("minProperties", "maxProperties", " keys"),
    ] {
        out.extend(span(number(merged, low), number(merged, high), unit));
    }
    out.extend(range(merged));
    out.extend(number(merged, "multipleOf").map(|step| format!("A multiple of {step}.")));
    if let Some(pattern) = merged.keyword("pattern").and_then(Value::as_str) {
        out.push(format!("Pattern: {}.", code(pattern)));
    }
    if let Some(values) = &merged.values
        && values.iter().all(Value::is_number)
    {
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        out.push(format!("Known values: {}.", values.join(", ")));
    }
    out.extend(positions(merged));
    out
}

/// A text in code marks, whatever is in it. Patterns are shown as they are.
fn code(text: &str) -> String {
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

fn number(merged: &Merged, key: &str) -> Option<String> {
    merged.keyword(key).filter(|value| value.is_number()).map(literal)
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
    let flag = |key| merged.keyword(key).and_then(Value::as_bool).unwrap_or(false);
    let (low, high) = (number(merged, "minimum"), number(merged, "maximum"));
    let (above, below) = (flag("exclusiveMinimum"), flag("exclusiveMaximum"));
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
fn positions(merged: &Merged) -> Option<String> {
    let prefix = merged.keyword("x-oas31-prefixItems")?.as_array()?;
    let words: Vec<String> = prefix.iter().map(element).collect();
    (words.len() > 1).then(|| format!("In this order: {}.", words.join(", ")))
}

fn element(schema: &Value) -> String {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let name = text("$ref").and_then(|target| target.rsplit('/').next());
    let kind = match text("type") {
        Some("string") => "text",
        Some("integer") => "whole number",
        Some("number") => "number",
        Some("boolean") => "boolean",
        Some("array") => "list",
        Some("object") => "object",
        _ => "any value",
    };
    let name = text("title").or(name);
    name.map_or_else(|| kind.to_owned(), code)
}

/// Which keys an object may or must have, beyond its fields.
pub(in crate::lower) fn key_notes(world: &World, merged: &Merged) -> Vec<String> {
    if merged.kind() != Some(Kind::Object) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let object = |key: &str| merged.keyword(key).and_then(Value::as_object);
    if let Some(patterns) = object("x-oas31-patternProperties") {
        let patterns: Vec<String> = patterns.keys().map(|pattern| code(pattern)).collect();
        out.push(format!("Keys of the pattern {}.", patterns.join(" or ")));
    }
    out.extend(names_of_keys(world, merged));
    let rule = |(key, needs): (&String, &Value)| Some(format!("With {} there must be {}.", code(key), keys(needs)?));
    out.extend(
        object("x-oas31-dependentRequired")
            .into_iter()
            .flatten()
            .filter_map(rule),
    );
    if let Some(needs) = merged.keyword("not").and_then(|not| keys(not.get("required")?)) {
        out.push(format!("Not together: {needs}."));
    }
    out.extend(alternatives(world, merged));
    out
}

fn keys(names: &Value) -> Option<String> {
    let names: Vec<String> = names.as_array()?.iter().filter_map(Value::as_str).map(code).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn names_of_keys(world: &World, merged: &Merged) -> Option<String> {
    const KEYWORD: &str = "x-oas31-propertyNames";
    let owner = merged.parts.iter().find(|part| part.raw.contains_key(KEYWORD))?;
    let names = world.merged(&owner.at.key(KEYWORD)).ok()?;
    if let Some(values) = &names.values {
        return keys(&Value::Array(values.clone())).map(|values| format!("Known keys: {values}."));
    }
    let pattern = names.keyword("pattern").and_then(Value::as_str)?;
    Some(format!("Keys of the pattern {}.", code(pattern)))
}

/// `anyOf: [{required: [a]}, {required: [b]}]`.
fn alternatives(world: &World, merged: &Merged) -> Option<String> {
    let choice = merged.choices.iter().find(|choice| only_requires(world, choice))?;
    let each = choice.branches.iter().map(|at| {
        let schema = world.schemas.at(at).ok()?;
        let names: Vec<String> = schema.required.iter().map(|name| code(name)).collect();
        Some(names.join(" with "))
    });
    let each = each.collect::<Option<Vec<_>>>()?;
    Some(format!("There must be {}.", each.join(", or ")))
}
