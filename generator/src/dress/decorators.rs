//! Decorators: what layers put around single items. Without any, nothing is rendered and nothing is read again.

use super::context::MethodContext;
use super::fill::{self, Engine, Made, Subject, check, no_rust, unfilled};
use super::layers::{DECORATORS, Layered, Layers};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::emit::{About, Item};
use crate::plan::{Group, Operation};

/// The layers' decorators, and what is wrong with what they make.
pub(super) struct Decorators<'a> {
    engine: &'a Engine<'a>,
    model: Option<&'a Layered>,
    operation: Option<&'a Layered>,
    method: Option<&'a Layered>,
    error: Option<&'a Layered>,
    faults: Vec<Diagnostic>,
}

impl<'a> Decorators<'a> {
    /// The decorators that replace those of `templates/items`, which leave items as they are.
    pub(super) fn new(engine: &'a Engine<'a>, layers: &'a Layers, diags: &mut Diagnostics) -> Self {
        let of = |name: &str| {
            let path = format!("{DECORATORS}{name}.rs");
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
            faults: Vec::new(),
        }
    }

    /// The text of an item, as its decorator leaves it.
    pub(super) fn decorated(&mut self, item: Item<'_>) -> String {
        let Item { about, text } = item;
        match about {
            About::Nothing => text,
            About::Model(model) => self.filled(self.model, Made::Items, text, fill::Topic::Model(model), None),
            About::Request(group, operation) => {
                let topic = fill::Topic::Operation(group, operation);
                self.filled(self.operation, Made::Items, text, topic, None)
            }
            About::Method(group, operation) => {
                let name = operation.name.clone();
                self.method(group, operation, MethodContext { name, bulk: false }, text)
            }
            About::BulkMethod(group, operation, bulk) => {
                let name = bulk.method.clone();
                self.method(group, operation, MethodContext { name, bulk: true }, text)
            }
            About::Failure(failure) => self.filled(self.error, Made::Items, text, fill::Topic::Failure(failure), None),
        }
    }

    /// A method of a handle.
    fn method(&mut self, group: &Group, operation: &Operation, method: MethodContext, item: String) -> String {
        let topic = fill::Topic::Operation(group, operation);
        self.filled(self.method, Made::Methods, item, topic, Some(method))
    }

    /// Hands over what was wrong with what decorators made.
    pub(super) fn report(self, diags: &mut Diagnostics) {
        self.faults.into_iter().for_each(|fault| diags.push(fault));
    }

    fn filled(
        &mut self,
        file: Option<&Layered>,
        made: Made,
        item: String,
        topic: fill::Topic<'_>,
        method: Option<MethodContext>,
    ) -> String {
        let Some(file) = file else {
            return item;
        };
        let path = file.name.trim_end_matches(".j2");
        let mut subject = Subject::new(path, topic).with("item", &item.trim_end());
        if let Some(method) = method {
            subject = subject.with("method", &method);
        }
        match decorate(self.engine, file, path, made, &subject) {
            Ok(text) => text,
            Err(fault) => {
                self.faults.push(*fault);
                item
            }
        }
    }
}

/// What a decorator makes for a subject.
fn decorate(
    engine: &Engine<'_>,
    file: &Layered,
    path: &str,
    made: Made,
    subject: &Subject<'_>,
) -> Result<String, Box<Diagnostic>> {
    let filled = engine.fill(path, subject);
    let text = filled.map_err(|error| Box::new(unfilled(file, subject, &error)))?;
    let text = tidy(&text);
    check(made, path, &text).map_err(|fault| Box::new(no_rust(fault, engine, file, subject, &text)))?;
    Ok(text)
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
    let known = ["model", "operation", "method", "error"].map(|name| format!("{DECORATORS}{name}.rs.j2"));
    let files = layers.values().filter(|file| file.name.starts_with(DECORATORS));
    let strange = files.filter(move |file| !known.contains(&file.name));
    strange.map(|file| {
        let message = format!("`{}` decorates nothing", file.name);
        Diagnostic::new(Code::TemplateError, Place::File(file.origin.clone()), message)
            .help("below `items` are model.rs.j2, operation.rs.j2, method.rs.j2 and error.rs.j2")
    })
}
