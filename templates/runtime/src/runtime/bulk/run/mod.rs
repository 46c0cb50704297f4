//! From a source to the report: `settle.rs` sends each chunk until its items are settled, by the rules in `sort.rs`.

mod settle;
mod sort;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_core::Stream;
use futures_util::{StreamExt, stream};

use self::settle::settle;
use super::chunk::{Chunk, Chunks};
use super::config::Progress;
use super::envelope::Envelope;
use super::outcome::Unsettled;
use super::report::Report;
use super::rules::Bulk;
use super::settled::Settled;
use super::shared::Run;
use super::source::Source;

/// What is taken from the source.
enum Taken<O: Bulk, S> {
    Chunk(Chunk<O>),
    /// Nothing more; this is what is left.
    End(Chunks<O, S>),
}

/// What came of it.
enum Done<O: Bulk, S> {
    Settled(Settled<O>),
    End(Chunks<O, S>),
}

/// Sends what an earlier run left open and then the items of the source, chunk by chunk, with some requests under way.
/// Gives the report with their outcome, and the rest of the source.
///
/// The source is asked for a chunk only when there is room for a request, so what is in memory does not depend on its
/// length.
pub(super) async fn run<O: Bulk, S>(
    mut report: Report<O>,
    rest: Vec<Unsettled<O>>,
    source: Source<S>,
) -> (Report<O>, Source<S>)
where
    S: Stream<Item = O::Item> + Send + Unpin,
{
    // Shared and moved rather than borrowed: with a borrow in it, the compiler cannot tell that the future may move
    // between threads.
    let run = Arc::new(Run {
        envelope: Envelope::of(&report.config.operation),
        is_stopped: AtomicBool::new(false),
        config: report.config.clone(),
    });
    let next_index = report.total() + rest.len() as u64;
    report.begin();
    let chunks = Chunks::new(Arc::clone(&run), rest, source, next_index);
    let taken = stream::unfold(Some(chunks), async |chunks| {
        let mut chunks: Chunks<O, S> = chunks?;
        match chunks.next().await {
            Some(chunk) => Some((Taken::Chunk(chunk), Some(chunks))),
            None => Some((Taken::End(chunks), None)),
        }
    });
    let shared = Arc::clone(&run);
    let done = taken.map(move |taken| {
        let run = Arc::clone(&shared);
        async move {
            match taken {
                Taken::Chunk(chunk) => Done::Settled(settle(&run, chunk).await),
                Taken::End(chunks) => Done::End(chunks),
            }
        }
    });
    let mut done = pin!(done.buffer_unordered(run.config.concurrency));
    let (mut rest, mut source) = (Vec::new(), Source::drained());
    while let Some(done) = done.next().await {
        match done {
            Done::Settled(part) => add(&mut report, part, &run),
            Done::End(chunks) => (rest, source) = chunks.into_rest().await,
        }
    }
    report.finish(rest, source.is_drained());
    (report, source)
}

fn add<O: Bulk>(report: &mut Report<O>, part: Settled<O>, run: &Run<O>) {
    report.add(part);
    if report.is_enough() {
        run.is_stopped.store(true, Ordering::Relaxed);
    }
    if let Some(progress) = &run.config.progress {
        progress(Progress {
            settled: report.total(),
            done: report.done(),
            rejected: report.rejected_count(),
        });
    }
}
