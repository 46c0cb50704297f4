//! The holes of a path and the parameters that fill them: what does not fit is mended where there is only one way to do it.

use std::collections::BTreeSet;

use crate::diag::{Code, Data, Diagnostic, Diagnostics};
use crate::lower::drafts::Spec;
use crate::lower::names;
use crate::schemas::NodeId;
use crate::spec::{ParameterLocation, ParameterSpec, StyleSpec};

/// Gives every hole a parameter, and takes out path parameters that fill no hole.
pub(in crate::lower) fn mend(spec: &mut Spec, diags: &mut Diagnostics) {
    let holes = holes(&spec.path);
    let known: BTreeSet<&str> = holes.iter().map(String::as_str).collect();
    let given = spec
        .parameters
        .iter()
        .filter(|one| one.place == ParameterLocation::Path);
    let mut filled: BTreeSet<String> = given.map(|one| one.name.clone()).collect();
    for hole in &holes {
        if filled.insert(hole.clone()) {
            diags.push(fill(spec, hole, &known));
        }
    }
    spec.parameters.retain(|one| {
        let used = one.place != ParameterLocation::Path || known.contains(one.name.as_str());
        if !used {
            let message = format!("the path has no `{{{}}}`, so this parameter is left out", one.name);
            diags.push(
                Diagnostic::at(Code::UnusedPathParameter, &one.at, message)
                    .help("an overlay can correct its name or remove it"),
            );
        }
        used
    });
}

/// The names between braces, in order.
pub(in crate::lower) fn holes(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    parts.map(|(name, _)| name.to_owned()).collect()
}

/// A parameter whose name is the hole's in another spelling is meant; else the hole takes text.
fn fill(spec: &mut Spec, hole: &str, holes: &BTreeSet<&str>) -> Diagnostic {
    let spare = |one: &&mut ParameterSpec<NodeId>| {
        let free = one.place == ParameterLocation::Path && !holes.contains(one.name.as_str());
        free && names::snake(&one.name) == names::snake(hole)
    };
    let meant = spec.parameters.iter_mut().find(spare);
    let taken = meant.map(|one| std::mem::replace(&mut one.name, hole.to_owned()));
    if taken.is_none() {
        spec.parameters.push(text(spec, hole));
    }
    let undeclared = Data::Undeclared {
        name: hole.to_owned(),
        taken,
    };
    Diagnostic::at(Code::MissingPathParameter, &spec.at, undeclared).help("an overlay can declare the parameter")
}

fn text(spec: &Spec, hole: &str) -> ParameterSpec<NodeId> {
    ParameterSpec {
        at: spec.at.key("parameters").key(hole),
        name: hole.to_owned(),
        place: ParameterLocation::Path,
        style: StyleSpec::Simple,
        explode: false,
        required: true,
        deprecated: false,
        description: None,
        allow_reserved: false,
        schema: None,
    }
}
