//! Text with holes: `templates/crate` and the layers over it, and the runtime that is copied as it is.
//!
//! A template's path is the output's path. A later layer replaces a file of an earlier one. Undefined names are errors;
//! Rust made by a template must parse.

use std::collections::BTreeMap;
use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use super::docs::{first_line, lines, safe};
use super::print::HEADER;
use crate::config::{Config, Templates};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::file::File;
use crate::ir::{Api, Group, Operation};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A file of a layer: where it came from, and its text.
struct Layered {
    origin: String,
    text: String,
}

/// All files that do not depend on the structure of the document.
pub(super) fn files(api: &Api, config: &Config, templates: &Templates, diags: &mut Diagnostics) -> Vec<File> {
    let mut layered: BTreeMap<String, Layered> = embedded("crate/");
    for (path, file) in embedded("runtime/src/") {
        if path.starts_with("runtime/") {
            layered.insert(format!("src/{path}"), file);
        }
    }
    for layer in &templates.layers {
        let on_disk = templates
            .root
            .as_ref()
            .map(|root| root.join(layer))
            .filter(|folder| folder.is_dir());
        let files = match on_disk {
            Some(folder) => read_folder(&folder, diags),
            None => embedded(&format!("{layer}/")),
        };
        if files.is_empty() {
            diags.push(unknown_layer(layer));
        }
        layered.extend(files);
    }
    let extra: Vec<String> = layered.keys().filter_map(|path| extra_module(path)).collect();
    let context = Context::new(api, config, extra);
    layered
        .into_iter()
        .filter_map(|(path, file)| render(&path, &file, &context, diags))
        .collect()
}

fn embedded(prefix: &str) -> BTreeMap<String, Layered> {
    let mine = EMBEDDED
        .iter()
        .filter_map(|(path, text)| Some((*path, path.strip_prefix(prefix)?, *text)));
    mine.map(|(path, rest, text)| {
        (
            rest.to_owned(),
            Layered {
                origin: format!("templates/{path}"),
                text: text.to_owned(),
            },
        )
    })
    .collect()
}

fn unknown_layer(layer: &str) -> Diagnostic {
    Diagnostic::new(
        "unknown-layer",
        Severity::Error,
        Place::None,
        format!("there is no template layer `{layer}`"),
    )
    .help("a layer is a folder below `templates`, named in `[output] layers` of client.toml")
}

fn read_folder(folder: &Path, diags: &mut Diagnostics) -> BTreeMap<String, Layered> {
    let mut out = BTreeMap::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(here) = todo.pop() {
        let Ok(entries) = std::fs::read_dir(&here) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let Ok(relative) = path.strip_prefix(folder) else {
                continue;
            };
            let name = relative.to_string_lossy().replace('\\', "/");
            let origin = path.to_string_lossy().into_owned();
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    out.insert(name, Layered { origin, text });
                }
                Err(error) => diags.push(Diagnostic::new(
                    "unreadable-template",
                    Severity::Error,
                    Place::File(origin),
                    format!("the template cannot be read: {error}"),
                )),
            }
        }
    }
    out
}

/// A hand-written module of a layer: `src/env.rs` is `env`.
fn extra_module(path: &str) -> Option<String> {
    let stem = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let own = ["lib", "client", "runtime", "models", "operations", "errors"];
    let name = stem.strip_suffix("/mod").unwrap_or(stem);
    (!name.contains('/') && !own.contains(&name)).then(|| name.to_owned())
}

/// The output of one file of a layer: rendered if it is a template, copied if not.
fn render(path: &str, file: &Layered, context: &Context, diags: &mut Diagnostics) -> Option<File> {
    let Some(output) = path.strip_suffix(".j2") else {
        let header = if path.ends_with(".rs") {
            format!("{HEADER}\n\n")
        } else {
            Default::default()
        };
        return Some(File {
            path: path.to_owned(),
            text: format!("{header}{}", file.text),
        });
    };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    let rendered = environment.render_named_str(path, &file.text, Serde(context));
    match rendered {
        Ok(text) => checked(output, file, format!("{}\n", text.trim_end()), diags),
        Err(error) => {
            diags.push(template_fault(file, &error));
            None
        }
    }
}

/// Rust from a template must parse before it is accepted.
fn checked(output: &str, file: &Layered, text: String, diags: &mut Diagnostics) -> Option<File> {
    if output.ends_with(".rs")
        && let Err(error) = syn::parse_file(&text)
    {
        let message = format!("what this template makes is no Rust: {error}");
        diags.push(Diagnostic::new(
            "template-no-rust",
            Severity::Error,
            Place::File(file.origin.clone()),
            message,
        ));
        return None;
    }
    Some(File {
        path: output.to_owned(),
        text,
    })
}

fn template_fault(file: &Layered, error: &minijinja::Error) -> Diagnostic {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let place = match error.range() {
        Some(range) => Place::Span {
            file: file.origin.clone(),
            start: range.start,
            end: range.end,
        },
        None => Place::File(file.origin.clone()),
    };
    Diagnostic::new(
        "template-error",
        Severity::Error,
        place,
        format!("the template cannot be filled: {detail}"),
    )
    .help("the context of templates is described in generator/ARCHITECTURE.md")
}

/// What templates may name. Texts of the document are escaped for the place where they stand.
#[derive(Serialize)]
struct Context {
    package: Package,
    title: String,
    docs: Vec<String>,
    header: &'static str,
    server: ServerContext,
    groups: Vec<GroupContext>,
    modules: Vec<String>,
    request_id_header: Option<String>,
    env_prefix: String,
}

#[derive(Serialize)]
struct Package {
    name: String,
    library: String,
    version: String,
    description: String,
    license: String,
}

#[derive(Serialize)]
struct ServerContext {
    url: String,
    variables: Vec<VariableContext>,
}

#[derive(Serialize)]
struct VariableContext {
    wire: String,
    name: String,
    default: String,
    docs: String,
}

#[derive(Serialize)]
struct GroupContext {
    name: String,
    type_name: String,
    docs: String,
    operations: Vec<OperationContext>,
}

#[derive(Serialize)]
struct OperationContext {
    id: String,
    name: String,
    type_name: String,
    method: String,
    path: String,
    summary: String,
}

impl Context {
    fn new(api: &Api, config: &Config, modules: Vec<String>) -> Self {
        let title = if api.title.trim().is_empty() {
            config.crate_name.clone()
        } else {
            first_line(&api.title)
        };
        let description = config
            .description
            .clone()
            .unwrap_or_else(|| format!("Client of {title}"));
        let prefix: String = config
            .crate_name
            .to_uppercase()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        Self {
            package: Package {
                name: config.crate_name.clone(),
                library: config.crate_name.replace('-', "_"),
                version: config.version.clone(),
                description: literal(&description),
                license: literal(&config.license.clone().unwrap_or_else(|| "Apache-2.0 OR MIT".to_owned())),
            },
            title,
            docs: config
                .description
                .as_deref()
                .or(api.docs.description.as_deref())
                .map(safe)
                .unwrap_or_default(),
            header: HEADER,
            server: server(api),
            groups: api.groups.iter().map(group).collect(),
            modules,
            request_id_header: config.request_id_header.as_deref().map(literal),
            env_prefix: config.env_prefix.clone().unwrap_or(prefix),
        }
    }
}

fn server(api: &Api) -> ServerContext {
    let variables = api.variables.iter().map(|variable| VariableContext {
        wire: literal(&variable.wire),
        name: variable.name.clone(),
        default: literal(&variable.default),
        docs: lines(&variable.docs)
            .first()
            .cloned()
            .unwrap_or_else(|| format!("Sets `{}`.", variable.name)),
    });
    ServerContext {
        url: literal(&api.server),
        variables: variables.collect(),
    }
}

fn group(group: &Group) -> GroupContext {
    GroupContext {
        name: group.name.clone(),
        type_name: group.type_name.clone(),
        docs: group
            .docs
            .description
            .as_deref()
            .map(first_line)
            .unwrap_or_else(|| format!("Operations of `{}`.", group.name)),
        operations: group.operations.iter().map(operation).collect(),
    }
}

fn operation(operation: &Operation) -> OperationContext {
    let words = operation
        .docs
        .summary
        .as_deref()
        .or(operation.docs.description.as_deref())
        .unwrap_or_default();
    OperationContext {
        id: first_line(&operation.id),
        name: operation.name.clone(),
        type_name: operation.type_name.clone(),
        method: operation.method.clone(),
        path: operation.path.replace(['`', '|'], "'"),
        summary: first_line(words),
    }
}

/// The inside of a string literal, for Rust and for TOML.
fn literal(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
