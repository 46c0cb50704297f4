//! Names of operations: methods, groups, error types.

use std::collections::BTreeMap;

use super::outcome::Outcome;
use super::report::Report;
use crate::lower::drafts::OperationDraft;
use crate::pointer::Pointer;
use crate::spec::{IndexedOperation, OperationName, Operations};

/// Compares the names that are chosen with those of the client.
pub(super) fn check(outcome: Outcome<'_, '_>, index: &Operations, report: &mut Report<'_>) {
    let all = outcome.operations.entries();
    let all = all.filter(|(_, _, draft)| draft.method.call.is_first);
    let all: BTreeMap<&Pointer, (&str, &OperationDraft)> = all
        .map(|(_, group, draft)| (&draft.method.call.spec.at, (group.name.as_str(), draft)))
        .collect();
    for operation in index.iter() {
        let draft = all.get(&operation.at);
        for name in [OperationName::Method, OperationName::Group, OperationName::Error] {
            let Some(word) = operation.names.get(name) else {
                continue;
            };
            match (draft, name) {
                (None, _) => left_out(operation, name, report),
                (Some((_, draft)), OperationName::Method) => compare(operation, name, word, &draft.method.name, report),
                (Some((group, _)), OperationName::Group) => compare(operation, name, word, group, report),
                (Some(_), OperationName::Error) => match outcome.failures.enum_of(&operation.at) {
                    Some(used) => compare(operation, name, word, used, report),
                    None => {
                        let message = format!("the operation has no error type, so the name `{word}` is not used");
                        let help = "an error type has the bodies of errors that are JSON with a schema";
                        report.idle(&operation.at.key(name.extension()), message, help);
                    }
                },
            }
        }
    }
}

/// Names of an operation that the client does not have. A document may have them for other clients.
fn left_out(operation: &IndexedOperation, name: OperationName, report: &mut Report<'_>) {
    let extension = operation.at.key(name.extension());
    if report.annotations.entry(&extension).is_some() {
        let message = format!(
            "the client does not have `{}`, so this entry has no effect",
            operation.route()
        );
        report.idle(&extension, message, "remove the entry, or select the operation");
    }
}

fn compare(operation: &IndexedOperation, name: OperationName, word: &str, used: &str, report: &mut Report<'_>) {
    if word != used {
        let help = "write it like this, or choose a name that is valid, not reserved and not taken";
        report.altered(&operation.at.key(name.extension()), word, used, help);
    }
}
