//! Any number of items: said by `x-client-bulk`.

use super::said::{Said, place, unusable};
use crate::diag::{Diagnostic, Diagnostics};
use crate::lower::drafts::{GroupDraft, OperationDraft};
use crate::lower::operations::known::{Known, Struct};
use crate::lower::types::resolve::Types;
use crate::plan::{BodyParameter, Bound, Bulk, BulkDuplicates, Field, FieldId, KeyPart, ModelId, Presence, Type};
use crate::pointer::Pointer;
use crate::schemas::Direction;

const NAME: &str = "x-client-bulk";

/// How to send any number of items, if that is said.
pub(super) fn bulk(types: &Types, draft: &OperationDraft, known: Known<'_>) -> Result<Option<Bulk>, Box<Diagnostic>> {
    let Some(said) = Said::of(draft.method, NAME)? else {
        return Ok(None);
    };
    let wire = said.text("items", "items");
    let list = list(draft, &wire).ok_or_else(|| {
        said.fault(format_args!(
            "wants a required list `{wire}` in a JSON body whose other fields are optional"
        ))
    })?;
    let Type::List(item) = &list.field.ty else {
        return Err(said.fault(format_args!("wants `{wire}` to be a list")));
    };
    let most_items = said.number("max-items").or_else(|| most(&list.field));
    let most_items = most_items.ok_or_else(|| said.fault("needs `max-items`, because the list has no `maxItems`"))?;
    let (key, parts) = key(types, &said, item, known)?;
    Ok(Some(Bulk {
        method: method(draft),
        items: list.id,
        item: (**item).clone(),
        most_items,
        most_bytes: said.number("max-bytes"),
        results: said.optional_text("results"),
        duplicates: duplicates(&said),
        key,
        parts,
    }))
}

/// What the method for any number of items is called.
fn method(draft: &OperationDraft) -> String {
    // A name that would be a keyword ends in an underscore already: `type_`.
    format!("{}_bulk", draft.method.name.trim_end_matches('_'))
}

/// The list, if it is all that the body must have.
fn list<'a>(draft: &'a OperationDraft, wire: &str) -> Option<&'a BodyParameter> {
    let body = draft.body.as_ref().filter(|body| body.spread)?;
    let mut needed = body
        .fields
        .iter()
        .filter(|parameter| parameter.field.presence.is_given());
    let list = needed.next().filter(|parameter| parameter.field.wire() == wire)?;
    needed.next().is_none().then_some(list)
}

fn most(list: &Field) -> Option<u64> {
    list.bounds().iter().find_map(|bound| match bound {
        Bound::MaxItems(most) => Some(*most),
        _ => None,
    })
}

/// The type of the key, and which of its fields is which of the item's.
fn key(types: &Types, said: &Said, item: &Type, known: Known<'_>) -> Result<(ModelId, Vec<KeyPart>), Box<Diagnostic>> {
    let text = said.needed_text("key")?;
    let at = Pointer::parse(&text);
    let mut ignored = Diagnostics::default();
    let key = types
        .graph
        .find(&at)
        .map(|node| types.of(node, Direction::Read, &mut ignored));
    let (Some(key), Some(item)) = (key.as_ref().and_then(|key| known.record(key)), known.record(item)) else {
        return Err(said.fault("wants objects that some operation uses: both the items and the schema of `key`"));
    };
    let parts = parts(key, item).ok_or_else(|| {
        let [key, item] = [key, item].map(|one| &known.drafts[one.id].name);
        said.fault(format_args!(
            "wants all fields of `{key}` to be required fields of `{item}` with the same types"
        ))
    })?;
    Ok((key.id, parts))
}

fn parts(key: Struct<'_>, item: Struct<'_>) -> Option<Vec<KeyPart>> {
    let part = |(id, part): (FieldId, &Field)| {
        let (from, same) = item.field(part.wire())?;
        let is_same = same.ty == part.ty && same.presence == Presence::Required && part.presence == Presence::Required;
        is_same.then_some(KeyPart { field: id, from })
    };
    key.fields().map(part).collect()
}

fn duplicates(said: &Said) -> Option<BulkDuplicates> {
    let pairs = said.pairs("duplicates");
    let word = |key: &str| {
        pairs
            .iter()
            .find(|(name, _)| name == key)?
            .1
            .as_str()
            .map(str::to_owned)
    };
    Some(BulkDuplicates {
        at: word("at")?,
        member: word("member")?,
        separator: word("separator")?,
    })
}

/// Whether no operation of the group has the name of the bulk method.
pub(super) fn is_free(group: &GroupDraft, draft: &OperationDraft, diags: &mut Diagnostics) -> bool {
    let name = method(draft);
    let is_free = group.operations.iter().all(|other| other.method.name != name);
    if !is_free {
        let message = format!("`{NAME}` wants a method `{name}`, and an operation of this group has that name");
        let fault = unusable(&place(draft.method, NAME), message);
        diags.push(fault.help("give one of the two another `x-client-name`"));
    }
    is_free
}
