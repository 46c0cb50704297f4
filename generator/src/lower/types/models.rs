//! One generated type for each site and, where the two differ, each direction.

use super::aliases;
use super::docs;
use super::records::record;
use super::resolve::Types;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{self, Extras, Model, Select, TextEnum, TextValue, Type, Union, Variant};
use crate::lower::names;
use crate::lower::names::symbols;
use crate::lower::names::types::Names;
use crate::lower::sites::{Usage, Use, gap};
use crate::pointer::Pointer;
use crate::schemas::Direction;
use crate::schemas::branches;
use crate::schemas::merge::Merged;
use crate::schemas::shape::{Choice, Shape};
use crate::schemas::world::World;
use crate::spec::Fault;
use serde_json::Value;

/// All generated types, sorted by name. The sites of types that cannot be built are [lost](Usage::lost): what refers to one
/// is a free-form value, so the others are built again.
pub(in crate::lower) fn models(world: &World, usage: &mut Usage, names: &Names, diags: &mut Diagnostics) -> Vec<Model> {
    loop {
        let types = Types {
            world,
            usage: &*usage,
            names,
        };
        let (mut models, lost) = attempt(&types, diags);
        if lost.is_empty() {
            models.sort_by(|a, b| a.name.cmp(&b.name));
            return models;
        }
        usage.lost.extend(lost);
    }
}

/// The types of all sites that are not lost, and the sites that turn out to be.
fn attempt(types: &Types, diags: &mut Diagnostics) -> (Vec<Model>, Vec<Pointer>) {
    let (mut out, mut lost) = (Vec::new(), Vec::new());
    let sites = types.usage.sites.iter();
    for (site, usage) in sites.filter(|(site, _)| !types.usage.lost.contains(*site)) {
        for (direction, usage) in directions(types, site, usage) {
            match model(types, site, direction, &usage, diags) {
                Ok(Some(model)) => out.push(model),
                Ok(None) => {}
                Err(fault) => {
                    diags.push(gap(&fault));
                    lost.push(site.clone());
                }
            }
        }
    }
    (out, lost)
}

/// One type, or two for a site that is split.
fn directions(types: &Types, site: &Pointer, usage: &Use) -> Vec<(Direction, Use)> {
    if types.usage.split.contains(site) {
        let read = Use {
            write: false,
            ..usage.clone()
        };
        let write = Use {
            read: false,
            ..usage.clone()
        };
        return vec![(Direction::Read, read), (Direction::Write, write)];
    }
    let direction = if usage.write { Direction::Write } else { Direction::Read };
    vec![(direction, usage.clone())]
}

fn model(
    types: &Types,
    site: &Pointer,
    direction: Direction,
    usage: &Use,
    diags: &mut Diagnostics,
) -> Result<Option<Model>, Fault> {
    let merged = types.world.merged(site)?;
    let open = merged.extension("x-client-open").and_then(Value::as_bool);
    // Both halves of a split union are open, so that one becomes the other whatever it holds.
    let received = usage.read || types.usage.split.contains(site);
    let shape = types.world.shape(site)?;
    let shape = match &*shape {
        Shape::Record => ir::Shape::Record(record(types, site, direction, diags)?),
        Shape::TextEnum(values) => ir::Shape::TextEnum(text_enum(values, &merged, open.unwrap_or(true))?),
        Shape::Union(choice) | Shape::Group(choice) => {
            let open = open.unwrap_or(received);
            ir::Shape::Union(union(types, site, choice, direction, open, diags))
        }
        _ => return Ok(None),
    };
    if let ir::Shape::Union(union) = &shape
        && union.variants.iter().any(|variant| variant.select == Select::Trial)
    {
        ambiguous(types, site, union)
            .into_iter()
            .for_each(|warning| diags.push(warning));
    }
    Ok(Some(Model {
        name: types.name(site, direction),
        module: module(usage),
        docs: docs::of_type(types.world, &merged),
        at: site.clone(),
        sent: usage.write,
        received: usage.read,
        checked: false,
        printed: false,
        key: merged.extension("x-client-key").and_then(Value::as_bool) == Some(true),
        conversion: None,
        parts: Vec::new(),
        extras: Extras::default(),
        shape,
    }))
}

/// The group that alone uses a type, or the shared module.
fn module(usage: &Use) -> String {
    let mut groups = usage.groups.iter();
    match (groups.next(), groups.next()) {
        (Some(only), None) => only.clone(),
        _ => "shared".to_owned(),
    }
}

fn text_enum(values: &[String], merged: &Merged, open: bool) -> Result<TextEnum, Fault> {
    let aliases = aliases::of(values, merged)?;
    let labels = enum_labels(values, merged);
    let is_alias = |wire: &String| aliases.iter().any(|(alias, _)| alias == wire);
    let values = values.iter().zip(labels).filter(|(wire, _)| !is_alias(wire));
    let values = values.map(|(wire, name)| TextValue {
        name,
        wire: wire.clone(),
        aliases: aliases::to(&aliases, wire),
    });
    Ok(TextEnum {
        values: values.collect(),
        open,
    })
}

/// The variants of named texts: names of the author's choice, or the texts themselves.
pub(in crate::lower) fn enum_labels(values: &[String], merged: &Merged) -> Vec<String> {
    let given = merged.extension("x-enum-varnames").and_then(Value::as_array);
    let given = |index: usize| given.and_then(|names| names.get(index)).and_then(Value::as_str);
    let label = |(index, wire): (usize, &String)| match given(index) {
        Some(name) => names::pascal(name),
        None => symbols::word(wire).unwrap_or_else(|| names::pascal(wire)),
    };
    let mut labels: Vec<String> = values.iter().enumerate().map(label).collect();
    names::unique(&mut labels, &["Unknown"]);
    labels
}

fn union(
    types: &Types,
    site: &Pointer,
    choice: &Choice,
    direction: Direction,
    open: bool,
    diags: &mut Diagnostics,
) -> Union {
    let is_group = types
        .world
        .shape(site)
        .is_ok_and(|shape| matches!(*shape, Shape::Group(_)));
    let mut labels = types.names.variants.get(site).cloned().unwrap_or_default();
    names::unique(&mut labels, &["Unknown"]);
    let variants = choice.branches.iter().zip(labels).map(|(branch, name)| {
        let member = matches!(branch.select, Select::Member(_));
        // An arm of a group that is null is not there.
        let ty = if member && !is_group {
            types.or_null(&branch.payload, direction, diags)
        } else {
            types.of(&branch.payload, direction, diags)
        };
        let is_true = member && ty == Type::Bool && only_true(types, &branch.payload);
        let ty = if is_true || (member && ty == Type::Empty) {
            None
        } else {
            Some(ty)
        };
        let docs = types
            .world
            .merged(&branch.payload)
            .map(|merged| docs::of_branch(types.world, &merged));
        Variant {
            name,
            ty,
            inside: false,
            is_true,
            select: branch.select.clone(),
            docs: docs.unwrap_or_default(),
        }
    });
    Union {
        variants: variants.collect(),
        open,
        is_group,
        tag: choice.tag.clone(),
        strategy: choice.strategy,
    }
}

/// Whether a boolean is there to be true: `{tokenExchange: true}`.
fn only_true(types: &Types, at: &Pointer) -> bool {
    let merged = types.world.merged(at);
    merged.is_ok_and(|merged| merged.values.as_deref() == Some(&[&Value::Bool(true)]))
}

fn ambiguous(types: &Types, site: &Pointer, union: &Union) -> Option<Diagnostic> {
    let shape = types.world.shape(site).ok()?;
    let Shape::Union(choice) = &*shape else { return None };
    let keys = branches::shared_keys(types.world, &choice.branches);
    let quoted = |list: Vec<&str>| {
        list.iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let variants = quoted(union.variants.iter().map(|variant| variant.name.as_str()).collect());
    let share = match keys.is_empty() {
        true => String::new(),
        false => format!(
            "; all of them have {}",
            quoted(keys.iter().map(String::as_str).collect())
        ),
    };
    let name = types.name(site, Direction::Read);
    let message = format!("nothing tells the branches of `{name}` apart, so {variants} are tried in this order{share}");
    let help = "a `discriminator`, or a constant in each branch, would settle it; an overlay can add one";
    Some(Diagnostic::warning(Code::AmbiguousUnion, site, message).help(help))
}
