//! The keys that the type of a branch has fields for.

use crate::emit::types::Scope;
use crate::plan::{Criterion, Definition, Member, Type, Variant};

/// The keys of a branch that is a record; `None` for one that keeps any key, or is no object.
pub(super) fn keys<'a>(variant: &'a Variant, scope: Scope<'a>) -> Option<Vec<&'a str>> {
    let Definition::Record(record) = definition(variant.ty.as_ref()?, scope)? else {
        return None;
    };
    if record.rest.is_some() {
        return None;
    }
    let fields = record.fields.iter().flat_map(|field| match &field.member {
        Member::Single(single) => vec![single.key.as_str()],
        Member::Group(_) => of_group(&field.ty, scope),
    });
    Some(fields.collect())
}

/// The keys of which a group is there by one.
fn of_group<'a>(group: &'a Type, scope: Scope<'a>) -> Vec<&'a str> {
    let Some(Definition::Union(group)) = group.model().map(|id| &scope.model(id).definition) else {
        return Vec::new();
    };
    let members = group.variants.iter().filter_map(|variant| match &variant.criterion {
        Criterion::Member(key) => Some(key.as_str()),
        _ => None,
    });
    members.collect()
}

fn definition<'a>(ty: &'a Type, scope: Scope<'a>) -> Option<&'a Definition> {
    match ty {
        Type::Model(id) => Some(&scope.model(*id).definition),
        Type::Boxed(inner) => definition(inner, scope),
        _ => None,
    }
}
