//! `oasmith generate`.

mod fix;
mod lock;
mod members;
mod runtime;

use std::path::Path;

use serde_json::Value;

use crate::cli::arguments::Generate;
use crate::cli::job::{Job, jobs};
use crate::cli::named::Named;
use crate::cli::output::Output;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::load::load;
use crate::write::{self, Batch, Changes, Drift, WriteError};
use crate::{Generated, generate as make};
use lock::LockChange;
pub(super) use runtime::runtime;

/// What else to do where a crate cannot be written.
const ELSEWHERE: &str = "--out, or `dir` in client.toml, says where the crate goes";

/// Makes, or with `--check` compares, every crate that is asked for. Nothing is written unless all of them can be made.
pub(super) fn generate(options: &Generate, output: &mut Output<'_>) -> u8 {
    let mut diags = Diagnostics::default();
    let jobs = jobs(options, &mut diags);
    if let Some(Err(taken)) = options.fix.as_deref().map(fix::is_free) {
        diags.push(*taken);
    }
    // Before anything is written, `--fix` included.
    if let Some(Err(error)) = options.report.as_deref().map(|path| report(path, String::new())) {
        diags.push(error.diagnostic(Some(ELSEWHERE)));
    }
    options.messages.say(&diags, None, output);
    if diags.has_errors() {
        return 1;
    }
    let mut made = Vec::new();
    for job in &jobs {
        match one(options, job, output) {
            Some(generated) => made.push((job, generated)),
            None => return 1,
        }
    }
    let mut diags = Diagnostics::default();
    let done = match options.check {
        true => check(options, &made, &mut diags, output),
        false => write(options, &made, &mut diags, output).map(|()| true),
    };
    options.messages.say(&diags, None, output);
    match done {
        Ok(is_same) => u8::from(!is_same),
        Err(error) => {
            options.messages.tell(error.diagnostic(Some(ELSEWHERE)), output);
            1
        }
    }
}

/// Everything but the writing.
fn one(options: &Generate, job: &Job, output: &mut Output<'_>) -> Option<Generated> {
    let mut diags = Diagnostics::default();
    output.step(&format!("reading {}", job.name));
    let document = load(&job.inputs, &mut diags);
    output.step(&format!("generating {}", job.name));
    let proceed = document.as_ref().filter(|_| !diags.has_errors());
    let generated = proceed.and_then(|document| make(document, &job.config, &job.templates, &mut diags));
    output.step_done();
    let lost = options.strict && diags.iter().any(|item| item.severity == Severity::Gap);
    let least: &[Severity] = match options.strict {
        true => &[Severity::Error, Severity::Gap],
        false => &[Severity::Error],
    };
    options.messages.say_of(&diags, least, document.as_ref(), output);
    let fixed = options
        .fix
        .as_deref()
        .map(|path| fix::write(path, job, &diags, document.as_ref()));
    match fixed {
        Some(Ok(text)) => options.messages.note(&text, output),
        Some(Err(error)) => {
            options.messages.tell(*error, output);
            return None;
        }
        None => {}
    }
    if lost {
        let message = "a part of the document is lost, and --strict says that this is a failure";
        let help = "correct the document with an overlay, or take what is left: leave --strict out";
        options
            .messages
            .tell(Diagnostic::new(Code::Lossy, Place::None, message).help(help), output);
    }
    generated.filter(|_| !lost && !diags.has_errors())
}

/// `1 file`, `2 files`.
fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

/// Writes all crates with their locks and the report, or nothing.
fn write(
    options: &Generate,
    made: &[(&Job, Generated)],
    diags: &mut Diagnostics,
    output: &mut Output<'_>,
) -> Result<(), WriteError> {
    let locks: Vec<Option<LockChange>> = made
        .iter()
        .map(|(job, generated)| LockChange::of(job, generated))
        .collect();
    let report = options.report.as_deref().zip(made.first());
    let report = report
        .map(|(path, (_, generated))| self::report(path, format!("{:#}\n", generated.report)))
        .transpose()?;
    let mut batch = Batch::default();
    for (job, generated) in made {
        batch.folder(&job.out, &job.contents, &generated.files);
    }
    if let Some(Named { folder, file }) = &report {
        batch.file(folder, file);
    }
    for lock in locks.iter().flatten() {
        batch.file(&lock.folder, &lock.file);
    }
    let all = batch.write(diags).map_err(|error| match &report {
        Some(report) if error.path == report.path() => unwritable(error),
        _ => error,
    })?;
    for (((job, _), lock), changes) in made.iter().zip(&locks).zip(all) {
        let name = &job.name;
        if let Some(lock) = lock {
            options.messages.note(&format!("{name}: {}", lock.words()), output);
        }
        options.messages.note(&format!("{name}: {}", words(changes)), output);
    }
    Ok(())
}

/// What became of a folder.
fn words(changes: Changes) -> String {
    let Changes {
        written,
        removed,
        unchanged,
    } = changes;
    match (written, removed) {
        (0, 0) => "up to date".to_owned(),
        _ => format!("{} written, {removed} removed, {unchanged} unchanged", files(written)),
    }
}

/// The report of a crate, as a file that may be written.
fn report(path: &Path, text: String) -> Result<Named<'_>, WriteError> {
    let checked = Named::new(path, text)
        .checked()
        .and_then(|named| named.replacing("an earlier report", is_report));
    checked.map_err(unwritable)
}

/// Whether a text is a report, of this version or an earlier one.
fn is_report(text: &str) -> bool {
    let report: Option<Value> = serde_json::from_str(text).ok();
    report.is_some_and(|report| {
        ["operations", "gaps_by_code"]
            .iter()
            .all(|key| report.get(key).is_some())
    })
}

fn unwritable(error: WriteError) -> WriteError {
    let help = error
        .help
        .or(Some("--report names a file in a folder that exists".to_owned()));
    let step = Some("the report cannot be written".to_owned());
    WriteError { step, help, ..error }
}

/// Compares all crates; gives whether they are as they would be.
fn check(
    options: &Generate,
    made: &[(&Job, Generated)],
    diags: &mut Diagnostics,
    output: &mut Output<'_>,
) -> Result<bool, WriteError> {
    let mut is_same = true;
    for (job, generated) in made {
        let mut drifts = write::check(&job.out, &job.contents, &generated.files, diags)?;
        drifts.extend(LockChange::of(job, generated).and_then(|lock| lock.drift()));
        for Drift { diff, .. } in &drifts {
            output.print(diff);
        }
        if !drifts.is_empty() {
            let text = format!("{}: {} would change", job.name, files(drifts.len()));
            options.messages.note(&text, output);
        }
        is_same &= drifts.is_empty();
    }
    Ok(is_same)
}
