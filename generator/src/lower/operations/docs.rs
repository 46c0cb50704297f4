//! What the documentation of an operation says beside the document's own words.

use std::collections::BTreeSet;

use crate::lower::content::{Content, Form};
use crate::lower::drafts::MethodDraft;
use crate::plan::Docs;
use crate::spec::Status;

/// The documentation of an operation.
pub(super) fn docs(method: &MethodDraft) -> Docs {
    let place = format!(
        "`{} {}`",
        method.call.spec.method.sent(),
        ticked(&method.call.spec.path)
    );
    let notes = std::iter::once(place)
        .chain(forms(method))
        .chain(headers(method))
        .collect();
    Docs {
        summary: method.call.spec.summary.clone(),
        description: method.call.spec.description.clone(),
        notes,
        default: None,
        deprecated: method.call.spec.deprecated,
    }
}

/// The media types of bodies that are no JSON.
fn forms(method: &MethodDraft) -> Vec<String> {
    let types = |content: &Content| {
        let all: Vec<String> = content
            .media_types
            .iter()
            .map(|one| format!("`{}`", ticked(one)))
            .collect();
        all.join(" or ")
    };
    let other = |content: &&Content| content.form != Form::Json;
    let body = method
        .call
        .body
        .as_ref()
        .filter(other)
        .map(|content| format!("The body is {}.", types(content)));
    let mut responses: Vec<String> = Vec::new();
    for content in method
        .call
        .success
        .iter()
        .filter_map(|(_, content)| content.as_ref())
        .filter(other)
    {
        let text = format!("The response is {}.", types(content));
        if !responses.contains(&text) {
            responses.push(text);
        }
    }
    body.into_iter().chain(responses).collect()
}

/// The headers of a success, which `send_with_response` gives.
fn headers(method: &MethodDraft) -> Option<String> {
    let outcomes = || method.call.success.iter().map(|(status, _)| *status);
    let is_outcome = |status: Status| status.is_success() || outcomes().any(|one| one == status);
    let responses = method.call.spec.responses.iter();
    let success = responses.filter(|response| is_outcome(response.status) && response.status != Status::Default);
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    for header in success.flat_map(|response| &response.headers) {
        let name = format!("`{}`", ticked(&header.name));
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| format!("Headers of the response: {}.", names.join(", ")))
}

/// Text that may stand between backticks.
fn ticked(text: &str) -> String {
    text.replace('`', "'")
}
