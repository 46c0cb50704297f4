//! Which type a merged schema is.
//!
//! In: a node. Out: its [`Shape`], and what its branches are together, if that is more than what is stated.

use std::collections::BTreeSet;

use serde_json::Value;

use super::ask::Ask;
use super::branches;
use super::formats;
use super::held;
use super::merge::{self, Merged};
use super::nesting::{self, Nesting};
use super::node::{Patch, Shape};
use super::origin::NodeId;
use crate::config::is_rust_path;
use crate::diag::Code;
use crate::plan::Type;
use crate::spec::{Additional, Fault, JsonType, Limit, Schema};

/// The shape of a node that defines a type.
pub(super) fn shape<'a>(ask: &mut dyn Ask<'a>, site: NodeId) -> Result<(Shape, Option<Merged<'a>>), Fault> {
    let merged = ask.stated(site)?;
    let chooses = |choice: &merge::Choice| !choice.only_requires;
    let is_said = merged.extension("x-client-type").is_some_and(Value::is_string);
    if !is_said && !merged.only_null && merged.choices.iter().any(chooses) {
        return branches::choose(ask, &merged);
    }
    Ok((plain(ask, &merged)?, None))
}

/// The shape of a schema without a choice.
fn plain(ask: &mut dyn Ask, merged: &Merged) -> Result<Shape, Fault> {
    if let Some(path) = merged.extension("x-client-type").and_then(Value::as_str) {
        return chosen(merged, path);
    }
    if merged.only_null {
        return Ok(Shape::Null);
    }
    Ok(match merged.kind() {
        None => Shape::Any,
        Some(JsonType::String) => text(ask, merged),
        Some(kind @ (JsonType::Boolean | JsonType::Integer | JsonType::Number)) => scalar(ask, merged, kind),
        Some(JsonType::Array) => match nesting::of(ask, merged.id)? {
            Nesting::Ends | Nesting::Named => Shape::List(held::items(ask, merged)),
            Nesting::Endless => {
                let message = "this list holds lists of itself and nothing else, so its type would need a name that it does not have".to_owned();
                return Err(Fault::new(Code::TooDeep, ask.place(merged.id), message));
            }
        },
        Some(JsonType::Object) => object(ask, merged)?,
    })
}

/// The type that the author of the client has chosen.
fn chosen(merged: &Merged, path: &str) -> Result<Shape, Fault> {
    let fault = |code, message| Err(Fault::new(code, merged.at.key("x-client-type"), message));
    if let Some(known) = merged.kind().and_then(|kind| formats::chosen(kind, path)) {
        return Ok(Shape::Scalar(known));
    }
    if formats::is_integer(path) {
        let message = format!("`x-client-type` is `{path}`, which wants a text or a number");
        return fault(Code::UnusableExtension, message);
    }
    if is_rust_path(path) {
        return Ok(Shape::Scalar(Type::Path(path.to_owned())));
    }
    fault(Code::BadValue, format!("`{path}` is not the path of a Rust type"))
}

fn text(ask: &dyn Ask, merged: &Merged) -> Shape {
    match &merged.values {
        Some(values) => Shape::TextEnum(distinct(values)),
        None => scalar(ask, merged, JsonType::String),
    }
}

fn scalar(ask: &dyn Ask, merged: &Merged, kind: JsonType) -> Shape {
    let bounds = (
        bound(merged, |part| part.number.minimum),
        bound(merged, |part| part.number.maximum),
    );
    Shape::Scalar(formats::scalar(ask.config(), kind, merged.format, bounds))
}

fn bound<'a>(merged: &Merged<'a>, read: fn(&Schema<'a>) -> Option<Limit<'a>>) -> Option<f64> {
    merged.first(read)?.value.as_f64()
}

/// The texts of an enum, each once.
fn distinct(values: &[&Value]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let texts = values.iter().filter_map(|value| value.as_str());
    texts.filter(|text| seen.insert(*text)).map(str::to_owned).collect()
}

fn object(ask: &mut dyn Ask, merged: &Merged) -> Result<Shape, Fault> {
    if !merged.properties.is_empty() {
        let patch = Patch::of_record(merged);
        return Ok(match patch {
            Some(patch) if nesting::of(ask, merged.id)? == Nesting::Ends => Shape::Patch(patch),
            _ => Shape::Record,
        });
    }
    if let Some(values) = held::rest(ask, merged) {
        return Ok(match nesting::of(ask, merged.id)? {
            Nesting::Named => Shape::Record,
            Nesting::Ends | Nesting::Endless => Shape::Map(values),
        });
    }
    Ok(match &merged.additional {
        Additional::Denied => Shape::Empty,
        _ if merged.is_empty_object() => Shape::Empty,
        _ => Shape::Free,
    })
}
