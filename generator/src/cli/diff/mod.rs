//! `oasmith diff`: two documents or revisions in, a report out.

mod revision;
mod sources;

use sources::{DocumentVersion, sources};

use crate::Planned;
use crate::cli::arguments::{Deny, Diff, ReportFormat};
use crate::cli::output::Output;
use crate::config::Config;
use crate::diag::{Diagnostics, Severity};
use crate::diff::{Bump, Change, Class, Report, Side, Spot};
use crate::load::load;
use crate::pointer::Pointer;
use crate::render::{self, Locator, Style, render};
use crate::spec::Document;

/// Compares, prints the report, and gives the exit code.
pub(super) fn diff(options: &Diff, output: &mut Output<'_>) -> u8 {
    let mut diags = Diagnostics::default();
    let Some((old, new)) = sources(options, &mut diags) else {
        output.error(&said(options, &diags, None, output.colour));
        return 1;
    };
    let (Some((old_document, old_client)), Some((new_document, new_client))) =
        (read(options, &old, output), read(options, &new, output))
    else {
        return 1;
    };
    let report = old_client.changes(&new_client);
    let (mut in_old, mut in_new) = (Locator::new(&old_document), Locator::new(&new_document));
    let mut spot = |change: &Change| match change.side {
        Side::Old => spot(&old_document, &mut in_old, &old, &change.at),
        Side::New => spot(&new_document, &mut in_new, &new, &change.at),
    };
    let bump = report.bump(&old.config.version);
    output.print(&match options.format {
        ReportFormat::Json => format!("{:#}\n", crate::diff::json(&report, bump.as_ref(), &mut spot)),
        ReportFormat::Text => crate::diff::text(&report, &mut spot) + &version(bump.as_ref(), &new.config),
    });
    u8::from(options.deny.iter().any(|deny| is_denied(*deny, &report)))
}

fn is_denied(deny: Deny, report: &Report) -> bool {
    let has = |class| report.count(class) > 0;
    match deny {
        Deny::Breaking => has(Class::Compile) || has(Class::Runtime),
        Deny::Compile => has(Class::Compile),
        Deny::Runtime => has(Class::Runtime),
    }
}

/// What becomes of the version of the crate.
fn version(bump: Option<&Bump>, new: &Config) -> String {
    match bump {
        None => String::new(),
        Some(bump) if bump.is_met_by(&new.version) => {
            format!("after version {} this is {}: enough\n", bump.from, new.version)
        }
        Some(bump) => format!("after version {} this is at least {}\n", bump.from, bump.to),
    }
}

/// The document and its client; what is wrong with it is said.
fn read(options: &Diff, source: &DocumentVersion, output: &mut Output<'_>) -> Option<(Document, Planned)> {
    let mut diags = Diagnostics::default();
    let document = load(&source.inputs, &mut diags);
    let readable = document.as_ref().filter(|_| !diags.has_errors());
    let made = readable.and_then(|document| Planned::new(document, &source.config, &mut diags));
    if made.is_none() {
        let text = said(options, &diags, document.as_ref(), output.colour);
        output.error(&source.told(&text));
    }
    document.zip(made)
}

/// The errors.
fn said(options: &Diff, diags: &Diagnostics, document: Option<&Document>, colour: bool) -> String {
    let mut errors = Diagnostics::default();
    let wanted = diags.iter().filter(|item| item.severity == Severity::Error);
    wanted.for_each(|item| errors.push(item.clone()));
    let style = match options.format {
        ReportFormat::Json => Style::Json,
        ReportFormat::Text if colour => Style::Colour,
        ReportFormat::Text => Style::Plain,
    };
    render(&errors, document, style, render::MOST)
}

/// The nearest place that is there, for people.
fn spot(document: &Document, locator: &mut Locator<'_>, source: &DocumentVersion, at: &Pointer) -> Spot {
    let mut pointer = at.clone();
    while document.get(&pointer).is_none() {
        pointer = pointer.parent().unwrap_or_default();
    }
    let pointer = document.written(&pointer);
    let (file, line, column) = locator.find(&pointer);
    Spot {
        file: file.map(|file| source.told(&file)),
        line,
        column,
        pointer,
    }
}
