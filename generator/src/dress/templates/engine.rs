//! The engine: all templates of a run, compiled once, and the context that all of them see.
//!
//! Names that are not there are errors, also in conditions; nothing is escaped; a block or a comment alone on its line leaves
//! nothing of it.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind, merge_maps};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, escape_formatter};

use super::super::context::{Context, Wanted};
use super::super::layers::{Layered, Layers};
use super::fault;
use super::subject::Subject;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::Api;

/// Compiled templates by output path, and their context.
pub(super) struct Engine {
    environment: Environment<'static>,
    context: Value,
}

/// The environment of every template, without templates.
pub(in super::super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(written);
    environment.set_syntax(syntax());
    environment
}

/// What a hole leaves in the text: truths as Rust writes them, and an error for what is nothing, which would be `None`.
fn written(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Bool => out
            .write_str(if value.is_true() { "true" } else { "false" })
            .map_err(Error::from),
        ValueKind::None => Err(Error::new(
            ErrorKind::InvalidOperation,
            "this is nothing here, so it cannot be written",
        )),
        _ => escape_formatter(out, state, value),
    }
}

/// How templates are written: as Jinja is, with lines that hold only a block taken out.
pub(in super::super) fn syntax() -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.unwrap_or_default()
}

impl Engine {
    /// Compiles the templates that are in effect, and makes what they may name. Those that cannot be compiled are in `diags`.
    pub(super) fn new(
        api: &Api,
        config: &Config,
        layers: &Layers,
        modules: Vec<String>,
        diags: &mut Diagnostics,
    ) -> Self {
        let mut environment = environment();
        let mut wanted = Wanted {
            models: false,
            operations: false,
        };
        for (path, file) in layers.iter().filter(|(_, file)| file.template) {
            match environment.add_template_owned(path.clone(), file.text.clone()) {
                Ok(()) => wanted.add(&environment, path),
                Err(error) => diags.push(fault::of_engine(file, &error)),
            }
        }
        let context = Context::new(api, config, modules, wanted);
        Self {
            environment,
            context: Value::from(Serde(&context)),
        }
    }

    /// The text that a template makes for a subject.
    pub(super) fn fill(&self, path: &str, file: &Layered, subject: &Subject) -> Result<String, Box<Diagnostic>> {
        let context = match subject.more.is_empty() {
            true => self.context.clone(),
            false => {
                let more: BTreeMap<&str, Value> = subject.more.iter().cloned().collect();
                merge_maps([Value::from(more), self.context.clone()])
            }
        };
        let template = self.environment.get_template(path);
        let filled = template.and_then(|template| template.render(context));
        filled.map_err(|error| Box::new(subject.named(fault::of_engine(file, &error))))
    }

    /// The text that another template would make in place of a file.
    pub(super) fn fill_other(&self, text: &str, subject: &Subject) -> Option<String> {
        let more: BTreeMap<&str, Value> = subject.more.iter().cloned().collect();
        let context = merge_maps([Value::from(more), self.context.clone()]);
        self.environment.render_named_str("other", text, context).ok()
    }

    /// Whether a template could be compiled.
    pub(super) fn has(&self, path: &str) -> bool {
        self.environment.get_template(path).is_ok()
    }
}

impl Wanted {
    /// Adds what a template names.
    fn add(&mut self, environment: &Environment<'_>, path: &str) {
        let Ok(template) = environment.get_template(path) else {
            return;
        };
        let names = template.undeclared_variables(false);
        self.models |= ["models", "errors", "types"].iter().any(|name| names.contains(*name));
        self.operations |= names.contains("operations");
    }
}
