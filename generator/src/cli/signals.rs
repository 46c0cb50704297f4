//! What the program does when it is asked to end, by Ctrl-C or by `kill`.

use std::io;
use std::sync::atomic::Ordering;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::{register_conditional_shutdown, register_usize};

use crate::write::interrupt::{IDLE, SIGNAL};

/// From here on these signals end the program at once, unless it is writing: then it puts back what it has written so far,
/// and ends with [`exit_code`].
pub fn end_cleanly() -> io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        register_conditional_shutdown(signal, 128 + signal, &IDLE)?;
        register_usize(signal, &SIGNAL, usize::try_from(signal).unwrap_or(usize::MAX))?;
    }
    Ok(())
}

/// The exit code of the program: the one given, or if a signal has ended the work, 128 and its number, as shells have it.
#[must_use]
pub fn exit_code(code: u8) -> u8 {
    match SIGNAL.load(Ordering::SeqCst) {
        0 => code,
        signal => u8::try_from(128 + signal).unwrap_or(u8::MAX),
    }
}
