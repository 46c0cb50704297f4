//! For each message that an overlay would settle: the actions that do it.
//!
//! In: the messages of a run and the document they are about. Out: the same messages with their fixes. A fix takes the document
//! at its word wherever it can: it corrects a spelling before it removes anything. Must not add or drop messages.

mod case;
mod keywords;
mod operations;
mod references;

use crate::diag::{Action, Diagnostics, Place, Remedy};
use crate::spec::Document;
use case::Case;

/// Adds what can be added. A message that has a fix keeps it.
pub fn add(document: &Document, diags: &mut Diagnostics) {
    for said in diags.iter_mut().filter(|said| said.fix.is_empty()) {
        let Place::At(at) = &said.place else { continue };
        let case = Case {
            root: &document.root,
            at,
            said,
        };
        said.fix = actions(&case);
    }
}

/// The actions for a message, by the remedy that the table of codes states.
fn actions(case: &Case<'_>) -> Vec<Action> {
    match case.said.code.remedy() {
        Remedy::None => Vec::new(),
        Remedy::Remove => remove(case),
        Remedy::RemoveReference => references::unresolved(case),
        Remedy::BreakCycle => references::cyclic(case),
        Remedy::RemoveSecond => references::unsatisfiable(case),
        Remedy::SkipOperation => operations::skip(case),
        Remedy::RenameOperation => operations::another_id(case),
        Remedy::DeclareParameter => operations::missing_parameter(case),
        Remedy::CorrectType => keywords::unknown_type(case),
        Remedy::ConvertValue => keywords::wrong_type(case),
    }
}

fn remove(case: &Case<'_>) -> Vec<Action> {
    vec![Action::remove(case.at.clone())]
}
