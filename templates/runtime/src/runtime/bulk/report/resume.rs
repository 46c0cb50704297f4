use futures_core::Stream;
use futures_util::stream;

use super::Report;
use crate::runtime::bulk::rules::Bulk;
use crate::runtime::bulk::run::run;
use crate::runtime::bulk::source::{Left, RestOfSource, Source};

/// The next run.
impl<O: Bulk> Report<O> {
    /// Sends the unknown and unsent items again, then goes on with the source if the report keeps it. The result is the
    /// report of all runs together. Items that may have been written stay possibly ours if the service has them now.
    ///
    /// A source that was [borrowed](crate::runtime::BulkSend::send_borrowed) is not here: go on with
    /// [`continue_with`](Report::continue_with).
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn retry_rest(mut self) -> Self {
        let rest = self.take_rest();
        let is_drained = self.is_drained();
        match std::mem::replace(&mut self.left, Left::Elsewhere).into_items() {
            Some(items) => {
                let (mut report, source) = run(self, rest, Source::new(items)).await;
                report.left = Left::of(source);
                report
            }
            None => {
                let nothing = Source::<RestOfSource<O::Item>>::drained();
                let (mut report, _) = run(self, rest, nothing).await;
                report.left = if is_drained { Left::Nothing } else { Left::Elsewhere };
                report
            }
        }
    }

    /// Sends the unknown and unsent items again, then goes on with a borrowed source where the run before stopped: at
    /// the item after the [first `total()`](Report::total). Once `items` has ended, the source counts as drained. If
    /// the report keeps a source, that one comes first, and `items` only after its end.
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn continue_with(self, items: impl IntoIterator<Item = O::Item, IntoIter: Send>) -> Self {
        self.continue_with_stream(stream::iter(items)).await
    }

    /// The same for a source that is itself asynchronous.
    #[must_use = "items may have been rejected or not sent; `into_result` makes an error of that"]
    pub async fn continue_with_stream(mut self, items: impl Stream<Item = O::Item> + Send) -> Self {
        if matches!(self.left, Left::Here(_)) {
            self = self.retry_rest().await;
            if !self.is_drained() {
                return self;
            }
        }
        let rest = self.take_rest();
        let source = Source::new(Box::pin(items));
        let (mut report, source) = run(self, rest, source).await;
        report.left = Left::borrowed(&source);
        report
    }
}
