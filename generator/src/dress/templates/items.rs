//! Decorators: what layers put around single items. Without any, nothing is rendered and nothing is read again.

use std::cell::RefCell;

use super::super::context::Method;
use super::super::layers::{Layered, Layers};
use super::engine::Engine;
use super::rust::{self, Made};
use super::subject::Subject;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::emit::{About, Item};
use crate::ir::{Group, Operation};

/// The folder of decorators in a layer.
const FOLDER: &str = "items/";

/// The layers' decorators, and what is wrong with what they make.
pub(in super::super) struct Decorators<'a> {
    engine: &'a Engine,
    model: Option<&'a Layered>,
    operation: Option<&'a Layered>,
    method: Option<&'a Layered>,
    error: Option<&'a Layered>,
    faults: RefCell<Vec<Diagnostic>>,
}

/// Whether a file of a layer is a decorator, and no output.
pub(super) fn is_decorator(path: &str) -> bool {
    path.starts_with(FOLDER)
}

impl<'a> Decorators<'a> {
    /// The decorators that replace those of `templates/items`, which leave items as they are.
    pub(super) fn new(engine: &'a Engine, layers: &'a Layers, diags: &mut Diagnostics) -> Self {
        let of = |name: &str| {
            let path = format!("{FOLDER}{name}.rs");
            let file = layers
                .get(&path)
                .filter(|file| file.template && file.replaces.is_some());
            file.filter(|_| engine.has(&path))
        };
        strange(layers).for_each(|fault| diags.push(fault));
        Self {
            engine,
            model: of("model"),
            operation: of("operation"),
            method: of("method"),
            error: of("error"),
            faults: RefCell::default(),
        }
    }

    /// The text of an item, as its decorator leaves it.
    pub(in super::super) fn decorated(&self, item: Item<'_>) -> String {
        let Item { about, text } = item;
        match about {
            About::Nothing => text,
            About::Model(model) => self.filled(self.model, Made::Items, text, |path| Subject::model(path, model)),
            About::Request(group, operation) => self.filled(self.operation, Made::Items, text, |path| {
                Subject::operation(path, group, operation)
            }),
            About::Method(group, operation) => self.method(group, operation, false, text),
            About::BulkMethod(group, operation) => self.method(group, operation, true, text),
            About::Failure(failure) => self.filled(self.error, Made::Items, text, |path| Subject::error(path, failure)),
        }
    }

    /// A method of a handle.
    fn method(&self, group: &Group, operation: &Operation, bulk: bool, item: String) -> String {
        let name = operation.name.clone();
        let name = if bulk { format!("{name}_bulk") } else { name };
        self.filled(self.method, Made::Methods, item, |path| {
            Subject::operation(path, group, operation).with("method", &Method { name, bulk })
        })
    }

    /// What was wrong with what decorators made.
    pub(super) fn faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
    }

    fn filled(
        &self,
        file: Option<&Layered>,
        made: Made,
        item: String,
        subject: impl FnOnce(&str) -> Subject,
    ) -> String {
        let Some(file) = file else {
            return item;
        };
        let path = file.name.trim_end_matches(".j2");
        let subject = subject(path).with("item", &item.trim_end());
        let filled = self.engine.fill(path, file, &subject).map(|text| tidy(&text));
        let checked = filled.and_then(|text| {
            rust::check(made, path, &text)
                .map_err(|fault| Box::new(subject.named(fault.told(self.engine, file, &subject, &text))))?;
            Ok(text)
        });
        checked.unwrap_or_else(|fault| {
            self.faults.borrow_mut().push(*fault);
            item
        })
    }
}

/// Without empty lines around; nothing at all if it is empty.
fn tidy(text: &str) -> String {
    let text = text.trim_start_matches(['\n', '\r']).trim_end();
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n")
    }
}

/// Files among the decorators that decorate nothing.
fn strange(layers: &Layers) -> impl Iterator<Item = Diagnostic> {
    let known = ["model", "operation", "method", "error"].map(|name| format!("{FOLDER}{name}.rs.j2"));
    let files = layers.values().filter(|file| file.name.starts_with(FOLDER));
    let strange = files.filter(move |file| !known.contains(&file.name));
    strange.map(|file| {
        let message = format!("`{}` decorates nothing", file.name);
        Diagnostic::new(Code::TemplateError, Place::File(file.origin.clone()), message)
            .help("below `items` are model.rs.j2, operation.rs.j2, method.rs.j2 and error.rs.j2")
    })
}
