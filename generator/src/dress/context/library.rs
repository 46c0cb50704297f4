//! What of `src/lib.rs` depends on the document, line by line.

use schemars::JsonSchema;
use serde::Serialize;

use super::groups::GroupContext;
use super::package::{ModuleContext, Package, PartContext};

/// What of `src/lib.rs` depends on the document. Lines of documentation begin with a space unless they are empty, so that they can
/// follow a `//!`.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub(super) struct Library {
    /// The description of the client.
    docs: Vec<String>,
    /// How its operations are used, as far as it has such operations.
    usage: Vec<String>,
    /// The table of its features, with an empty line behind it; nothing without parts.
    features: Vec<String>,
    /// For each group a heading and a table of its operations, with an empty line behind it.
    operations: Vec<String>,
    /// Inner attributes of the crate.
    attributes: Vec<String>,
    /// Declarations of the modules that not every client has, with their conditions.
    modules: Vec<String>,
}

impl Library {
    pub(super) fn new(
        about: &[String],
        package: &Package,
        groups: &[GroupContext],
        webhooks: bool,
        modules: &[ModuleContext],
        has_pages: bool,
    ) -> Self {
        Self {
            docs: about.iter().map(|line| commented(line)).collect(),
            usage: usage(has_pages).iter().map(|line| commented(line)).collect(),
            features: features(&package.parts),
            operations: groups
                .iter()
                .flat_map(operations)
                .map(|line| commented(&line))
                .collect(),
            attributes: attributes(&package.parts),
            modules: declarations(webhooks, modules),
        }
    }
}

/// A line of documentation as it follows a `//!`.
fn commented(line: &str) -> String {
    match line {
        "" => String::new(),
        line => format!(" {line}"),
    }
}

/// How operations are used.
fn usage(has_pages: bool) -> Vec<&'static str> {
    let mut lines = vec![
        "Every operation is a method that gives a request; set what is optional, then `.await` it.",
        "`send_with_response` also gives status, headers, request id and the number of attempts.",
    ];
    if has_pages {
        lines.push("A list that comes in pages has `.pages()` and `.items()`.");
    }
    lines.push("With the feature `blocking` all of it works without `async`: see the module of that name.");
    lines
}

fn features(parts: &[PartContext]) -> Vec<String> {
    if parts.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        "Parts of the client can be left out: with `default-features = false` there is what the features bring."
            .to_owned(),
        String::new(),
        "| feature | |".to_owned(),
        "|---|---|".to_owned(),
    ];
    let docs = |part: &PartContext| part.docs.clone().unwrap_or_default();
    lines.extend(parts.iter().map(|part| format!("| `{}` | {} |", part.name, docs(part))));
    lines.push(String::new());
    lines.iter().map(|line| commented(line)).collect()
}

fn operations(group: &GroupContext) -> Vec<String> {
    let (name, ty) = (&group.name, &group.type_name);
    let mut lines = vec![format!("## `client.{name}()`"), String::new(), group.docs.clone()];
    lines.extend(needs(&group.parts));
    lines.extend([
        String::new(),
        "| method | operation | |".to_owned(),
        "|---|---|---|".to_owned(),
    ]);
    lines.extend(group.operations.iter().map(|operation| {
        let (method, path, summary) = (&operation.method, &operation.path, &operation.summary);
        let link = format!("[`{0}`](operations::{name}::{ty}::{0})", operation.name);
        format!("| {link} | `{method} {path}` | {summary} |")
    }));
    lines.push(String::new());
    lines
}

/// The features any of which bring a group.
fn needs(parts: &[String]) -> Option<String> {
    let names: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
    match names.as_slice() {
        [] => None,
        [only] => Some(format!("With the feature {only}.")),
        several => Some(format!("With any of the features {}.", several.join(", "))),
    }
}

/// Without some parts, links of the tables lead nowhere.
fn attributes(parts: &[PartContext]) -> Vec<String> {
    if parts.is_empty() {
        return Vec::new();
    }
    let all: Vec<String> = parts
        .iter()
        .map(|part| format!("feature = \"{}\"", part.name))
        .collect();
    vec![
        "#![cfg_attr(".to_owned(),
        format!("    not(all({})),", all.join(", ")),
        "    allow(rustdoc::broken_intra_doc_links, reason = \"the tables tell of all parts\")".to_owned(),
        ")]".to_owned(),
    ]
}

fn declarations(webhooks: bool, modules: &[ModuleContext]) -> Vec<String> {
    let mut lines = Vec::new();
    if webhooks {
        lines.push("pub mod webhooks;".to_owned());
    }
    for module in modules {
        lines.extend(module.cfg.iter().map(|condition| format!("#[cfg({condition})]")));
        lines.push(format!("pub mod {};", module.name));
    }
    lines
}
