//! A place in a file, ready to be shown.

use std::ops::Range;

use crate::printable::{printable, printable_lines};

/// A place in a file, with the lines around it, unless they are too long to be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Located {
    pub path: Option<String>,
    pub line: usize,
    pub column: usize,
    pub pointer: Option<String>,
    pub window: String,
    pub window_line: usize,
    pub span: Range<usize>,
}

impl Located {
    pub(super) fn file(path: &str) -> Self {
        Self {
            path: Some(path.to_owned()),
            ..Self::default()
        }
    }

    /// The same with texts that are safe to print; the span is moved to where its text is now.
    pub(super) fn escaped(self) -> Self {
        // A span may end behind the window: a line break at the end of a file is not part of it.
        let at = |offset: usize| {
            let (before, after) = self.window.split_at_checked(offset).unwrap_or((&self.window, ""));
            let line = if after.starts_with('\n') {
                before.strip_suffix('\r').unwrap_or(before)
            } else {
                before
            };
            printable_lines(line).len() + (offset - before.len())
        };
        Self {
            span: at(self.span.start)..at(self.span.end),
            window: printable_lines(&self.window).into_owned(),
            path: self.path.as_deref().map(|path| printable(path).into_owned()),
            pointer: self.pointer.as_deref().map(|pointer| printable(pointer).into_owned()),
            ..self
        }
    }

    /// `spec.yaml:3:7`, or less if less is known.
    pub(super) fn short(&self) -> String {
        let path = self.path.as_deref().unwrap_or_default();
        match self.line {
            0 => path.to_owned(),
            line => format!("{path}:{line}:{}", self.column),
        }
    }
}
