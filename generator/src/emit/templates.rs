//! Text with holes: every file of the layers as it goes out, rendered if it is a template, copied if not.
//!
//! A template's path is the output's path. Undefined names are errors; Rust made by a template must parse.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use super::context::Context;
use super::layers::{Layered, layers};
use super::parts;
use super::print::HEADER;
use crate::config::{Config, Templates};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::file::File;
use crate::ir::Api;

/// All files that do not depend on the structure of the document.
pub(super) fn files(api: &Api, config: &Config, templates: &Templates, diags: &mut Diagnostics) -> Vec<File> {
    let layers = layers(templates, diags);
    let modules: Vec<String> = layers.keys().filter_map(|path| module(path)).collect();
    parts::check_modules(config, &modules, diags);
    let context = Context::new(api, config, modules);
    layers
        .into_iter()
        .filter_map(|(path, file)| output(&path, &file, &context, diags))
        .collect()
}

/// A hand-written module of a layer: `src/env.rs` is `env`.
fn module(path: &str) -> Option<String> {
    let stem = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let own = ["lib", "client", "runtime", "models", "operations", "errors"];
    let name = stem.strip_suffix("/mod").unwrap_or(stem);
    (!name.contains('/') && !own.contains(&name)).then(|| name.to_owned())
}

/// The output of one file of a layer.
fn output(path: &str, file: &Layered, context: &Context, diags: &mut Diagnostics) -> Option<File> {
    if !file.template {
        let header = if path.ends_with(".rs") {
            format!("{HEADER}\n\n")
        } else {
            String::new()
        };
        return Some(File {
            path: path.to_owned(),
            text: format!("{header}{}", file.text),
        });
    }
    match environment().render_named_str(path, &file.text, Serde(context)) {
        Ok(text) => checked(path, file, format!("{}\n", text.trim_end()), diags),
        Err(error) => {
            diags.push(template_fault(file, &error));
            None
        }
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment
}

/// Rust from a template must parse before it is accepted.
fn checked(output: &str, file: &Layered, text: String, diags: &mut Diagnostics) -> Option<File> {
    if output.ends_with(".rs")
        && let Err(error) = syn::parse_file(&text)
    {
        diags.push(no_rust(file, &error));
        return None;
    }
    Some(File {
        path: output.to_owned(),
        text,
    })
}

/// The fault of a template's outcome. Where in it is not known: tokens carry no places, which would cost each run its time.
fn no_rust(file: &Layered, error: &syn::Error) -> Diagnostic {
    let place = Place::Span {
        file: file.origin.clone(),
        start: 0,
        end: 0,
    };
    let message = format!("what this template makes is no Rust: {error}");
    Diagnostic::new("template-no-rust", Severity::Error, place, message)
        .help("look at what its holes are filled with; generator/ARCHITECTURE.md lists them")
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
