//! `--fix`: the overlay that settles what was said, as a new file.

use std::path::Path;

use crate::cli::job::Job;
use crate::cli::named::Named;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::render::overlay;
use crate::spec::Document;
use crate::write::write_new_one;

/// Refuses a file that is there: it may hold the work of somebody.
pub(super) fn is_free(path: &Path) -> Result<(), Box<Diagnostic>> {
    if path.exists() {
        let message = "the file is there, and --fix writes a new one";
        let help = "name another file, and move the actions that you want to keep into your overlay";
        return Err(Box::new(
            Diagnostic::new(Code::NotWritten, Place::file(path), message).help(help),
        ));
    }
    Ok(())
}

/// Writes the overlay; gives what is to be said about it.
pub(super) fn write(
    path: &Path,
    job: &Job,
    diags: &Diagnostics,
    document: Option<&Document>,
) -> Result<String, Box<Diagnostic>> {
    let Some(overlay) = document.and_then(|document| overlay(diags, document, &job.name)) else {
        return Ok("--fix: there is no message that an overlay would settle; nothing was written".to_owned());
    };
    let named = Named::new(path, overlay.text).checked();
    let written = named.and_then(|Named { folder, file }| write_new_one(folder, &file));
    written.map_err(|error| {
        let message = format!("the overlay cannot be written: {}", error.reason);
        Box::new(
            Diagnostic::new(Code::NotWritten, Place::file(path), message)
                .help("--fix names a file in a folder that exists"),
        )
    })?;
    Ok(format!(
        "{}: {} for {}; read it, then name it in `overlays` of client.toml, or after --overlay",
        path.display(),
        counted(overlay.actions, "action"),
        counted(overlay.messages, "message"),
    ))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
