use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::ahead::Ahead;
use super::paged::Paged;
use crate::runtime::CallError;
use crate::runtime::call::operation::Operation;
use crate::runtime::call::pending::{Pending, send};
use crate::runtime::error::{Fault, Kind};
use crate::runtime::guard::LoopGuard;

/// The pages of a list, fetched one after the other as they are asked for.
///
/// It ends after the last page and after the first error. A service that gives the cursor of an earlier page again
/// would never end; that is an error.
#[must_use = "no page is fetched before it is asked for"]
pub struct Pages<O: Paged> {
    /// Asks for the page that comes next.
    operation: O,
    state: State<O>,
    guard: LoopGuard,
    is_prefetching: bool,
    /// The cursor of the page that was handed over last.
    last: Option<String>,
}

enum State<O: Operation> {
    Ready,
    Waiting(Pending<O::Output, O::Failure>),
    Ahead(Ahead<O::Output, O::Failure>),
    Done,
}

type Page<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Failure>>;

impl<O: Paged> Pages<O> {
    /// The pages from the one on which the operation asks for; what the macro `paged!` calls.
    pub fn new(operation: O) -> Self {
        let guard = LoopGuard::starting_at(operation.cursor());
        Self {
            operation,
            state: State::Ready,
            guard,
            is_prefetching: false,
            last: None,
        }
    }

    /// Goes on from a cursor that was saved earlier, with the same request. A page that is on its way is dropped.
    pub fn resume(mut self, cursor: impl Into<String>) -> Self {
        self.operation.set_cursor(cursor.into());
        self.guard = LoopGuard::starting_at(self.operation.cursor());
        self.state = State::Ready;
        self
    }

    /// Fetches the next page while the one before it is worked on: one page, and no more than that.
    pub fn prefetch(mut self) -> Self {
        self.is_prefetching = true;
        self
    }

    /// The cursor of the page that comes next, to [`resume`](Pages::resume) there later; `None` is the beginning. Save it
    /// when the pages before it are worked off.
    ///
    /// After an error it is the page that could not be had. After the last page it stays the one of that page, so whoever
    /// goes on from there sees that page again and what was added to it.
    pub fn cursor(&self) -> Option<&str> {
        self.operation.cursor()
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Page<O>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All pages that are left.
    ///
    /// # Errors
    ///
    /// The first error; the pages before it are lost.
    pub async fn collect(mut self) -> Result<Vec<O::Output>, CallError<O::Failure>> {
        let mut pages = Vec::new();
        while let Some(page) = self.next().await {
            pages.push(page?);
        }
        Ok(pages)
    }

    pub(super) fn cursor_of_last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// The next page, without fetching ahead.
    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<O>>> {
        loop {
            let page = match &mut self.state {
                State::Done => return Poll::Ready(None),
                State::Ready => {
                    self.state = State::Waiting(send(self.operation.clone()));
                    continue;
                }
                State::Waiting(pending) => ready!(Pin::new(pending).poll(context)),
                State::Ahead(ahead) => match ready!(ahead.poll(context)) {
                    Some(page) => page,
                    None => {
                        self.state = State::Ready;
                        continue;
                    }
                },
            };
            self.state = State::Done;
            return Poll::Ready(Some(page.and_then(|page| self.advance(&page).map(|()| page))));
        }
    }

    fn advance(&mut self, page: &O::Output) -> Result<(), CallError<O::Failure>> {
        let next = O::next_cursor(page);
        if next.as_deref().is_some_and(|cursor| self.guard.is_repeated(cursor)) {
            let fault = Fault::unsent(Kind::Paging, Some(O::INFO), CursorRepeated);
            return Err(CallError::new(fault, None));
        }
        self.last = self.operation.cursor().map(str::to_owned);
        if let Some(cursor) = next {
            self.operation.set_cursor(cursor);
            self.state = State::Ready;
        }
        Ok(())
    }

    /// Starts to fetch the next page, if there is one and the caller wants it.
    pub(super) fn look_ahead(&mut self) {
        if self.is_prefetching && matches!(self.state, State::Ready) {
            self.state = State::Ahead(Ahead::start(send(self.operation.clone())));
        }
    }
}

// Nothing in it is ever pinned in place: the future in `state` is boxed.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Stream for Pages<O> {
    type Item = Page<O>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let page = ready!(this.poll_page(context));
        this.look_ahead();
        Poll::Ready(page)
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::INFO.id)
            .finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct CursorRepeated;

impl fmt::Display for CursorRepeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service gave the cursor of an earlier page again, so the list would never end")
    }
}

impl std::error::Error for CursorRepeated {}
