//! `oasmith context`: what templates may name.

use super::arguments::Context;
use super::job::of_only;
use super::output::Output;
use crate::diag::Diagnostics;
use crate::dress::context::schema;
use crate::load::load;

/// Prints the context of an API, or the schema of every context.
pub(super) fn context(options: &Context, output: &mut Output<'_>) -> u8 {
    if options.schema {
        output.print(&format!("{:#}\n", schema()));
        return 0;
    }
    let mut diags = Diagnostics::default();
    let job = of_only(options.of.root.as_deref(), options.of.api.as_deref(), &mut diags);
    let document = job.as_ref().and_then(|job| load(&job.inputs, &mut diags));
    let proceed = job.zip(document.as_ref()).filter(|_| !diags.has_errors());
    let value = proceed.and_then(|(job, document)| crate::context(document, &job.config, &job.templates, &mut diags));
    options.of.messages.say(&diags, document.as_ref(), output);
    match value.filter(|_| !diags.has_errors()) {
        Some(value) => {
            output.print(&format!("{value:#}\n"));
            0
        }
        None => 1,
    }
}
