//! `oasmith generate`.

use std::io::{self, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::arguments::Generate;
use super::fix;
use super::job::{Job, jobs, refused, unwritten};
use super::lock::Change;
use super::output::Output;
use crate::diag::{Diagnostics, Place, Severity};
use crate::load::load;
use crate::spec::Document;
use crate::write::{self, Changes, Drift, WriteError};
use crate::{Generated, generate as make};

/// What else to do where a crate cannot be written.
const ELSEWHERE: &str = "--out, or `dir` in client.toml, says where the crate goes";

/// Makes, or with `--check` compares, every crate that is asked for. Nothing is written unless all of them can be made.
pub(super) fn generate(options: &Generate, output: &mut Output<'_>) -> u8 {
    let mut diags = Diagnostics::default();
    let jobs = jobs(options, &mut diags);
    if let Some(Err(taken)) = options.fix.as_deref().map(fix::is_free) {
        diags.push(*taken);
    }
    if diags.has_errors() {
        options.messages.say(&diags, None, output);
        return 1;
    }
    let mut made = Vec::new();
    for job in &jobs {
        match one(options, job, output) {
            Some(generated) => made.push((job, generated)),
            None => return 1,
        }
    }
    let mut is_well = true;
    for (job, generated) in &made {
        let done = if options.check {
            check(options, job, generated, output)
        } else {
            write(options, job, generated, output).map(|()| true)
        };
        match done {
            Ok(is_same) => is_well &= is_same,
            Err(error) => {
                options.messages.tell(unwritten(&error, Some(ELSEWHERE)), output);
                return 1;
            }
        }
    }
    u8::from(!is_well)
}

/// Everything but the writing.
fn one(options: &Generate, job: &Job, output: &mut Output<'_>) -> Option<Generated> {
    let mut diags = Diagnostics::default();
    output.step(&format!("reading {}", job.name));
    let document = load(&job.inputs, &mut diags);
    let kept = document.as_ref().map(Document::places);
    output.step(&format!("generating {}", job.name));
    let proceed = document.filter(|_| !diags.has_errors());
    let generated = proceed.and_then(|document| make(document, &job.config, &job.templates, &mut diags));
    output.step_done();
    job.place(&mut diags);
    let lost = options.strict && diags.iter().any(|item| item.severity == Severity::Gap);
    let least: &[Severity] = match options.strict {
        true => &[Severity::Error, Severity::Gap],
        false => &[Severity::Error],
    };
    options.messages.say_of(&diags, least, kept.as_ref(), output);
    let fixed = options
        .fix
        .as_deref()
        .map(|path| fix::write(path, job, &diags, kept.as_ref()));
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
            .tell(refused("lossy", Place::None, message).help(help), output);
    }
    generated.filter(|_| !lost && !diags.has_errors())
}

/// `1 file`, `2 files`.
fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

fn write(options: &Generate, job: &Job, generated: &Generated, output: &mut Output<'_>) -> Result<(), WriteError> {
    let report = options.report.as_deref();
    let report = report.map(|path| staged_report(path, generated)).transpose()?;
    let Changes {
        written,
        removed,
        unchanged,
    } = write::write(&job.out, &generated.files)?;
    if let Some((path, staged)) = report {
        staged.persist(path).map_err(|error| unwritable(path, &error.error))?;
    }
    let name = &job.name;
    if let Some(lock) = Change::of(job, generated) {
        lock.write()?;
        options.messages.note(&format!("{name}: {}", lock.words()), output);
    }
    let text = match (written, removed) {
        (0, 0) => format!("{name}: up to date"),
        _ => format!(
            "{name}: {} written, {removed} removed, {unchanged} unchanged",
            files(written)
        ),
    };
    options.messages.note(&text, output);
    Ok(())
}

/// The report beside its place: a report that cannot be written is told before the crate is, and one that can stands there
/// only after the crate.
fn staged_report<'a>(path: &'a Path, generated: &Generated) -> Result<(&'a Path, NamedTempFile), WriteError> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut builder = Builder::new();
    builder.prefix(".oasmith-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let staged = builder.tempfile_in(folder.unwrap_or(Path::new(".")));
    let written = staged.and_then(|mut file| writeln!(file, "{:#}", generated.report).map(|()| file));
    let written = written.map_err(|error| unwritable(path, &error))?;
    match path.is_dir() {
        true => Err(unwritable(path, &io::Error::from(io::ErrorKind::IsADirectory))),
        false => Ok((path, written)),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> WriteError {
    let why = error.to_string();
    let why = why.split(" (os error").next().unwrap_or(&why);
    let why = why.split(" at path").next().unwrap_or(why);
    WriteError {
        path: path.to_owned(),
        message: format!("the report cannot be written: {why}"),
        help: Some("--report names a file in a folder that exists".to_owned()),
    }
}

fn check(options: &Generate, job: &Job, generated: &Generated, output: &mut Output<'_>) -> Result<bool, WriteError> {
    let mut drifts = write::check(&job.out, &generated.files)?;
    drifts.extend(Change::of(job, generated).and_then(|lock| lock.drift()));
    for Drift { diff, .. } in &drifts {
        output.print(diff);
    }
    if !drifts.is_empty() {
        let text = format!("{}: {} would change", job.name, files(drifts.len()));
        options.messages.note(&text, output);
    }
    Ok(drifts.is_empty())
}
