//! What an operation gives: one type for all its successes, or one of several by status.

use super::failures::{pattern, status_name};
use crate::config::LockedMembers;
use crate::diag::Diagnostics;
use crate::lower::content::{Content, Form};
use crate::lower::drafts::{Members, MethodDraft};
use crate::lower::facts::boxed::Boxed;
use crate::lower::names::members::{Wish, locked, members, settle};
use crate::lower::types::resolve::Types;
use crate::plan::{ByStatus, DeclaredSuccess, Output, OutputVariant, StatusPattern, Type};
use crate::schemas::Direction;
use crate::spec::{Status, essence};

const JSON: &str = "application/json";

/// What a success holds. A redirection next to other successes is a variant of its own.
pub(super) fn output(
    types: &Types,
    method: &MethodDraft,
    name: String,
    boxed: &Boxed,
    diags: &mut Diagnostics,
) -> Output {
    let mut each: Vec<(Status, Output)> = Vec::new();
    for (status, content) in &method.call.success {
        let output = content
            .as_ref()
            .map_or(Output::Nothing, |content| of(types, content, diags));
        each.push((*status, output));
    }
    if is_open(types, method) {
        let undescribed = each.iter_mut().filter(|(status, _)| !status.is_redirection());
        undescribed.for_each(|(_, output)| *output = Output::Raw);
    }
    let is_redirection = |(status, _): &&(Status, Output)| status.is_redirection();
    let several = (1..each.len()).contains(&each.iter().filter(is_redirection).count());
    match in_one(&each) {
        Some(output) if !several => output,
        _ => {
            let variants = variants(&each, boxed);
            Output::ByStatus(ByStatus {
                name,
                fallback: fallback(&variants),
                variants,
            })
        }
    }
}

/// What all successes hold, if one type can say that.
fn in_one(each: &[(Status, Output)]) -> Option<Output> {
    let mut distinct: Vec<&Output> = Vec::new();
    for (_, output) in each {
        if !distinct.contains(&output) {
            distinct.push(output);
        }
    }
    Some(match distinct.as_slice() {
        [] => Output::Nothing,
        [only] => (*only).clone(),
        [Output::Nothing, Output::Json(ty)] | [Output::Json(ty), Output::Nothing] => Output::OptionalJson(ty.clone()),
        [Output::Nothing, other] | [other, Output::Nothing] => (*other).clone(),
        _ => return None,
    })
}

/// Whether the document leaves open what a success holds: it describes no body, and there may be one.
fn is_open(types: &Types, method: &MethodDraft) -> bool {
    let success = &method.call.success;
    let is_described = success.iter().any(|(_, content)| content.is_some());
    let may_hold = success.iter().any(|(status, _)| may_hold(types, method, *status));
    // What a body says of single items is judged by what is declared.
    let is_bulk = types
        .graph
        .document
        .get(&method.call.spec.at.key("x-client-bulk"))
        .is_some();
    may_hold && !is_described && !is_bulk && method.call.spec.method.sent() != "HEAD"
}

/// Whether a success without a description of its body may have one: `200` without `content` is written of responses with a body
/// and without, other codes have none unless there is a `content`, even an empty one.
fn may_hold(types: &Types, method: &MethodDraft, status: Status) -> bool {
    match status {
        Status::Code(200) | Status::Range(2) | Status::Default => true,
        Status::Code(204 | 205) => false,
        _ => {
            let mut own = method
                .call
                .spec
                .responses
                .iter()
                .filter(|response| response.status == status);
            status.is_success() && own.any(|response| types.graph.document.get(&response.at.key("content")).is_some())
        }
    }
}

fn of(types: &Types, content: &Content, diags: &mut Diagnostics) -> Output {
    let mut ty = || content.schema.map(|node| types.or_null(node, Direction::Read, diags));
    match content.form {
        Form::Text => Output::Text,
        Form::Bytes => Output::Download,
        Form::Events => Output::Events(ty().filter(|ty| !matches!(ty, Type::Text | Type::Json))),
        Form::Lines => Output::Lines(match ty() {
            // Each line is an element.
            Some(Type::List(item)) if !content.is_item => *item,
            ty => ty.unwrap_or(Type::Json),
        }),
        Form::Json | Form::UrlEncoded | Form::Multipart => match ty() {
            Some(Type::Empty) => Output::Nothing,
            Some(ty) => Output::Json(ty),
            None => Output::OptionalJson(Type::Json),
        },
    }
}

/// One variant for each status; where a stream is one of several it is read at once.
fn variants(each: &[(Status, Output)], boxed: &Boxed) -> Vec<OutputVariant> {
    let one = |(status, output): &(Status, Output)| OutputVariant {
        name: status_name(*status),
        statuses: vec![pattern(*status)],
        output: match output {
            Output::Download => Output::Bytes,
            Output::Events(_) | Output::Lines(_) => Output::Text,
            Output::Json(ty) => Output::Json(boxed.in_reply(ty.clone())),
            other => other.clone(),
        },
    };
    let mut out: Vec<OutputVariant> = Vec::new();
    for variant in each.iter().map(one) {
        let is_same = |known: &&mut OutputVariant| {
            known.output == variant.output && known.is_redirection() == variant.is_redirection()
        };
        match out.iter_mut().find(is_same) {
            Some(known) => known.statuses.extend(variant.statuses),
            None => out.push(variant),
        }
    }
    out
}

/// Gives the variants the names that the lock has for any of their statuses, and the others those of their first.
pub(super) fn name(output: &mut ByStatus, old: &LockedMembers) -> Members {
    let statuses = output.variants.iter().map(|variant| &variant.statuses);
    let what: Vec<Vec<String>> = statuses.map(|all| all.iter().map(|one| word(*one)).collect()).collect();
    let wish = |(variant, locked): (&OutputVariant, Option<String>)| Wish {
        locked,
        ..Wish::plain(variant.name.clone())
    };
    let wishes: Vec<Wish> = output.variants.iter().zip(locked(old, &what)).map(wish).collect();
    let names = settle(&wishes, &[]);
    for (variant, name) in output.variants.iter_mut().zip(&names) {
        variant.name.clone_from(name);
    }
    members(old, what, &names)
}

/// A status for the lock.
fn word(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("status {code}"),
        StatusPattern::Range(digit) => format!("status {digit}XX"),
        StatusPattern::Default => "status default".to_owned(),
    }
}

/// What stands for undeclared statuses: the document's default, or the first success that is no redirection.
fn fallback(variants: &[OutputVariant]) -> usize {
    let is_default = |one: &OutputVariant| one.statuses.contains(&StatusPattern::Default);
    let of_default = variants.iter().position(is_default);
    let first = || variants.iter().position(|variant| !variant.is_redirection());
    of_default.or_else(first).unwrap_or(0)
}

/// The successes that are declared, with the media types of the form that is read.
pub(super) fn successes(types: &Types, method: &MethodDraft) -> Vec<DeclaredSuccess> {
    let one = |(status, content): &(Status, Option<Content>)| DeclaredSuccess {
        status: pattern(*status),
        media_types: match content {
            Some(content) => declared_types(content),
            None if is_open(types, method) && may_hold(types, method, *status) => vec!["*/*".to_owned()],
            None => Vec::new(),
        },
    };
    method.call.success.iter().map(one).collect()
}

fn declared_types(content: &Content) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for media_type in content.media_types.iter().map(|one| essence(one)) {
        // `*/*` whose schema describes a value stands for JSON.
        let is_wild = content.form == Form::Json && media_type.ends_with("/*");
        let media_type = if is_wild { JSON.to_owned() } else { media_type };
        if !out.contains(&media_type) {
            out.push(media_type);
        }
    }
    out
}

/// The media types to ask for; `None` if that is just JSON.
pub(super) fn accept(method: &MethodDraft) -> Option<String> {
    let (mut all, mut is_json): (Vec<&str>, bool) = (Vec::new(), true);
    for content in method.call.success.iter().filter_map(|(_, content)| content.as_ref()) {
        // JSON in other dialects is asked for only where plain JSON is not to be had.
        let types = match content.form {
            Form::Json => &content.media_types[..1],
            _ => &content.media_types[..],
        };
        let plain = |one: &String| matches!(essence(one).as_str(), "application/json" | "*/*" | "application/*");
        is_json &= content.form == Form::Json && types.iter().all(plain);
        for one in types {
            if !all.contains(&one.as_str()) {
                all.push(one);
            }
        }
    }
    (!is_json).then(|| all.join(", "))
}
