//! Room for recursion: documents may be nested, and refer to each other, deeper than the stack of a caller allows.

use std::panic::resume_unwind;
use std::thread;

/// Enough for a document that is nested as deep as it may be, however the program was built.
const SIZE: usize = 64 * 1024 * 1024;

/// Does the work on a stack of that size; on the caller's own if the system gives none.
pub(crate) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let mut work = Some(work);
    let started = thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(SIZE);
        let started = worker.spawn_scoped(scope, || work.take().map(|work| work()));
        started.ok().map(thread::ScopedJoinHandle::join)
    });
    match started {
        Some(Ok(Some(done))) => done,
        Some(Err(panic)) => resume_unwind(panic),
        _ => match work.take() {
            Some(work) => work(),
            None => unreachable!("the work is done or still to be done"),
        },
    }
}
