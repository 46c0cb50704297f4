//! Where the program's words go.

use std::io::Write;

/// The two streams of a program, and whether a person looks at them. A closed pipe is no fault.
pub struct Output<'a> {
    /// Results: diffs, help.
    pub out: &'a mut (dyn Write + Send),
    /// Messages.
    pub err: &'a mut (dyn Write + Send),
    /// Whether messages may be coloured.
    pub colour: bool,
    /// Whether a line that tells how far the work has come can be shown and taken back.
    pub progress: bool,
}

impl Output<'_> {
    /// Writes a result.
    pub(super) fn print(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }

    /// Writes a message.
    pub(super) fn error(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// Tells what is being done; the next line takes its place.
    pub(super) fn step(&mut self, text: &str) {
        if self.progress {
            self.error(&format!("\r\u{1b}[2K{text}"));
        }
    }

    /// Takes the line of progress back.
    pub(super) fn step_done(&mut self) {
        self.step("");
    }
}
