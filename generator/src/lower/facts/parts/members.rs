//! Which parts an operation is in: by its document, its tags and its id.

use std::collections::{BTreeMap, BTreeSet};

use super::sets::Set;
use crate::config::{Config, Entry, PartChoice, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::{MethodDraft, OperationDrafts};
use crate::pointer::Pointer;
use crate::spec::Operations;

/// What a part can name an operation by.
struct Candidate<'a> {
    at: &'a Pointer,
    document: Option<&'a str>,
    tags: Vec<&'a str>,
    id: &'a str,
}

/// Place of an operation → its parts. Words that name nothing are errors.
pub(super) fn members(
    index: &Operations,
    config: &Config,
    operations: &OperationDrafts,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Set> {
    let each = operations.entries();
    let candidates: Vec<Candidate> = each
        .map(|(_, _, draft)| candidate(index, config, draft.method))
        .collect();
    let mut out = BTreeMap::new();
    for part in &config.parts {
        strange(part, &candidates, config, diags);
        for candidate in candidates.iter().filter(|one| names(part, one)) {
            let parts: &mut BTreeSet<String> = out.entry(candidate.at.as_str().to_owned()).or_default();
            parts.insert(part.name.text.clone());
        }
    }
    out.into_iter().map(|(at, parts)| (at, Set::Any(parts))).collect()
}

fn candidate<'a>(index: &'a Operations, config: &'a Config, method: &'a MethodDraft) -> Candidate<'a> {
    let indexed = index.at(&method.call.spec.at);
    Candidate {
        at: &method.call.spec.at,
        // As `[input]` names it.
        document: indexed.and_then(|one| config.documents.get(one.home?)?.to_str()),
        tags: method.call.spec.tags.iter().map(String::as_str).collect(),
        id: method.call.spec.id.as_deref().unwrap_or(&method.id),
    }
}

fn names(part: &PartChoice, candidate: &Candidate) -> bool {
    let has = |list: &[Entry], word: &str| list.iter().any(|entry| entry.text == word);
    candidate
        .document
        .is_some_and(|document| has(&part.documents, document))
        || candidate.tags.iter().any(|tag| has(&part.tags, tag))
        || has(&part.operations, candidate.id)
}

/// Errors for words that name nothing. That documents exist is known since `client.toml` was read.
fn strange(part: &PartChoice, candidates: &[Candidate], config: &Config, diags: &mut Diagnostics) {
    let tags: BTreeSet<&str> = candidates.iter().flat_map(|one| one.tags.iter().copied()).collect();
    let ids: BTreeSet<&str> = candidates.iter().map(|one| one.id).collect();
    let documents: BTreeSet<&str> = candidates.iter().filter_map(|one| one.document).collect();
    let lists = [
        (&part.tags, &tags, "no operation of the client has the tag"),
        (&part.operations, &ids, "no operation of the client has the operationId"),
        (
            &part.documents,
            &documents,
            "no operation of the client is of the document",
        ),
    ];
    for (list, known, words) in lists {
        for entry in list.iter().filter(|entry| !known.contains(entry.text.as_str())) {
            let message = format!("{words} `{}`, which the part `{}` names", entry.text, part.name.text);
            let place = Place::entry(&config.file, &entry.span);
            let error = Diagnostic::new(Code::UnmatchedChoice, place, message);
            diags.push(error.help(did_you_mean(&entry.text, known.iter().copied())));
        }
    }
}
