use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

use super::rules::{Feed, Position};
use crate::runtime::{CallError, Operation, Pending};

/// How long a lane waits when there is nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pauses {
    pub(super) first: Duration,
    pub(super) longest: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(30),
        }
    }
}

impl Pauses {
    /// The pause after so many disappointments, with a random part, so that lanes do not keep step.
    fn after(self, count: u32) -> Duration {
        let doubled = self
            .first
            .saturating_mul(2u32.saturating_pow(count.saturating_sub(1).min(20)));
        doubled.min(self.longest).mul_f64(0.75 + fastrand::f64() / 4.0)
    }
}

/// One partition of a feed.
pub(super) struct Lane<O: Feed> {
    pub(super) partition: u32,
    cursor: Option<String>,
    /// The word for where to begin.
    start: Option<String>,
    step: Step<O>,
    pauses: Pauses,
    is_endless: bool,
    /// Answers without changes, or failures, in a row.
    disappointments: u32,
    asked_at: Instant,
}

type Answer<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Failure>>;

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
        start: Option<String>,
        pauses: Pauses,
        is_endless: bool,
    ) -> Self {
        Self {
            partition,
            cursor,
            start,
            step: Step::Ready,
            pauses,
            is_endless,
            disappointments: 0,
            asked_at: Instant::now(),
        }
    }

    /// Begins anew.
    pub(super) fn restart(&mut self, start: Option<String>) {
        (self.cursor, self.start, self.step) = (None, start, Step::Ready);
    }

    pub(super) fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The next answer; `None` if there will be none.
    pub(super) fn poll(&mut self, operation: &O, context: &mut Context<'_>) -> Poll<Option<Answer<O>>> {
        loop {
            match &mut self.step {
                Step::Over => return Poll::Ready(None),
                Step::Ready => self.step = Step::Asking(self.ask(operation)),
                Step::Pausing(pause) => {
                    ready!(pause.as_mut().poll(context));
                    self.step = Step::Ready;
                }
                Step::Asking(pending) => {
                    let answer = ready!(Pin::new(pending).poll(context));
                    match &answer {
                        Ok(output) => self.advance(operation, output),
                        Err(_) => self.pause(),
                    }
                    return Poll::Ready(Some(answer));
                }
            }
        }
    }

    fn ask(&mut self, operation: &O) -> Pending<O::Output, O::Failure> {
        let mut question = operation.clone();
        let position = match &self.cursor {
            Some(cursor) => Position::Cursor(cursor),
            None => Position::Start(self.start.as_deref()),
        };
        question.seek(self.partition, position);
        self.asked_at = Instant::now();
        crate::runtime::send(question)
    }

    fn advance(&mut self, operation: &O, output: &O::Output) {
        let is_empty = O::is_empty(output);
        let cursor = O::cursor(output, self.partition);
        // An answer with nothing in it and nothing behind it is the end, whatever it says.
        let is_still = is_empty && (cursor.is_none() || cursor == self.cursor);
        self.cursor = cursor.or(self.cursor.take());
        if O::has_more(output) && !is_still {
            self.disappointments = 0;
            self.step = Step::Ready;
        } else if !self.is_endless {
            self.step = Step::Over;
        } else {
            self.wait_for_more(operation, is_empty);
        }
    }

    /// A service that holds questions does the waiting; but not one that only says so.
    fn wait_for_more(&mut self, operation: &O, is_empty: bool) {
        let held = operation.long_poll().filter(|held| !held.is_zero());
        if !is_empty {
            self.disappointments = 0;
        }
        match held.is_some_and(|held| !is_empty || self.asked_at.elapsed() >= held / 2) {
            true => self.step = Step::Ready,
            false => self.pause(),
        }
    }

    fn pause(&mut self) {
        self.disappointments = self.disappointments.saturating_add(1);
        let pause = self.pauses.after(self.disappointments);
        self.step = Step::Pausing(Box::pin(tokio::time::sleep(pause)));
    }
}
