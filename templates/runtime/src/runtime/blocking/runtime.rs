use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::runtime::BuildError;

static RUNTIME: OnceLock<Runtime> = OnceLock::new();
/// Held while the runtime is made, so that only one is.
static MAKING: Mutex<()> = Mutex::new(());

/// Runs a future to its end and holds the thread meanwhile.
pub(super) fn run<T: Send>(work: impl Future<Output = T> + Send) -> Result<T, BuildError> {
    let runtime = runtime()?;
    if Handle::try_current().is_err() {
        return Ok(runtime.block_on(work));
    }
    // This thread belongs to another runtime, and tokio lets no runtime wait in one. A thread of our own may.
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, || runtime.block_on(work));
        match thread.map_err(missing)?.join() {
            Ok(output) => Ok(output),
            // It is the future that has panicked, and it would have done so here.
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn runtime() -> Result<&'static Runtime, BuildError> {
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let _making = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    // A worker, though the caller's thread does the work: it serves idle connections between two calls.
    let made = Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name(concat!(env!("CARGO_PKG_NAME"), "-blocking"))
        .enable_all()
        .build()
        .map_err(missing)?;
    Ok(RUNTIME.get_or_init(|| made))
}

fn missing(error: std::io::Error) -> BuildError {
    BuildError::because("no runtime for blocking calls", error)
}
