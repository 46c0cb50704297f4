//! Which partitions to follow, if the caller does not name any.
//!
//! They are looked up once, before anything else is asked, and a look-up that fails is repeated after pauses, for as
//! long as the feed is polled.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::time::Sleep;

use super::error::FeedError;
use super::pauses::Pauses;
use super::rules::{Feed, Partitions};
use crate::runtime::{BoxFuture, BuildError, Error};

pub(super) struct Lookup {
    step: Step,
    pauses: Pauses,
    failures: u32,
}

enum Step {
    Ready,
    Pausing(Pin<Box<Sleep>>),
    Asking(BoxFuture<'static, Result<Option<u32>, Error>>),
    Over,
}

impl Lookup {
    pub(super) fn new(pauses: Pauses) -> Self {
        Self {
            step: Step::Ready,
            pauses,
            failures: 0,
        }
    }

    /// The number of partitions, or why it is not known; `None` if asking again cannot help.
    pub(super) fn poll<O: Feed>(
        &mut self,
        operation: &O,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<u32, FeedError<O::Failure>>>> {
        loop {
            match &mut self.step {
                Step::Over => return Poll::Ready(None),
                Step::Ready => match operation.partitions() {
                    Partitions::One => return Poll::Ready(Some(Ok(1))),
                    Partitions::Asked(count) => self.step = Step::Asking(count),
                    Partitions::Unknown => {
                        self.step = Step::Over;
                        let text = "the API does not say how many partitions there are: name them with `partitions`";
                        return Poll::Ready(Some(Err(unknown(text))));
                    }
                },
                Step::Pausing(pause) => {
                    ready!(pause.as_mut().poll(context));
                    self.step = Step::Ready;
                }
                Step::Asking(count) => {
                    let found = match ready!(count.as_mut().poll(context)) {
                        Ok(Some(count)) if count > 0 => return Poll::Ready(Some(Ok(count))),
                        Ok(_) => unknown("the service did not say how many partitions there are"),
                        Err(error) => FeedError::of_partitions(error),
                    };
                    self.failures = self.failures.saturating_add(1);
                    self.step = Step::Pausing(self.pauses.after(self.failures));
                    return Poll::Ready(Some(Err(found)));
                }
            }
        }
    }
}

fn unknown<F>(text: &str) -> FeedError<F> {
    FeedError::of_partitions(BuildError::new(text).into())
}
