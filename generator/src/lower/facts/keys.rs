//! Types that others are found by: they can be compared, sorted, hashed and printed.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::lower::drafts::{ModelDraft, ModelDrafts, PerOperation};
use crate::plan::{Behaviour, Definition, Field, ModelId, Type};

/// The types that others are found by.
pub(in crate::lower) struct KeyFacts {
    /// Keys, with all that they hold.
    all: BTreeSet<ModelId>,
    /// Those that are printed: objects of required texts, numbers, booleans and enums.
    printed: BTreeSet<ModelId>,
}

/// The types that others are found by, and what operations do: a bulk whose key cannot be one is none.
pub(in crate::lower) fn keys(
    drafts: &ModelDrafts,
    behaviours: PerOperation<Behaviour>,
    diags: &mut Diagnostics,
) -> (KeyFacts, PerOperation<Behaviour>) {
    let asked = behaviours.entries().filter_map(|(_, behaviour)| key(behaviour));
    let keys = all_keys(drafts, asked, diags);
    let behaviours = behaviours.map(|behaviour| keys.serving(drafts, behaviour, diags));
    (keys, behaviours)
}

/// The key by which an operation finds others.
fn key(behaviour: &Behaviour) -> Option<ModelId> {
    let Behaviour {
        bulk,
        // Nothing in these is found by a key.
        retry: _,
        repeatable: _,
        max_request: _,
        timeout: _,
        paging: _,
        paging_doubt: _,
        feed: _,
        polling: _,
    } = behaviour;
    bulk.as_ref().map(|bulk| bulk.key)
}

/// The keys that operations need and what carries `x-client-key`, with all that they hold.
fn all_keys(drafts: &ModelDrafts, asked: impl Iterator<Item = ModelId>, diags: &mut Diagnostics) -> KeyFacts {
    let marked = drafts.entries().filter(|(_, draft)| draft.is_marked_key);
    let mut todo: Vec<ModelId> = asked.chain(marked.map(|(id, _)| id)).collect();
    let (mut seen, mut all) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        match parts(&drafts[id]) {
            Ok(more) => {
                all.insert(id);
                todo.extend(more);
            }
            Err(fault) => diags.push(*fault),
        }
    }
    let printed = all.iter().copied().filter(|id| prints(drafts, *id)).collect();
    KeyFacts { all, printed }
}

impl KeyFacts {
    /// Whether a type is a key.
    pub(in crate::lower) fn has(&self, id: ModelId) -> bool {
        self.all.contains(&id)
    }

    /// Whether a type is a key that is printed.
    pub(in crate::lower) fn prints(&self, id: ModelId) -> bool {
        self.printed.contains(&id)
    }

    /// A behaviour without what has a key that cannot be one.
    fn serving(&self, drafts: &ModelDrafts, behaviour: Behaviour, diags: &mut Diagnostics) -> Behaviour {
        match key(&behaviour) {
            Some(key) if !self.serves_bulk(drafts, key, diags) => Behaviour {
                bulk: None,
                ..behaviour
            },
            _ => behaviour,
        }
    }

    /// Whether a type can be the key of a bulk operation, whose report prints it. What is no key has been reported.
    fn serves_bulk(&self, drafts: &ModelDrafts, id: ModelId, diags: &mut Diagnostics) -> bool {
        let serves = self.prints(id) || !self.has(id);
        if !serves {
            let ModelDraft { name, at, .. } = &drafts[id];
            let message =
                format!("`{name}` cannot be the key of a bulk operation: it holds objects, or what may be missing");
            diags.push(Diagnostic::at(Code::UnusableExtension, at, message));
        }
        serves
    }
}

fn prints(drafts: &ModelDrafts, id: ModelId) -> bool {
    let is_plain = |field: &Field| match field.ty {
        Type::Model(held) => drafts[held].text_enum().is_some(),
        _ => true,
    };
    drafts[id].record().is_some_and(|record| {
        let mut fields = record.fields.iter().filter(|field| field.constant().is_none());
        fields.all(|field| field.presence.is_plain() && is_plain(field))
    })
}

/// The generated types that a key holds.
fn parts(draft: &ModelDraft) -> Result<Vec<ModelId>, Box<Diagnostic>> {
    let fault = |what: &str| {
        let message = format!("`{}` cannot be a key: {what}", draft.name);
        let fault = Diagnostic::at(Code::UnusableExtension, &draft.at, message);
        Box::new(fault.help("a key has texts, integers, booleans, enums, and objects of those"))
    };
    match &draft.definition {
        Definition::TextEnum(_) => Ok(Vec::new()),
        Definition::Union(_) => Err(fault("it is one of several")),
        Definition::Record(record) if record.rest.is_some() => Err(fault("it has keys of any name")),
        Definition::Record(record) => {
            let mut out = Vec::new();
            for field in &record.fields {
                match &field.ty {
                    Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::Text => {}
                    Type::Quoted(number) if **number != Type::F64 => {}
                    Type::Model(id) => out.push(*id),
                    _ => return Err(fault(&format!("`{}` is none of what a key has", field.wire()))),
                }
            }
            Ok(out)
        }
    }
}
