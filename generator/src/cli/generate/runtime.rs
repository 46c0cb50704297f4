//! `oasmith runtime`.

use super::{files, words};
use crate::cli::arguments::RuntimeArguments;
use crate::cli::output::Output;
use crate::diag::Diagnostics;
use crate::dress::runtime_crate;
use crate::write::{self, Contents, WriteError};

/// Writes the crate of the runtime, or with `--check` compares it.
pub(in crate::cli) fn runtime(options: &RuntimeArguments, output: &mut Output<'_>) -> u8 {
    let mut diags = Diagnostics::default();
    let done = match options.check {
        true => check(options, &mut diags, output),
        false => write(options, &mut diags, output),
    };
    options.messages.say(&diags, None, output);
    match done {
        Ok(is_same) => u8::from(!is_same),
        Err(error) => {
            let help = "--out names a folder that holds nothing else";
            options.messages.tell(error.diagnostic(Some(help)), output);
            1
        }
    }
}

fn write(options: &RuntimeArguments, diags: &mut Diagnostics, output: &mut Output<'_>) -> Result<bool, WriteError> {
    let changes = write::write(&options.out, &Contents::Runtime, &runtime_crate(), diags)?;
    options
        .messages
        .note(&format!("oasmith-runtime: {}", words(changes)), output);
    Ok(true)
}

fn check(options: &RuntimeArguments, diags: &mut Diagnostics, output: &mut Output<'_>) -> Result<bool, WriteError> {
    let drifts = write::check(&options.out, &Contents::Runtime, &runtime_crate(), diags)?;
    drifts.iter().for_each(|drift| output.print(&drift.diff));
    if !drifts.is_empty() {
        let text = format!("oasmith-runtime: {} would change", files(drifts.len()));
        options.messages.note(&text, output);
    }
    Ok(drifts.is_empty())
}
