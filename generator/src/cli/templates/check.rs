//! `oasmith templates check`.

use super::find::chosen;
use crate::cli::arguments::Messages;
use crate::cli::output::Output;
use crate::diag::{Diagnostic, Diagnostics};
use crate::dress::check;
use crate::dress::context::schema;
use crate::dress::layers::Layers;

/// Says what templates use that is not there. The last fault is what ends the command.
pub(super) fn check(
    layers: &Layers,
    names: &[String],
    messages: &Messages,
    output: &mut Output<'_>,
) -> Result<(), Box<Diagnostic>> {
    let files = chosen(layers, names, |file| file.template)?;
    let schema = schema();
    let mut faults: Vec<Diagnostic> = files.iter().flat_map(|file| check::check(file, &schema)).collect();
    let Some(last) = faults.pop() else {
        let plural = if files.len() == 1 { " uses" } else { "s use" };
        messages.note(&format!("{} template{plural} only what there is", files.len()), output);
        return Ok(());
    };
    let mut diags = Diagnostics::default();
    faults.into_iter().for_each(|fault| diags.push(fault));
    messages.say(&diags, None, output);
    Err(Box::new(last))
}
