//! Why a reference leads nowhere, and what is said about it.

use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::load::references::unfollowed::{Unfollowed, absent};

/// Why a reference leads nowhere.
pub(super) enum Fault {
    /// The file is there, the place in it is not.
    Missing { target: String, help: String, local: bool },
    /// The file cannot be read.
    File(Box<Diagnostic>),
    /// The file lies outside of the folders that references may lead to.
    Outside(String),
    /// The kind of reference is not supported.
    Unsupported {
        code: Code,
        message: String,
        help: &'static str,
    },
}

impl Fault {
    /// The reference that says so, where the fault costs only what reaches it.
    pub(super) fn unfollowed(&self) -> Option<String> {
        match self {
            Self::Missing { target, help, .. } => Some(Unfollowed::text(Code::UnresolvedRef, &absent(target), help)),
            Self::Unsupported { code, message, help } => Some(Unfollowed::text(*code, message, help)),
            Self::File(_) | Self::Outside(_) => None,
        }
    }

    /// The message for the place at which the reference stands. A file that cannot be read stops the run.
    pub(super) fn diagnostic(self, place: Place) -> Diagnostic {
        let gap = |code, message: String| Diagnostic::new(code, place.clone(), message);
        match self {
            Self::Missing { target, help, .. } => gap(Code::UnresolvedRef, absent(&target)).help(help),
            Self::Unsupported { code, message, help } => gap(code, message).help(help),
            Self::File(cause) if cause.code == Code::UnreadableFile => {
                Diagnostic::new(Code::UnresolvedRef, place, cause.message)
                    .severity(Severity::Error)
                    .help("a reference is relative to the file in which it stands")
            }
            Self::File(cause) => cause.related(place, "the file is needed here"),
            Self::Outside(path) => {
                let message = format!("`{path}` is outside of the folder of the document");
                Diagnostic::new(Code::OutsideRef, place, message).help(
                    "move the file below that folder, or allow its folder: `--allow-outside DIR`, or `allow-outside` in \
                     `[input]` of client.toml",
                )
            }
        }
    }
}

/// A reference by a URL, also one to this machine.
pub(super) fn remote(text: &str) -> Fault {
    Fault::Unsupported {
        code: Code::RemoteRef,
        message: format!("`{text}` is a URL, and only files that are named by a path are read"),
        help: "keep a copy next to the document and refer to that",
    }
}

/// A reference by a name instead of a place.
pub(super) fn anchor(text: &str) -> Fault {
    Fault::Unsupported {
        code: Code::UnsupportedRef,
        message: format!("`{text}` is neither a file nor a pointer, which begins with `#/`"),
        help: "refer to the place itself, as in `#/components/schemas/Name`",
    }
}
