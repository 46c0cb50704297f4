//! The closed list of what a type can be, and which of them a merged schema is.

use std::collections::BTreeSet;

use serde_json::Value;

use super::branches::{self, Branch};
use super::formats;
use super::merge::Merged;
use super::nesting::{self, Nesting};
use super::patch::{self, Patch};
use super::world::{Part, Source, World};
use crate::config::is_rust_path;
use crate::diag::Code;
use crate::ir::Type;
use crate::pointer::Pointer;
use crate::spec::{Additional, Fault, Kind};

/// What a type is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Any JSON value.
    Any,
    /// Only `null`.
    Null,
    /// A type that needs no name.
    Scalar(Type),
    /// Named texts.
    TextEnum(Vec<String>),
    /// A list of what is at the pointer; of anything without one.
    List(Option<Pointer>),
    /// A map to what is at the pointer.
    Map(Pointer),
    /// An object of anything.
    Free,
    /// The empty object.
    Empty,
    /// A struct.
    Record,
    /// `{set}`, `{setNull}`, `{add, remove}`.
    Patch(Patch),
    /// One of several.
    Union(Choice),
    /// One of several properties of a record, which has a field for all of them.
    Group(Choice),
}

/// A union with its branches told apart.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub branches: Vec<Branch>,
    pub tag: Option<String>,
    pub strategy: &'static str,
    /// The JSON kind of all branches; `Any` where they differ.
    pub kind: &'static str,
}

/// The shape of the merged schema at a site.
pub(crate) fn shape(world: &World, site: &Pointer) -> Result<Shape, Fault> {
    let merged = world.merged(site)?;
    if let Some(path) = merged.extension("x-client-type").and_then(Value::as_str) {
        return chosen(&merged, path);
    }
    if merged.only_null {
        return Ok(Shape::Null);
    }
    if merged
        .choices
        .iter()
        .any(|choice| !branches::only_requires(world, choice))
    {
        return branches::choose(world, &merged);
    }
    Ok(match merged.kind() {
        None => Shape::Any,
        Some(Kind::Text) => text(world, &merged),
        Some(kind @ (Kind::Bool | Kind::Integer | Kind::Number)) => scalar(world, &merged, kind),
        Some(Kind::List) => Shape::List(match nesting::of(world, site)? {
            Nesting::Endless => None,
            Nesting::Ends => element(world, &merged),
        }),
        Some(Kind::Object) => object(world, &merged)?,
    })
}

/// The type that the author of the client has chosen.
fn chosen(merged: &Merged, path: &str) -> Result<Shape, Fault> {
    if formats::is_whole(path) {
        return whole(merged, path);
    }
    if is_rust_path(path) {
        return Ok(Shape::Scalar(Type::Path(path.to_owned())));
    }
    Err(Fault::new(
        Code::BadValue,
        merged.at.key("x-client-type"),
        format!("`{path}` is not the path of a Rust type"),
    ))
}

/// An integer of 64 bits, which a text has in quotes.
fn whole(merged: &Merged, word: &str) -> Result<Shape, Fault> {
    let ty = merged.kind().and_then(|kind| formats::whole(kind, word));
    ty.map(Shape::Scalar).ok_or_else(|| {
        Fault::new(
            Code::UnusableExtension,
            merged.at.key("x-client-type"),
            format!("`x-client-type` is `{word}`, which wants a text or a number"),
        )
    })
}

fn text(world: &World, merged: &Merged) -> Shape {
    match &merged.values {
        Some(values) => Shape::TextEnum(distinct(values)),
        None => scalar(world, merged, Kind::Text),
    }
}

fn scalar(world: &World, merged: &Merged, kind: Kind) -> Shape {
    Shape::Scalar(formats::scalar(world.config, kind, merged.format))
}

/// The texts of an enum, each once.
fn distinct(values: &[&Value]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let texts = values.iter().filter_map(|value| value.as_str());
    texts.filter(|text| seen.insert(*text)).map(str::to_owned).collect()
}

/// What a list holds: what all parts say of its items.
fn element(world: &World, merged: &Merged) -> Option<Pointer> {
    let first = world.items(merged)?;
    let site = world.site(&first).ok();
    let further = merged.items.iter().enumerate().skip(1);
    let further = further.map(|(index, places)| world.one_of(merged.at.key("x-positions").index(index), places));
    let more: Vec<Pointer> = further.filter(|at| world.site(at).ok() != site).collect();
    if more.is_empty() {
        return Some(first);
    }
    let parts = std::iter::once(&first).chain(&more).map(Part::whole).collect();
    Some(world.invent(merged.at.key("x-items"), Source::All(parts)))
}

fn object(world: &World, merged: &Merged) -> Result<Shape, Fault> {
    if !merged.properties.is_empty() {
        let patch = patch::of_record(merged);
        return Ok(match patch {
            Some(patch) if nesting::of(world, &merged.at)? == Nesting::Ends => Shape::Patch(patch),
            _ => Shape::Record,
        });
    }
    if let Some(values) = world.values(merged) {
        return Ok(match nesting::of(world, &merged.at)? {
            Nesting::Endless => Shape::Free,
            Nesting::Ends => Shape::Map(values),
        });
    }
    Ok(match &merged.additional {
        Additional::Denied => Shape::Empty,
        _ if merged.is_empty_object() => Shape::Empty,
        _ => Shape::Free,
    })
}
