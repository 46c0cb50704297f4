//! A lock with its keys as the document has them, without what the document no longer has.
//!
//! In: the lock as it was written, the document and the operations that are generated of it. Out: the lock that names are given by, and the whole one for comparison.
//! Types are sorted out later, by `find`.

mod check;
mod moved;
mod prefix;
pub(super) mod said;

use std::collections::BTreeSet;

pub(in crate::lower::names::lock) use prefix::Prefix;

use super::earlier::{forms, positions};
use crate::config::Lock;
use crate::diag::Diagnostics;
use crate::lower::names::operations::place;
use crate::pointer::Pointer;
use crate::spec::{Document, OperationSet};

/// A lock as the document has it.
pub(in crate::lower) struct Present {
    /// With all entries.
    pub whole: Lock,
    /// Without names of operations, variants, webhooks and groups that are gone, which are free, and with those of operations that the author says.
    pub lock: Lock,
    /// What all paths begin with in place of something else.
    pub(super) prefix: Option<Prefix>,
}

impl Present {
    /// Tells of names that cannot be given.
    pub(in crate::lower) fn new(
        written: &Lock,
        document: &Document,
        generated: &OperationSet<'_>,
        diags: &mut Diagnostics,
    ) -> Self {
        check::check(written, diags);
        let operations = generated.index();
        let (whole, prefix) = moved::with_paths(positions::with_operations(written, document), document, diags);
        let whole = forms::with_sides(whole, document);
        let is_operation = |at: &Pointer| operations.at(at).is_some();
        let mut lock = whole.clone();
        lock.operations.retain(|at, _| is_operation(&Pointer::parse(place(at))));
        lock.variants.retain(|at, _| {
            let at = Pointer::parse(at);
            let operation = at.parent().and_then(|responses| responses.parent());
            operation.is_some_and(|operation| is_operation(&operation)) && document.get(&at).is_some()
        });
        lock.webhooks
            .retain(|at, _| document.get(&Pointer::parse(at)).is_some());
        let all = operations.iter();
        let groups: BTreeSet<&String> = all.flat_map(|one| one.tags.iter().chain(&one.names.group)).collect();
        lock.groups.retain(|tag, _| groups.contains(tag));
        said::apply(&mut lock, generated);
        Self { whole, lock, prefix }
    }

    /// Whether the document no longer has all operations.
    pub(super) fn has_lost_operations(&self) -> bool {
        self.lock.operations.len() < self.whole.operations.len()
    }
}
