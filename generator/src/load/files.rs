//! Files into trees, each file once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use super::syntax::{is_json, parse};
use crate::diag::{Code, Diagnostic, Place};
use crate::fence::{Fence, normal};
use crate::file;
use crate::pointer::Pointer;
use crate::spec::Source;

/// A place in one of the files.
pub(super) type FilePlace = (usize, Pointer);

/// Why a file is not read.
pub(super) enum Unread {
    /// There is none at this path, or none that may be opened.
    NoFile { message: String, file: String },
    /// It is not a path, but this URL.
    Url { url: String },
    /// It holds no document.
    Wrong(Box<Diagnostic>),
}

impl Unread {
    /// The message for a file that the author names.
    pub(super) fn diagnostic(self) -> Diagnostic {
        match self {
            Self::NoFile { message, file } => Diagnostic::new(Code::UnreadableFile, Place::File(file), message)
                .help("a path is relative to the working directory, and one in `client.toml` to that file"),
            Self::Url { url } => {
                let message = format!("only files are read, so that runs are reproducible, and `{url}` is a URL");
                let said = Diagnostic::new(Code::UnreadableFile, Place::None, message);
                said.help(format!(
                    "fetch it once and keep the file: `curl -fsSL -o openapi.yaml '{url}'`; or pipe it: `curl -fsSL '{url}' | oasmith \
                     generate --spec - …`"
                ))
            }
            Self::Wrong(diagnostic) => *diagnostic,
        }
    }
}

/// The URL that somebody gave in place of a path, also behind the folder that the path would be relative to.
fn url(path: &Path) -> Option<String> {
    let text = path.to_string_lossy();
    let start = ["https://", "http://"].iter().find_map(|scheme| text.find(scheme))?;
    Some(text[start..].to_owned())
}

/// The files read so far, in the order in which they were met.
#[derive(Default)]
pub(super) struct Files {
    /// Where references may lead.
    pub(super) fence: Fence,
    pub(super) sources: Vec<Source>,
    values: Vec<Rc<Value>>,
    paths: Vec<PathBuf>,
    known: BTreeMap<PathBuf, usize>,
    /// What files call themselves: `$self`.
    called: BTreeMap<String, usize>,
}

impl Files {
    /// Reads a file, or finds it among those read.
    pub(super) fn read(&mut self, path: &Path) -> Result<usize, Unread> {
        if let Some(url) = url(path) {
            return Err(Unread::Url { url });
        }
        let path = normal(path);
        if let Some(&index) = self.known.get(&path) {
            return Ok(index);
        }
        let shown = shown(&path);
        let text = text_of(&path, &shown)?;
        let json = is_json(&shown, &text);
        let value = parse(&text, json).map_err(|error| Unread::Wrong(Box::new(error.diagnostic(&shown))))?;
        let index = self.sources.len();
        self.sources.push(Source {
            path: shown,
            text,
            json,
        });
        if let Some(uri) = value.get("$self").and_then(Value::as_str) {
            self.called.entry(uri.to_owned()).or_insert(index);
        }
        self.values.push(Rc::new(value));
        self.known.insert(path.clone(), index);
        self.paths.push(path);
        Ok(index)
    }

    /// Reads a file that a reference leads to; `None` if it may not lead there.
    pub(super) fn follow(&mut self, path: &Path) -> Option<Result<usize, Unread>> {
        let may_be_read = self.known.contains_key(&normal(path)) || self.fence.holds(path);
        may_be_read.then(|| self.read(path))
    }

    /// The tree of a file.
    pub(super) fn value(&self, file: usize) -> Rc<Value> {
        Rc::clone(&self.values[file])
    }

    /// The file that calls itself by this URI.
    pub(super) fn called(&self, uri: &str) -> Option<usize> {
        self.called.get(uri).copied()
    }

    /// What a file calls itself: `$self`.
    pub(super) fn own_uri(&self, file: usize) -> Option<&str> {
        self.values[file].get("$self")?.as_str()
    }

    /// The value at a place, copied; null if there is none.
    pub(super) fn copy(&self, (file, at): &FilePlace) -> Value {
        at.find(&self.values[*file]).cloned().unwrap_or_default()
    }

    /// The value at a place, moved out of its tree; null if there is none.
    pub(super) fn take(&mut self, (file, at): &FilePlace) -> Value {
        let root = Rc::make_mut(&mut self.values[*file]);
        at.find_mut(root).map(Value::take).unwrap_or_default()
    }

    /// Forgets the trees of which parts were moved: a file that is needed again is read again.
    pub(super) fn close(&mut self) {
        self.known.clear();
        self.called.clear();
        self.values.iter_mut().for_each(|value| *value = Rc::default());
    }

    /// The folder of a file.
    pub(super) fn folder(&self, file: usize) -> &Path {
        self.paths[file].parent().unwrap_or(Path::new(""))
    }

    /// The path that a relative reference in a file leads to.
    pub(super) fn beside(&self, file: usize, relative: &str) -> PathBuf {
        normal(&self.folder(file).join(relative))
    }

    /// The file's name without folder and extension.
    pub(super) fn stem(&self, file: usize) -> String {
        self.paths[file]
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// A place for a message.
    pub(super) fn place(&self, (file, pointer): &FilePlace) -> Place {
        Place::In {
            file: self.sources[*file].path.clone(),
            pointer: pointer.clone(),
        }
    }
}

/// A path as people see it: relative to the working directory where it lies below it.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let short = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    short
        .as_deref()
        .unwrap_or(path)
        .display()
        .to_string()
        .replace('\\', "/")
}

fn text_of(path: &Path, shown: &str) -> Result<String, Unread> {
    let whole = || Place::File(shown.to_owned());
    let bytes = file::read(path).map_err(|error| Unread::NoFile {
        message: format!("cannot read {shown}: {}", reason(&error)),
        file: shown.to_owned(),
    })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if bytes.contains(&0) {
        let diagnostic = Diagnostic::new(Code::NotText, whole(), format!("{shown} is not a text file"));
        let diagnostic = diagnostic.help("an OpenAPI document is YAML or JSON, in UTF-8");
        return Err(Unread::Wrong(Box::new(diagnostic)));
    }
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let start = error.utf8_error().valid_up_to();
        let place = Place::span(shown, start..start);
        let diagnostic = Diagnostic::new(Code::NotText, place, "this byte is not part of a UTF-8 text");
        Unread::Wrong(Box::new(diagnostic.help("save the file as UTF-8")))
    })
}

/// The operating system's words without its error number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
