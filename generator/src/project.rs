//! The choices of an API from the disk: `client.toml`, and the `names.lock` beside it.
//!
//! In: the path of a `client.toml`. Out: a [`Config`], or what is wrong with either file. Documents are not its business.

use std::path::Path;

use crate::config::{Config, ConfigError, Lock, RuntimeChoice};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, shown};
use crate::fence::{absolute, way};
use crate::file::read_text;

/// The file that keeps the names of a client.
pub(crate) const LOCK: &str = "names.lock";

/// Reads both files. `None` if there is one that cannot be used; what is wrong with it is in `diags`.
pub(crate) fn read(client_toml: &Path, diags: &mut Diagnostics) -> Option<Config> {
    let file = shown(client_toml);
    let text = text(client_toml, diags)?;
    let config = match Config::read(&text) {
        Ok(config) => config,
        Err(error) => {
            diags.push(diagnostic(Code::BadOption, file, error));
            return None;
        }
    };
    let lock = lock(client_toml.parent().unwrap_or(Path::new("")), diags)?;
    Some(Config { file, lock, ..config })
}

/// The choices as the manifest in the folder `out` needs them: the path of the runtime, which is relative to `beside`, leads there from
/// `out`. `None` if that is `out` itself.
pub(crate) fn for_manifest(mut config: Config, beside: &Path, out: &Path, diags: &mut Diagnostics) -> Option<Config> {
    if let RuntimeChoice::Crate(keys) = &mut config.runtime
        && let Some(path) = keys.get_mut("path")
    {
        let to = absolute(&beside.join(&path.text));
        path.text = way(&absolute(out), &to).unwrap_or_else(|| shown(&to));
        if path.text.is_empty() {
            let place = Place::entry(&config.file, &path.span);
            let message = "this is the folder of the client, which cannot depend on itself";
            let help = "name the folder that `oasmith runtime --out` has written, relative to this file";
            diags.push(Diagnostic::new(Code::BadOption, place, message).help(help));
            return None;
        }
        if !to.join("Cargo.toml").is_file() {
            let place = Place::entry(&config.file, &path.span);
            let message = "there is no crate in this folder, so the client does not compile yet";
            let help = "`oasmith runtime --out DIR` writes it; the path is relative to this file";
            diags.push(Diagnostic::new(Code::MissingRuntime, place, message).help(help));
        }
    }
    Some(config)
}

/// The lock of a folder, if it has one.
fn lock(folder: &Path, diags: &mut Diagnostics) -> Option<Option<Lock>> {
    let path = folder.join(LOCK);
    // A link that leads nowhere is there, and is an error.
    if path.symlink_metadata().is_err() {
        return Some(None);
    }
    let (file, text) = (shown(&path), text(&path, diags)?);
    match Lock::read(&text) {
        Ok(lock) => Some(Some(Lock { file, ..lock })),
        Err(error) => {
            diags.push(diagnostic(Code::BadLock, file, error));
            None
        }
    }
}

fn text(path: &Path, diags: &mut Diagnostics) -> Option<String> {
    let unread = |error: &std::io::Error| {
        let message = format!("the file cannot be read: {error}");
        Diagnostic::new(Code::UnreadableFile, Place::file(path), message)
    };
    read_text(path).map_err(|error| diags.push(unread(&error))).ok()
}

fn diagnostic(code: Code, file: String, error: ConfigError) -> Diagnostic {
    let ConfigError { message, span, help } = error;
    let diagnostic = Diagnostic::new(code, Place::span(file, span), message);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
