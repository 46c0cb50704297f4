//! Operations before their types are known: what is sent, what comes back, where it hangs.

use super::constants;
use super::lost;
use super::paths::holes;
use super::unsendable;
use crate::config::{Lock, LockedName, LockedOperation};
use crate::diag::Diagnostics;
use crate::lower::content::{Content, Form, Preference, contents, is_plain_text};
use crate::lower::drafts::{Call, MethodDraft, OtherForm, Spec};
use crate::lower::names::operation_words::Paths;
use crate::lower::names::operations::{self as operation_names, MethodName};
use crate::schemas::{Direction, Graph, NodeId};
use crate::spec::{Fault, ResponseSpec, Status};

/// Plans every operation that can be expressed; each other one is a gap.
pub(in crate::lower) fn methods(
    graph: &Graph,
    paths: &Paths,
    operations: Vec<Result<Spec, Fault>>,
    lock: Option<&Lock>,
    diags: &mut Diagnostics,
) -> Vec<MethodDraft> {
    let mut calls: Vec<Call> = Vec::new();
    for operation in operations {
        match operation {
            Ok(spec) => calls.extend(of_operation(graph, spec, lock, diags)),
            Err(fault) => diags.push(
                fault
                    .diagnostic()
                    .help("the operation is left out; an overlay can correct the document"),
            ),
        }
    }
    let names = operation_names::names(lock, paths, &calls, diags);
    let each = calls.into_iter().zip(names).map(|(call, MethodName { group, name })| {
        let id = operation_names::id(&call.spec);
        MethodDraft { call, id, group, name }
    });
    each.collect()
}

/// The forms of an operation: one with the best form of each body, and one more for each other form that says something else.
fn of_operation(graph: &Graph, mut spec: Spec, lock: Option<&Lock>, diags: &mut Diagnostics) -> Vec<Call> {
    holes::mend(&mut spec, diags);
    let constants = constants::take(graph, &mut spec);
    let locked = lock.and_then(|lock| lock.operations.get(&spec.at.to_string()));
    let preferred = |of: fn(&LockedOperation) -> &Option<LockedName>| Preference::named(&of(locked?).as_ref()?.name);
    let (preferred_body, preferred_reply) = (preferred(|locked| &locked.body), preferred(|locked| &locked.reply));
    let bodies = match &spec.body {
        Some(body) => contents(graph, &body.content, Direction::Write, preferred_body.as_ref()),
        None => Vec::new(),
    };
    let (success, failures) = responses(graph, &spec.responses, preferred_reply.as_ref(), diags);
    let first = Call {
        form: None,
        is_first: true,
        body: bodies.first().cloned(),
        success: success
            .iter()
            .map(|(status, all)| (*status, all.first().cloned()))
            .collect(),
        failures,
        constants,
        spec,
    };
    lost::of_call(graph, &first, &bodies, diags);
    bodies.iter().for_each(|body| unsendable::body(graph, body, diags));
    let mut out = vec![first];
    for content in bodies.into_iter().skip(1) {
        out.push(Call {
            form: Some(OtherForm::Body(content.form)),
            is_first: false,
            body: Some(content),
            ..out[0].clone()
        });
    }
    for form in [Form::Json, Form::Events, Form::Lines, Form::Bytes, Form::Text] {
        out.extend(other_response(&out[0], &success, form));
    }
    out[0].form = own_form(lock, &out);
    out
}

/// The form of what is first now, if a method of its own is locked for it: the one that was first is gone, and its name is not passed on.
fn own_form(lock: Option<&Lock>, calls: &[Call]) -> Option<OtherForm> {
    let first = calls.first()?;
    let lock = lock.filter(|_| first.spec.names.method.is_none())?;
    let locked = lock.operations.get(&first.spec.at.to_string());
    let is_first = |form: Form, of: fn(&LockedOperation) -> &Option<LockedName>| {
        let known = locked.and_then(|locked| of(locked).as_ref());
        known.is_some_and(|known| known.name == form.suffix())
    };
    let is_left = |form: &OtherForm| {
        let is_another = calls.iter().any(|call| call.form == Some(*form));
        let key = operation_names::key_of(&first.spec.at, Some(*form));
        !is_another && lock.operations.contains_key(&key)
    };
    let body = first.body.as_ref().map(|content| content.form);
    let body = body.filter(|form| !is_first(*form, |locked| &locked.body));
    let mut contents = first.success.iter().filter_map(|(_, content)| content.as_ref());
    let reply = contents.next().map(|content| content.form);
    let reply = reply.filter(|form| !is_first(*form, |locked| &locked.reply));
    let own = [body.map(OtherForm::Body), reply.map(OtherForm::Reply)];
    own.into_iter().flatten().find(is_left)
}

/// The call that asks for another form of the same response.
fn other_response(first: &Call, success: &[(Status, Vec<Content>)], form: Form) -> Option<Call> {
    let further = |all: &[Content]| all.iter().skip(1).find(|content| content.form == form).cloned();
    if !success.iter().any(|(_, all)| further(all).is_some()) {
        return None;
    }
    let choose = |(status, all): &(Status, Vec<Content>)| (*status, further(all).or_else(|| all.first().cloned()));
    Some(Call {
        form: Some(OtherForm::Reply(form)),
        is_first: false,
        success: success.iter().map(choose).collect(),
        ..first.clone()
    })
}

/// What each success may hold, and the schemas of failures.
type Responses = (Vec<(Status, Vec<Content>)>, Vec<(Status, NodeId)>);

fn responses(
    graph: &Graph,
    responses: &[ResponseSpec<NodeId>],
    locked: Option<&Preference>,
    diags: &mut Diagnostics,
) -> Responses {
    let by_default = default_is_success(graph, responses);
    let is_plain_success = |response: &ResponseSpec<NodeId>| {
        response.status.is_success() || (by_default && response.status == Status::Default)
    };
    let read = |response: &ResponseSpec<NodeId>| contents(graph, &response.content, Direction::Read, locked);
    // A body that is handed over as it arrives has no room for another outcome: there a redirection stays an error.
    let is_raw = |response: &ResponseSpec<NodeId>| read(response).iter().any(|content| content.form.is_raw());
    let mut plain = responses.iter().filter(|response| is_plain_success(response));
    let has_success = plain.clone().next().is_some();
    let by_redirection = !plain.any(is_raw);
    let mut success = Vec::new();
    let mut failures = Vec::new();
    for response in responses {
        let all = read(response);
        if by_redirection && has_success && response.status.is_redirection() {
            let typed = redirection(response.status, all);
            lost::media_types(graph, &response.content, &typed, diags);
            success.push((response.status, typed));
            continue;
        }
        if is_plain_success(response) || (by_redirection && response.status.is_redirection()) {
            lost::media_types(graph, &response.content, &all, diags);
            success.push((response.status, all));
        } else {
            let (json, others): (Vec<Content>, _) = all.into_iter().partition(|content| content.form == Form::Json);
            lost::media_types(graph, &response.content, &json, diags);
            let mut texts = others.into_iter().filter(|content| content.form == Form::Text);
            let text = || texts.find_map(|content| content.schema.filter(|node| is_plain_text(graph, *node)));
            let schema = json.iter().find_map(|content| content.schema).or_else(text);
            failures.extend(schema.map(|node| (response.status, node)));
        }
    }
    (success, failures)
}

/// What a redirection next to other successes may hold: JSON. Anything else is for people, and `304` has no body.
fn redirection(status: Status, all: Vec<Content>) -> Vec<Content> {
    let is_read = |content: &Content| content.form == Form::Json && status != Status::Code(304);
    all.into_iter().filter(is_read).collect()
}

/// `default` speaks of success where nothing else does, unless it says what the errors say. `304` says that there was a success before.
fn default_is_success(graph: &Graph, responses: &[ResponseSpec<NodeId>]) -> bool {
    let is_other = |status: Status| status.is_success() || (status.is_redirection() && status != Status::Code(304));
    if responses.iter().any(|response| is_other(response.status)) {
        return false;
    }
    let site =
        |response: &ResponseSpec<NodeId>| graph.site(response.content.iter().find_map(|media| media.schema)?).ok();
    let default = responses.iter().find(|response| response.status == Status::Default);
    let others = responses.iter().filter(|response| response.status != Status::Default);
    default.is_some_and(|default| {
        let own = site(default);
        own.is_none() || !others.map(site).any(|other| other == own)
    })
}
