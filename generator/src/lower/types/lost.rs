//! What records lose of their schemas: required keys that are not properties, and bases whose heirs nothing tells apart.
//!
//! In: the types that are needed, and who sends them. Out: messages.

use std::collections::BTreeSet;

use serde_json::json;

use crate::alike::nearest;
use crate::diag::{Action, Code, Diagnostic, Diagnostics, Severity, first_of};
use crate::lower::sites::Usage;
use crate::schemas::{Graph, Merged, NodeId, Shape};

/// Tells of every record what it loses, at each place that it stands for.
pub(in crate::lower) fn tell(graph: &Graph, usage: &Usage, diags: &mut Diagnostics) {
    let records = usage
        .sites
        .iter()
        .filter(|(site, _)| matches!(graph.shape(**site), Ok(Shape::Record)));
    let places = records.flat_map(|(site, used)| usage.twins.nodes(site).iter().map(move |place| (place, used)));
    for (site, used) in places {
        let Ok(merged) = graph.merged(*site) else { continue };
        for said in required(graph, merged) {
            diags.push(if used.write {
                said
            } else {
                said.severity(Severity::Warning)
            });
        }
        inherited(graph, *site).into_iter().for_each(|said| diags.push(said));
    }
}

/// Required keys that no part of the schema has as a property. Where other keys are kept, these are among them.
fn required(graph: &Graph, merged: &Merged) -> Vec<Diagnostic> {
    // The union of a base and its heirs writes their tag.
    let bases = merged.parts.iter().filter_map(|part| graph.inheritance.heirs(&part.at));
    let tags = bases.map(|heirs| heirs.discriminator.property);
    let properties: BTreeSet<&str> = merged
        .properties
        .iter()
        .map(|(name, _)| name.as_str())
        .chain(tags)
        .collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let missing = merged.parts.iter().flat_map(|part| {
        let each = part.object.required.iter().enumerate();
        each.map(move |(index, name)| (part, index, *name))
    });
    let missing = missing.filter(|(_, _, name)| !merged.has_rest() && !properties.contains(name) && seen.insert(name));
    let missing: Vec<_> = missing.collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let demanded: BTreeSet<&str> = merged.required.iter().map(String::as_str).collect();
    let optional = properties.iter().filter(|name| !demanded.contains(*name));
    let optional: Vec<&str> = optional.copied().collect();
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

/// A base whose discriminator does not tell its heirs apart: a value of an heir is read as the base, without what the heir adds.
fn inherited(graph: &Graph, site: NodeId) -> Option<Diagnostic> {
    let schema = graph.written(site)?;
    let heirs = graph.inheritance.heirs(&schema.at)?;
    let names = heirs.schemas.iter().map(|heir| format!("`{}`", heir.last()));
    let message = format!(
        "`{}` does not tell {} and the schema itself apart, so what they add is neither read nor sent",
        heirs.discriminator.property,
        first_of(names, NAMED),
    );
    let said = Diagnostic::at(Code::IgnoredDiscriminator, &schema.at, message);
    Some(said.help("give each of them a text of its own in `mapping`, or by `x-ms-discriminator-value` in its schema"))
}

/// Where more names are missing, none is compared with those that are there.
const MOST_GUESSES: usize = 8;

/// More children than this are not named.
const NAMED: usize = 5;
