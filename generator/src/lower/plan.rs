//! Operations before their types are known: what is sent, what comes back, where it hangs.

use serde_json::Value;

use super::operation_names;
use super::sites::Direction;
use super::world::World;
use crate::diag::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::spec::{self, Media, OperationSpec, Status};

/// One operation.
pub(super) struct Plan {
    pub spec: OperationSpec,
    pub id: String,
    pub group: String,
    pub name: String,
    /// Schema of the JSON request body.
    pub body: Option<Pointer>,
    /// Schema of the JSON success body.
    pub success: Option<Pointer>,
    /// Schemas of the error bodies, by status.
    pub failures: Vec<(Status, Pointer)>,
}

impl Plan {
    /// The schemas that this operation reaches at first hand.
    pub(super) fn roots(&self) -> Vec<(Pointer, Direction)> {
        let write = self
            .spec
            .parameters
            .iter()
            .filter_map(|parameter| parameter.schema.clone())
            .chain(self.body.clone());
        let read = self
            .success
            .iter()
            .chain(self.failures.iter().map(|(_, at)| at))
            .cloned();
        write
            .map(|at| (at, Direction::Write))
            .chain(read.map(|at| (at, Direction::Read)))
            .collect()
    }
}

/// Plans every operation that can be expressed; each other one is a gap.
pub(super) fn plans(world: &World, diags: &mut Diagnostics) -> Vec<Plan> {
    let mut out: Vec<Plan> = Vec::new();
    for operation in spec::operations(world.document) {
        let spec = match operation {
            Ok(spec) => spec,
            Err(fault) => {
                diags.push(lost(&fault.at, fault.code, &fault.message));
                continue;
            }
        };
        if spec.extensions.get("x-client-skip").and_then(Value::as_bool) == Some(true) {
            continue;
        }
        match plan(spec) {
            Ok(plan) => out.push(plan),
            Err((at, code, message)) => diags.push(lost(&at, code, &message)),
        }
    }
    operation_names::settle(world, &mut out, diags);
    out
}

fn lost(at: &Pointer, code: &'static str, message: &str) -> Diagnostic {
    Diagnostic::gap(code, at, message).help("the operation is left out; an overlay can correct the document")
}

fn plan(spec: OperationSpec) -> Result<Plan, (Pointer, &'static str, String)> {
    let body = match &spec.body {
        Some(body) if !body.content.is_empty() => Some(json(&body.content).map_err(|found| {
            (
                body.at.clone(),
                "unsupported-body",
                format!("a request body of {found} cannot be sent yet"),
            )
        })?),
        _ => None,
    };
    let mut success = None;
    let mut failures = Vec::new();
    let only_default = !spec.responses.iter().any(|response| response.status.is_success());
    for response in &spec.responses {
        let success_by_default = only_default && response.status == Status::Default && spec.responses.len() == 1;
        if !response.status.is_success() && !success_by_default {
            failures.extend(json(&response.content).ok().flatten().map(|at| (response.status, at)));
        } else if success.is_none() && !response.content.is_empty() {
            let schema = json(&response.content).map_err(|found| {
                (
                    response.at.clone(),
                    "unsupported-response",
                    format!("a response of {found} cannot be read yet"),
                )
            })?;
            success = schema;
        }
    }
    if let Some(hole) = undeclared(&spec) {
        let message = format!("the path has `{{{hole}}}`, but there is no path parameter of that name");
        return Err((spec.at.clone(), "missing-path-parameter", message));
    }
    Ok(Plan {
        body: body.flatten(),
        success,
        failures,
        id: operation_names::id(&spec),
        group: operation_names::group(&spec),
        name: operation_names::method(&spec),
        spec,
    })
}

/// A hole of the path that no parameter fills.
fn undeclared(spec: &OperationSpec) -> Option<String> {
    let holes = spec
        .path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name);
    let declared = |name: &str| {
        spec.parameters
            .iter()
            .any(|one| one.place == spec::Place::Path && one.name == name)
    };
    holes.into_iter().find(|name| !declared(name)).map(str::to_owned)
}

/// The schema of the JSON media type; an error names what there is instead.
fn json(content: &[Media]) -> Result<Option<Pointer>, String> {
    let is_json = |media: &&Media| {
        let essence = media
            .media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        essence == "application/json" || essence.ends_with("+json") || essence == "*/*"
    };
    match content.iter().find(is_json) {
        Some(media) => Ok(media.schema.clone()),
        None => {
            let all: Vec<&str> = content.iter().map(|media| media.media_type.as_str()).collect();
            Err(format!("`{}`", all.join("`, `")))
        }
    }
}
