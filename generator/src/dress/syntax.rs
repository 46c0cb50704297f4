//! How templates are written and what their holes leave, for all that read or fill them.
//!
//! Names that are not there are errors, also in conditions; nothing is escaped; a block or a comment alone on its line leaves
//! nothing of it.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, escape_formatter};

/// The environment of every template, without templates.
pub(super) fn environment() -> Environment<'static> {
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
pub(super) fn syntax() -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.unwrap_or_default()
}

/// The text of a method as it stands in an `impl`.
pub(super) fn indented(method: &str) -> String {
    let lines = method.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => ["    ", line, "\n"].concat(),
    });
    lines.collect()
}
