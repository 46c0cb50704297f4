//! The command line: arguments in, exit code out. Decides where things are read and written, and nothing about them.

mod arguments;
mod context;
mod diff;
mod explain;
mod generate;
mod init;
mod job;
mod named;
mod output;
mod overlay;
mod say;
mod schema;
mod signals;
mod templates;

use clap::Parser;

use crate::stack::deep;
pub use output::Output;
pub use signals::{end_cleanly, exit_code};

/// Runs the program as if called with these arguments (the first is its name). Gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = String>, output: &mut Output<'_>) -> u8 {
    let arguments: Vec<String> = arguments.into_iter().collect();
    deep(|| run_here(arguments, output))
}

fn run_here(arguments: Vec<String>, output: &mut Output<'_>) -> u8 {
    match arguments::Arguments::try_parse_from(arguments) {
        Ok(arguments) => match arguments.command {
            arguments::Command::Generate(options) => generate::generate(&options, output),
            arguments::Command::Runtime(options) => generate::runtime(&options, output),
            arguments::Command::Schema(options) => schema::schema(options.of, output),
            arguments::Command::Diff(options) => diff::diff(&options, output),
            arguments::Command::Init(options) => init::init(&options, output),
            arguments::Command::Overlay(command) => overlay::overlay(&command, output),
            arguments::Command::Templates(command) => templates::templates(&command, output),
            arguments::Command::Context(options) => context::context(&options, output),
            arguments::Command::Explain(options) => explain::explain(options.code.as_deref(), output),
        },
        Err(error) => {
            let text = if output.colour {
                error.render().ansi().to_string()
            } else {
                error.render().to_string()
            };
            if error.use_stderr() {
                output.error(&text);
                return 2;
            }
            output.print(&text);
            0
        }
    }
}
