//! Which sent types have limits, themselves or in what they hold: those get a `validate`.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::drafts::{ModelDraft, ModelDrafts};
use crate::plan::{Definition, ModelId, Type};

/// The sent models with limits of their own, and those that hold them.
pub(in crate::lower) fn checked(drafts: &ModelDrafts) -> BTreeSet<ModelId> {
    let sent = || drafts.entries().filter(|(_, draft)| draft.sent);
    let mut holders: BTreeMap<ModelId, Vec<ModelId>> = BTreeMap::new();
    for (id, draft) in sent() {
        for held in held(draft) {
            holders.entry(held).or_default().push(id);
        }
    }
    let own = sent().filter(|(_, draft)| has_limits(draft));
    let mut todo: Vec<ModelId> = own.map(|(id, _)| id).collect();
    let mut checked = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if checked.insert(id) {
            todo.extend(holders.get(&id).into_iter().flatten());
        }
    }
    checked
}

fn has_limits(draft: &ModelDraft) -> bool {
    draft
        .record()
        .is_some_and(|record| record.fields.iter().any(|field| !field.bounds().is_empty()))
}

/// The models whose values are looked at with a value of this one.
fn held(draft: &ModelDraft) -> Vec<ModelId> {
    match &draft.definition {
        Definition::Record(record) => record.types().filter_map(Type::checked_model).collect(),
        Definition::Union(union) => union.types().filter_map(Type::checked_model).collect(),
        Definition::TextEnum(_) => Vec::new(),
    }
}
