//! Whether the process has been asked to end, and whether it may end at once.
//!
//! The program sets this up (`cli/signals.rs`); in a library nothing ever asks. Outside of writing a signal ends the
//! process at once. While something is written, it only sets [`SIGNAL`]: the writing stops at its next step, puts back what it
//! has done, and the program ends then.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::error::WriteError;

/// The number of the signal that asks this process to end; 0 if none has come.
pub static SIGNAL: AtomicUsize = AtomicUsize::new(0);

/// Whether nothing is being written, so that the process may end at once.
pub static IDLE: AtomicBool = AtomicBool::new(true);

/// Keeps the process alive until it is dropped.
pub(super) struct Writing {
    was_idle: bool,
}

impl Writing {
    pub(super) fn begin() -> Self {
        Self {
            was_idle: IDLE.swap(false, Ordering::SeqCst),
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        IDLE.store(self.was_idle, Ordering::SeqCst);
    }
}

/// An error if the process has been asked to end.
pub(super) fn check(dir: &Path) -> Result<(), WriteError> {
    match SIGNAL.load(Ordering::SeqCst) {
        0 => Ok(()),
        _ => Err(WriteError {
            path: dir.to_owned(),
            step: None,
            reason: "interrupted".to_owned(),
            help: Some("nothing was changed: run the command again".to_owned()),
        }),
    }
}
