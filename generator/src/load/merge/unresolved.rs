//! Why a reference leads nowhere, and what is said about it.

use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::load::files::Unread;
use crate::load::references::unfollowed::{Unfollowed, absent};

/// Why a reference leads nowhere.
pub(super) enum Unresolved {
    /// The file is there, the place in it is not.
    Missing { target: String, help: String, local: bool },
    /// There is no file to read.
    NoFile(String),
    /// What the file holds cannot be read.
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

impl Unresolved {
    /// The reference with what is wrong with it, where the fault costs only what reaches it.
    pub(super) fn unfollowed(&self, text: &str) -> Option<Unfollowed> {
        let (code, cause, help) = match self {
            Self::Missing { target, help, .. } => (Code::UnresolvedRef, absent(target), help.clone()),
            Self::Unsupported { code, message, help } => (*code, message.clone(), (*help).to_owned()),
            Self::NoFile(_) | Self::File(_) | Self::Outside(_) => return None,
        };
        Some(Unfollowed {
            text: text.to_owned(),
            code,
            cause: cause.into(),
            help,
        })
    }

    /// The message for the place at which the reference stands. A file that cannot be read stops the run.
    pub(super) fn diagnostic(self, place: Place) -> Diagnostic {
        match self {
            Self::Missing { target, help, .. } => {
                Diagnostic::new(Code::UnresolvedRef, place, absent(&target)).help(help)
            }
            Self::Unsupported { code, message, help } => Diagnostic::new(code, place, message).help(help),
            Self::NoFile(message) => Diagnostic::new(Code::UnresolvedRef, place, message)
                .severity(Severity::Error)
                .help("a reference is relative to the file in which it stands"),
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

impl From<Unread> for Unresolved {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::NoFile { message, .. } => Self::NoFile(message),
            Unread::Url { url } => remote(&url),
            Unread::Wrong(diagnostic) => Self::File(diagnostic),
        }
    }
}

/// A reference by a URL, also one to this machine.
pub(super) fn remote(text: &str) -> Unresolved {
    Unresolved::Unsupported {
        code: Code::RemoteRef,
        message: format!("`{text}` is a URL, and only files that are named by a path are read"),
        help: "keep a copy next to the document and refer to that",
    }
}

/// A reference by a name instead of a place.
pub(super) fn anchor(text: &str) -> Unresolved {
    Unresolved::Unsupported {
        code: Code::UnsupportedRef,
        message: format!("`{text}` is neither a file nor a pointer, which begins with `#/`"),
        help: "refer to the place itself, as in `#/components/schemas/Name`",
    }
}
