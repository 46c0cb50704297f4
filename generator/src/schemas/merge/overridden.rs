//! A child that gives a property another constant than its parent does.
//!
//! In: the parts of a property, each with how many references lead to it. Out: the parts without those that a nearer constant
//! contradicts: a value of the child has what the child says.

use crate::schemas::origin::{NodeId, Origin, Origins};
use crate::spec::Schemas;

/// Leaves out the parts that a nearer constant contradicts.
pub(super) fn leave_out(schemas: &mut Schemas, origins: &Origins, parts: &mut Vec<NodeId>, depths: &[usize]) {
    if parts.len() < 2 {
        return;
    }
    let values: Vec<Vec<String>> = parts.iter().map(|part| values(schemas, origins, *part)).collect();
    let constants = values.iter().zip(depths).filter(|(values, _)| values.len() == 1);
    let Some((constant, nearest)) = constants.min_by_key(|(_, depth)| **depth) else {
        return;
    };
    let allows = |values: &[String]| values.is_empty() || values.contains(&constant[0]);
    let mut each = values.iter().zip(depths);
    parts.retain(|_| {
        each.next()
            .is_none_or(|(values, depth)| depth <= nearest || allows(values))
    });
}

/// What a part allows, as JSON; nothing if it does not list that.
fn values(schemas: &mut Schemas, origins: &Origins, part: NodeId) -> Vec<String> {
    let Some(Origin::At(at)) = origins.of(part) else {
        return Vec::new();
    };
    let schema = schemas.at(at).ok().and_then(|schema| match schema.alias().cloned() {
        Some(target) => schemas.at(&target).ok(),
        None => Some(schema),
    });
    let values = schema.and_then(|schema| schema.values.clone()).unwrap_or_default();
    values.iter().map(ToString::to_string).collect()
}
