use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::time::{Instant, Sleep};

use super::error::FeedError;
use super::pauses::Pauses;
use super::progress::{self, Progress, Stalled};
use super::rules::{Feed, Position};
use super::start::Origin;
use crate::runtime::{Operation, Pending};

/// One partition of a feed.
pub(super) struct Lane<O: Feed> {
    pub(super) partition: u32,
    cursor: Option<String>,
    origin: Origin,
    step: Step<O>,
    /// An outcome that is there before its turn.
    kept: Option<Outcome<O>>,
    progress: Progress,
    pauses: Pauses,
    is_endless: bool,
    /// Responses without changes, or failures, in a row.
    disappointments: u32,
    asked_at: Instant,
}

pub(super) type Outcome<O> = Result<<O as Operation>::Output, FeedError<<O as Operation>::Failure>>;

enum Step<O: Feed> {
    Ready,
    Pausing(Pin<Box<Sleep>>),
    Asking(Pending<O::Output, O::Failure>),
    Over,
}

impl<O: Feed> Lane<O> {
    pub(super) fn new(
        partition: u32,
        cursor: Option<String>,
        origin: Origin,
        pauses: Pauses,
        is_endless: bool,
    ) -> Self {
        Self {
            partition,
            progress: Progress::starting_at(cursor.as_deref()),
            cursor,
            origin,
            step: Step::Ready,
            kept: None,
            pauses,
            is_endless,
            disappointments: 0,
            asked_at: Instant::now(),
        }
    }

    /// Begins again, at another start.
    pub(super) fn restart(&mut self, origin: Origin) {
        (self.cursor, self.origin) = (None, origin);
        (self.step, self.kept) = (Step::Ready, None);
        self.progress = Progress::default();
    }

    pub(super) fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The next outcome; `None` if there will be none.
    pub(super) fn poll(&mut self, operation: &O, context: &mut Context<'_>) -> Poll<Option<Outcome<O>>> {
        if let Some(outcome) = self.kept.take() {
            return Poll::Ready(Some(outcome));
        }
        loop {
            match &mut self.step {
                Step::Over => return Poll::Ready(None),
                Step::Ready => self.step = Step::Asking(self.ask(operation)),
                Step::Pausing(pause) => {
                    ready!(pause.as_mut().poll(context));
                    self.step = Step::Ready;
                }
                Step::Asking(pending) => {
                    let called = ready!(Pin::new(pending).poll(context));
                    return Poll::Ready(Some(match called {
                        Ok(output) => self.advance(operation, &output).map(|()| output),
                        Err(error) => {
                            self.pause();
                            Err(FeedError::of_call::<O>(self.partition, self.cursor(), error))
                        }
                    }));
                }
            }
        }
    }

    /// Goes on with the request, and keeps its outcome until the lane is polled.
    pub(super) fn poll_ahead(&mut self, operation: &O, context: &mut Context<'_>) {
        if let Poll::Ready(outcome) = self.poll(operation, context) {
            self.kept = outcome;
        }
    }

    fn ask(&mut self, operation: &O) -> Pending<O::Output, O::Failure> {
        let mut request = operation.clone();
        let word;
        let position = match &self.cursor {
            Some(cursor) => Position::Cursor(cursor),
            None => {
                word = self.origin.word(&O::RULES);
                Position::Start(word.as_deref())
            }
        };
        request.seek(self.partition, position);
        self.asked_at = Instant::now();
        crate::runtime::send(request)
    }

    /// # Errors
    ///
    /// The service makes no progress; the lane stays where it is.
    fn advance(&mut self, operation: &O, output: &O::Output) -> Result<(), FeedError<O::Failure>> {
        let (is_empty, has_more) = (O::is_empty(output), O::has_more(output));
        let next = O::cursor(output, self.partition).filter(|next| Some(next) != self.cursor.as_ref());
        let judged = self.progress.judge(&progress::Step {
            is_empty,
            has_more,
            moved_to: next.as_deref(),
            is_endless: self.is_endless,
        });
        if let Err(stalled) = judged {
            return Err(self.stop(stalled));
        }
        // A response with nothing in it and nothing behind it is the end, whatever it says.
        let is_still = is_empty && next.is_none();
        self.cursor = next.or(self.cursor.take());
        if has_more && !is_still {
            self.go_on();
        } else if !self.is_endless {
            self.step = Step::Over;
        } else {
            self.wait_for_more(operation, is_empty);
        }
        Ok(())
    }

    fn stop(&mut self, stalled: Stalled) -> FeedError<O::Failure> {
        match self.is_endless {
            true => self.pause(),
            false => self.step = Step::Over,
        }
        FeedError::stalled::<O>(self.partition, stalled)
    }

    fn go_on(&mut self) {
        if self.progress.is_slow() {
            return self.pause();
        }
        self.disappointments = 0;
        self.step = Step::Ready;
    }

    /// A service that holds requests does the waiting; but not one that only says so, or that repeats itself.
    fn wait_for_more(&mut self, operation: &O, is_empty: bool) {
        let held = operation.long_poll().filter(|held| !held.is_zero());
        let is_news = !is_empty && !self.progress.is_slow();
        if is_news {
            self.disappointments = 0;
        }
        match held.is_some_and(|held| is_news || self.asked_at.elapsed() >= held / 2) {
            true => self.step = Step::Ready,
            false => self.pause(),
        }
    }

    fn pause(&mut self) {
        self.disappointments = self.disappointments.saturating_add(1);
        self.step = Step::Pausing(self.pauses.after(self.disappointments));
    }
}
