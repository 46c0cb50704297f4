use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures_core::Stream;
use futures_util::{StreamExt, stream};

use super::chunk::{Chunks, Envelope, Given};
use super::config::{BulkSend, Progress};
use super::report::Report;
use super::rules::Bulk;
use super::settle::{Run, settle};

/// Takes items from the source, chunk by chunk, with some requests under way, and writes the report.
///
/// The source is asked for a chunk only when there is room for a request, so what is in memory does not depend on its
/// length.
pub(super) async fn run<O: Bulk, S>(config: BulkSend<O>, source: S) -> Report<O>
where
    S: Stream<Item = Given<O::Item>> + Send,
{
    // Shared rather than borrowed: with a borrow in it, the compiler cannot tell that the future may move between threads.
    let run = Arc::new(Run {
        envelope: Envelope::of(&config.operation),
        is_stopped: Arc::default(),
        config,
    });
    let mut report = Report::new(run.config.clone());
    let chunks = Chunks::<O, S>::new(source, &run.config, &run.envelope, Arc::clone(&run.is_stopped));
    let chunks = stream::unfold(chunks, async |mut chunks| {
        chunks.next().await.map(|chunk| (chunk, chunks))
    });
    let shared = Arc::clone(&run);
    let settled = chunks.map(move |chunk| {
        let run = Arc::clone(&shared);
        async move { settle(&run, chunk).await }
    });
    let mut settled = pin!(settled.buffer_unordered(run.config.concurrency));
    while let Some(part) = settled.next().await {
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
    report.finish();
    report
}
