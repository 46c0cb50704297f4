//! What the list of a folder says that the folder holds, so that two crates never replace each other.

use std::fmt;

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// The client of this name.
    Client(String),
    /// The crate of the runtime.
    Runtime,
}

/// How the line about it begins.
const MARK: &str = "# Contents: ";
const CLIENT: &str = "client ";
const RUNTIME: &str = "runtime";

impl Contents {
    /// The line about it.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Client(name) => format!("{MARK}{CLIENT}{name}"),
            Self::Runtime => format!("{MARK}{RUNTIME}"),
        }
    }

    /// What a line is about. `None` for other lines: lists of earlier versions have none of these.
    pub(super) fn read(line: &str) -> Option<Self> {
        let is_plain = |name: &&str| {
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        match line.strip_prefix(MARK)?.trim_end() {
            RUNTIME => Some(Self::Runtime),
            other => {
                let name = other.strip_prefix(CLIENT).filter(is_plain)?;
                Some(Self::Client(name.to_owned()))
            }
        }
    }
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(name) => write!(f, "the client `{name}`"),
            Self::Runtime => f.write_str("the crate `oasmith-runtime`"),
        }
    }
}
