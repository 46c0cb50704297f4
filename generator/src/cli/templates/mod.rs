//! `oasmith templates`: what templates an API has, copies of them, and whether they fit.

mod check;
mod diff;
mod eject;
mod find;
mod list;

use crate::cli::arguments::{OfApi, Templates};
use crate::cli::job::{Job, of_only};
use crate::cli::output::Output;
use crate::config::RuntimeChoice;
use crate::diag::{Diagnostic, Diagnostics};
use crate::dress::layers::{Layers, layers};

/// Runs one of the commands.
pub(super) fn templates(command: &Templates, output: &mut Output<'_>) -> u8 {
    match command {
        Templates::List(of) => with(of, output, |_, layers, output| {
            output.print(&list::list(layers));
            Ok(())
        }),
        Templates::Show(one) => with(&one.of, output, |_, layers, output| {
            output.print(find::find(layers, &one.name)?.own());
            Ok(())
        }),
        Templates::Eject(some) => with(&some.of, output, |job, _, output| {
            eject::eject(job, &some.names, output)
        }),
        Templates::Check(any) => with(&any.of, output, |_, layers, output| {
            check::check(layers, &any.names, &any.of.messages, output)
        }),
        Templates::Diff(any) => with(&any.of, output, |_, layers, output| {
            diff::diff(layers, &any.names, output)
        }),
        Templates::Accept(some) => with(&some.of, output, |_, layers, output| {
            eject::accept(layers, &some.names, output)
        }),
    }
}

/// Does something with the layers of an API. What is said of them is for `generate`, but for errors.
fn with(
    of: &OfApi,
    output: &mut Output<'_>,
    then: impl FnOnce(&Job, &Layers, &mut Output<'_>) -> Result<(), Box<Diagnostic>>,
) -> u8 {
    let mut diags = Diagnostics::default();
    let job = of_only(of.root.as_deref(), of.api.as_deref(), &mut diags);
    let known = job.map(|job| {
        let layers = layers(&job.templates, job.config.runtime == RuntimeChoice::Copy, &mut diags);
        (job, layers)
    });
    match known.filter(|_| !diags.has_errors()) {
        Some((job, layers)) => match then(&job, &layers, output) {
            Ok(()) => 0,
            Err(fault) => {
                of.messages.tell(*fault, output);
                1
            }
        },
        None => {
            of.messages.say(&diags, None, output);
            1
        }
    }
}
