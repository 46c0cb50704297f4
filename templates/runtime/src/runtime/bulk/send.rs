use futures_core::Stream;
use futures_util::stream;

use super::config::BulkSend;
use super::report::Report;
use super::rules::Bulk;
use super::run::run;
use super::source::{Left, RestOfSource, Source};

/// Each of these gives a report with the outcome of each item.
impl<O: Bulk> BulkSend<O> {
    /// Sends all items. It does not fail: the report has the outcome of each item, also if the run had to stop.
    ///
    /// A run may [stop](Report::stop) before the end of the source. The report keeps the source then, and
    /// [`retry_rest`](Report::retry_rest) goes on with it. If this future is dropped, the source and the outcome of the
    /// items taken from it are dropped with it.
    ///
    /// The items must own what they hold; for a source that borrows there is [`send_borrowed`](Self::send_borrowed).
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn send_all<S>(self, items: S) -> Report<O>
    where
        S: IntoIterator<Item = O::Item, IntoIter: Send + 'static>,
    {
        self.send_stream(stream::iter(items)).await
    }

    /// The same for a source that is itself asynchronous. It is asked for more only when there is room.
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn send_stream(self, items: impl Stream<Item = O::Item> + Send + 'static) -> Report<O> {
        let items: RestOfSource<O::Item> = Box::pin(items);
        let (mut report, source) = run(Report::new(self), Vec::new(), Source::new(items)).await;
        report.left = Left::of(source);
        report
    }

    /// Sends all items of a source that stays with the caller, such as `source.by_ref()` or `records.iter().map(…)`.
    ///
    /// After a run that stopped, the source may hold more. The report is not complete before the end of the source has
    /// been reached: go on with [`continue_with`](Report::continue_with).
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn send_borrowed(self, items: impl IntoIterator<Item = O::Item, IntoIter: Send>) -> Report<O> {
        self.send_borrowed_stream(stream::iter(items)).await
    }

    /// The same for a source that is itself asynchronous.
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn send_borrowed_stream(self, items: impl Stream<Item = O::Item> + Send) -> Report<O> {
        let source = Source::new(Box::pin(items));
        let (mut report, source) = run(Report::new(self), Vec::new(), source).await;
        report.left = Left::borrowed(&source);
        report
    }
}
