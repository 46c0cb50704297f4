//! One generated type for each site and, where the two differ, each direction.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases;
use super::declared::{Declaration, Declarations};
use super::docs;
use super::enum_labels;
use super::lost;
use super::records::record;
use super::resolve::Types;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::lower::drafts::{ModelDraft, ModelDrafts};
use crate::lower::names::named::Names;
use crate::lower::sites::{Usage, Use, gap};
use crate::plan::{self, Criterion, Strategy, Tagging, TextEnum, TextValue, Type, Union, Variant};
use crate::pointer::Pointer;
use crate::schemas::{self, Branch, Direction, Graph, Holding, Merged, NodeId, Shape, UnionShape};
use crate::spec::Fault;
use serde_json::Value;

/// All generated types, sorted by name, with what was declared of them. The sites of types that cannot be built are lost: what
/// refers to one is a free-form value, so the others are built again.
pub(in crate::lower) fn models(
    graph: &Graph,
    usage: &Usage,
    names: &Names,
    diags: &mut Diagnostics,
) -> (Declarations, ModelDrafts) {
    let mut lost = BTreeSet::new();
    loop {
        let declared = Declarations::new(usage, names, lost);
        match attempt(
            &Types {
                graph,
                twins: &usage.twins,
                declared: &declared,
                names,
            },
            diags,
        ) {
            Ok(models) => {
                lost::tell(graph, usage, diags);
                return (declared, models);
            }
            Err(more) => lost = declared.lost.into_iter().chain(more).collect(),
        }
    }
}

/// The types of all declarations, or the sites that are lost.
fn attempt(types: &Types, diags: &mut Diagnostics) -> Result<ModelDrafts, Vec<NodeId>> {
    let (mut out, mut lost) = (BTreeMap::new(), Vec::new());
    for id in types.declared.by_site() {
        let declaration = &types.declared.all[id];
        match model(types, declaration, diags) {
            Ok(model) => drop(out.insert(id, model)),
            Err(fault) => {
                diags.push(gap(&fault));
                lost.push(declaration.site);
            }
        }
    }
    match lost.is_empty() {
        true => Ok(out.into_values().collect()),
        false => Err(lost),
    }
}

fn model(types: &Types, declaration: &Declaration, diags: &mut Diagnostics) -> Result<ModelDraft, Fault> {
    let Declaration {
        name,
        site,
        direction,
        usage,
        is_half,
    } = declaration;
    let (site, direction) = (*site, *direction);
    let merged = types.graph.merged(site)?;
    let open = merged.extension("x-client-open").and_then(Value::as_bool);
    // Both halves of a split union are open, so that one becomes the other whatever it holds.
    let received = usage.read || *is_half;
    let shape = types.graph.shape(site)?;
    let definition = match shape {
        Shape::Record => plan::Definition::Record(record(types, site, direction, diags)?),
        Shape::TextEnum(values) => {
            enum_labels::miscounted(merged).for_each(|one| diags.push(one));
            plan::Definition::TextEnum(text_enum(types, site, values, merged, open.unwrap_or(true))?)
        }
        Shape::Union(choice) | Shape::Group(choice) => {
            let open = open.unwrap_or(received);
            plan::Definition::Union(union(types, site, choice, direction, open, diags))
        }
        _ => return Err(unnamed(types.graph.place(site))),
    };
    if let plan::Definition::Union(union) = &definition
        && union
            .variants
            .iter()
            .any(|variant| matches!(variant.criterion, Criterion::Trial(_)))
    {
        ambiguous(types, declaration, union)
            .into_iter()
            .for_each(|warning| diags.push(warning));
    }
    Ok(ModelDraft {
        name: name.clone(),
        module: module(usage),
        docs: docs::of_type(types, merged),
        at: types.graph.place(site),
        origin: types.names.origin(site, *is_half && direction == Direction::Write),
        sent: usage.write,
        received: usage.read,
        is_marked_key: merged.extension("x-client-key").and_then(Value::as_bool) == Some(true),
        definition,
    })
}

/// Only sites whose shape has a name are declared.
fn unnamed(at: Pointer) -> Fault {
    Fault::new(
        Code::UnreadableComponent,
        at,
        "this schema has no type of its own".to_owned(),
    )
}

/// The module of types that belong to no single group.
pub(in crate::lower) const SHARED: &str = "shared";

/// The group that alone uses a type, or the shared module.
fn module(usage: &Use) -> String {
    let mut groups = usage.groups.iter();
    match (groups.next(), groups.next()) {
        (Some(only), None) => only.clone(),
        _ => SHARED.to_owned(),
    }
}

fn text_enum(types: &Types, site: NodeId, values: &[String], merged: &Merged, open: bool) -> Result<TextEnum, Fault> {
    let aliases = aliases::of(values, merged)?;
    let is_alias = |wire: &String| aliases.iter().any(|(alias, _)| alias == wire);
    let described = values.iter().zip(enum_labels::descriptions(values, merged));
    let values = described.filter(|(wire, _)| !is_alias(wire));
    let values = values.map(|(wire, description)| TextValue {
        name: types.names.member(site, wire).unwrap_or_default().to_owned(),
        wire: wire.clone(),
        aliases: aliases::to(&aliases, wire),
        description,
    });
    Ok(TextEnum {
        values: values.collect(),
        open,
    })
}

fn union(
    types: &Types,
    site: NodeId,
    choice: &UnionShape,
    direction: Direction,
    open: bool,
    diags: &mut Diagnostics,
) -> Union {
    let is_group = choice.strategy == Strategy::Group;
    let labels = types.names.variants.get(&site).cloned().unwrap_or_default();
    let variants = choice.branches.iter().zip(labels).map(|(branch, name)| {
        let member = matches!(branch.criterion, Criterion::Member(_));
        let holding = schemas::holding(types.graph, choice, branch);
        // An arm of a group that is null is not there.
        let ty = if holding == Holding::OnlyTag {
            Type::Empty
        } else if member && !is_group {
            types.or_null(branch.payload, direction, diags)
        } else {
            types.of(branch.payload, direction, diags)
        };
        let is_true = member && ty == Type::Bool && only_true(types, branch.payload);
        let ty = if is_true || (member && ty == Type::Empty) || holding == Holding::OnlyTag {
            None
        } else {
            Some(ty)
        };
        let docs = types
            .graph
            .merged(branch.payload)
            .map(|merged| docs::of_branch(types, merged));
        Variant {
            name,
            ty,
            is_true,
            criterion: branch.criterion.clone(),
            tagging: match holding {
                Holding::OnlyTag | Holding::Untagged => Tagging::Added,
                Holding::Loose => Tagging::Corrected,
                Holding::Whole => Tagging::Held,
            },
            docs: docs.unwrap_or_default(),
        }
    });
    Union {
        variants: variants.collect(),
        open,
        tag: choice.tag.clone(),
        strategy: choice.strategy,
    }
}

/// Whether a boolean is there to be true: `{tokenExchange: true}`.
fn only_true(types: &Types, node: NodeId) -> bool {
    let merged = types.graph.merged(node);
    merged.is_ok_and(|merged| merged.values.as_deref() == Some(&[&Value::Bool(true)]))
}

fn ambiguous(types: &Types, declaration: &Declaration, union: &Union) -> Option<Diagnostic> {
    let site = declaration.site;
    // Both halves have one message.
    let name = types
        .declared
        .get(site, Direction::Read)
        .map(|id| &types.declared.all[id].name)?;
    let shape = types.graph.shape(site).ok()?;
    let Shape::Union(choice) = shape else { return None };
    let keys = shared_keys(types.graph, &choice.branches);
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
    let message = format!(
        "nothing tells the branches of `{name}` apart, so {variants} are tried in this order, those with fields for most keys of a value first{share}"
    );
    let help = "a `discriminator`, or a constant in each branch, would settle it; an overlay can add one";
    Some(Diagnostic::at(Code::AmbiguousUnion, &types.graph.place(site), message).help(help))
}

/// The keys that all branches have, for the warning.
fn shared_keys(graph: &Graph, branches: &[Branch]) -> Vec<String> {
    let keys = |branch: &Branch| {
        let merged = graph.merged(branch.site).ok();
        let names = merged.into_iter().flat_map(|merged| &merged.properties);
        names.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let mut each = branches.iter().map(keys);
    let Some(first) = each.next() else { return Vec::new() };
    let others: Vec<BTreeSet<String>> = each.map(BTreeSet::from_iter).collect();
    let shared = first
        .into_iter()
        .filter(|name| others.iter().all(|set| set.contains(name)));
    shared.collect()
}
