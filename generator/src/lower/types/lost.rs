//! What records lose of their schemas: required keys that are not properties, and children that only a discriminator names.
//!
//! In: the types that are needed, and who sends them. Out: messages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::alike::nearest;
use crate::diag::{Action, Code, Diagnostic, Diagnostics, Severity};
use crate::lower::sites::Usage;
use crate::pointer::Pointer;
use crate::schemas::{Graph, Merged, NodeId, Shape};

/// Tells of every record what it loses.
pub(in crate::lower) fn tell(graph: &Graph, usage: &Usage, diags: &mut Diagnostics) {
    let children = Children::of(&graph.document.root);
    let records = usage
        .sites
        .iter()
        .filter(|(site, _)| matches!(graph.shape(**site), Ok(Shape::Record)));
    for (site, used) in records {
        let Ok(merged) = graph.merged(*site) else { continue };
        for said in required(merged) {
            diags.push(if used.write {
                said
            } else {
                said.severity(Severity::Warning)
            });
        }
        inherited(graph, *site, &children)
            .into_iter()
            .for_each(|said| diags.push(said));
    }
}

/// Required keys that no part of the schema has as a property. Where other keys are kept, these are among them.
fn required(merged: &Merged) -> Vec<Diagnostic> {
    let properties: BTreeSet<&str> = merged.properties.iter().map(|(name, _)| name.as_str()).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let missing = merged.parts.iter().flat_map(|part| {
        let each = part.object.required.iter().enumerate();
        each.map(move |(index, name)| (part, index, *name))
    });
    let missing = missing.filter(|(_, _, name)| !merged.has_rest() && !properties.contains(name) && seen.insert(name));
    let missing: Vec<_> = missing.collect();
    let demanded: BTreeSet<&str> = merged.required.iter().map(String::as_str).collect();
    let optional = properties.iter().filter(|name| !demanded.contains(*name));
    let optional: Vec<&str> = if missing.is_empty() {
        Vec::new()
    } else {
        optional.copied().collect()
    };
    let may_guess = missing.len() <= MOST_GUESSES;
    let each = missing.into_iter().map(|(part, index, name)| {
        let at = part.at.key("required").index(index);
        let said = Diagnostic::at(
            Code::MissingProperty,
            &at,
            format!("`{name}` is required, but is not a property"),
        );
        match may_guess.then(|| nearest(name, optional.iter().copied())).flatten() {
            Some(near) => said
                .help(format!("did you mean `{near}`?"))
                .fix(Action::update(part.at.clone(), json!({ "required": [near] }))),
            None => said.help("the type has no field for it; an overlay can add the property, or remove the name here"),
        }
        .fix(Action::remove(at))
    });
    each.collect()
}

/// A base whose children refer to it: a value of a child is read as the base, without what the child adds.
fn inherited(graph: &Graph, site: NodeId, children: &Children) -> Option<Diagnostic> {
    let schema = graph.written(site)?;
    let discriminator = schema.discriminator.as_ref()?;
    if !schema.one_of.is_empty() || !schema.any_of.is_empty() {
        return None;
    }
    let found = children.0.get(&schema.at)?;
    let names: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|child| format!("`{}`", child.last()))
        .collect();
    let others = match found.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} others"),
    };
    let message = format!(
        "`{}` tells {}{others} apart, but the schema has no `oneOf`: only the properties of the base are read and sent",
        discriminator.property,
        names.join(", "),
    );
    let branches: Vec<Value> = found.iter().map(|child| json!({ "$ref": child.to_string() })).collect();
    let said = Diagnostic::at(Code::IgnoredDiscriminator, &schema.at.key("discriminator"), message);
    let said = said.help("list the schemas that are meant in `oneOf`, and the type is an enum of them");
    Some(said.fix(Action::update(schema.at.clone(), json!({ "oneOf": branches }))))
}

/// Where more names are missing, none is compared with those that are there.
const MOST_GUESSES: usize = 8;

/// More children than this are not named.
const NAMED: usize = 5;

/// Schema → the components with a member of their `allOf` that refers to it.
struct Children(BTreeMap<Pointer, Vec<Pointer>>);

impl Children {
    fn of(root: &Value) -> Self {
        let here = Pointer::root().key("components").key("schemas");
        let schemas = here.find(root).and_then(Value::as_object).into_iter().flatten();
        let mut out: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        for (name, schema) in schemas {
            let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
            for base in members.filter_map(|member| member.get("$ref")?.as_str()) {
                out.entry(Pointer::parse(base)).or_default().push(here.key(name));
            }
        }
        Self(out)
    }
}
