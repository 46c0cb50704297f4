//! Lists that come in pages, as streams of pages and of items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::operation::Operation;
use super::pending::{Pending, send};
use crate::runtime::CallError;
use crate::runtime::error::{Fault, Kind};

/// An operation whose answer is one page, with a cursor for the next.
pub trait Paged: Operation + Clone {
    /// What the pages list.
    type Item: Send + 'static;

    /// The cursor of the page that this request asks for; `None` for the first page.
    fn cursor(&self) -> Option<&str>;
    /// Asks for the page of this cursor.
    fn set_cursor(&mut self, cursor: String);
    /// The items of a page and the cursor of the next; `None` if it is the last.
    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>);
    /// The cursor of the page after this one; `None` if it is the last.
    fn next_cursor(page: &Self::Output) -> Option<String>;
}

/// The pages of a list, fetched one after the other as they are asked for.
///
/// It ends after the last page and after the first error. A service that gives the cursor of an earlier page again
/// would never end; that is an error.
pub struct Pages<O: Paged> {
    operation: O,
    state: State<O>,
    guard: LoopGuard,
}

enum State<O: Operation> {
    Ready,
    Waiting(Pending<O::Output, O::Failure>),
    Done,
}

impl<O: Paged> Pages<O> {
    /// The pages from the one on which the operation asks for; what the macro `paged!` calls.
    pub fn new(operation: O) -> Self {
        let mut guard = LoopGuard::default();
        if let Some(cursor) = operation.cursor() {
            guard.is_repeated(cursor);
        }
        Self {
            operation,
            state: State::Ready,
            guard,
        }
    }

    /// The cursor of the page that comes next, to go on from there later. Before the first page and after the last
    /// it is what the last request asked for.
    pub fn cursor(&self) -> Option<&str> {
        self.operation.cursor()
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Output, CallError<O::Failure>>> {
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

    fn advance(&mut self, page: &O::Output) -> Result<(), CallError<O::Failure>> {
        if let Some(cursor) = O::next_cursor(page) {
            if self.guard.is_repeated(&cursor) {
                return Err(CallError::new(
                    Fault::unsent(Kind::Paging, Some(O::INFO), CursorRepeated),
                    None,
                ));
            }
            self.operation.set_cursor(cursor);
            self.state = State::Ready;
        }
        Ok(())
    }
}

// Nothing in it is ever pinned in place: the future in `state` is boxed.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, CallError<O::Failure>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Done => return Poll::Ready(None),
                State::Ready => this.state = State::Waiting(send(this.operation.clone())),
                State::Waiting(pending) => {
                    let result = ready!(Pin::new(pending).poll(context));
                    this.state = State::Done;
                    let result = result.and_then(|page| this.advance(&page).map(|()| page));
                    return Poll::Ready(Some(result));
                }
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::INFO.id)
            .finish_non_exhaustive()
    }
}

/// The items of a list, page after page. It ends after the last item and after the first error.
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: std::vec::IntoIter<O::Item>,
}

impl<O: Paged> Items<O> {
    /// The items from the page on which the operation asks for; what the macro `paged!` calls.
    pub fn new(operation: O) -> Self {
        Self {
            pages: Pages::new(operation),
            page: Vec::new().into_iter(),
        }
    }

    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, CallError<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All items that are left. For lists too large for memory, take them one by one with `next`.
    ///
    /// # Errors
    ///
    /// The first error; the items before it are lost.
    pub async fn collect(mut self) -> Result<Vec<O::Item>, CallError<O::Failure>> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }
}

// The items wait in a plain vector and are moved out of it.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, CallError<O::Failure>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // A page without items is not the end: a filter may leave out all of it.
                Some(Ok(page)) => this.page = O::split(page).0.into_iter(),
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &O::INFO.id)
            .finish_non_exhaustive()
    }
}

/// Notices a cursor that comes back, in constant memory (Brent's cycle search): one cursor is remembered, and a newer
/// one takes its place after 1, 2, 4, … steps. A cursor that is the same twice in a row is noticed at once.
#[derive(Default)]
struct LoopGuard {
    mark: Option<String>,
    steps: u64,
    limit: u64,
}

impl LoopGuard {
    fn is_repeated(&mut self, cursor: &str) -> bool {
        if self.mark.as_deref() == Some(cursor) {
            return true;
        }
        self.steps += 1;
        if self.steps > self.limit {
            self.mark = Some(cursor.to_owned());
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
        }
        false
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

/// The methods that go through the pages of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! paged {
    ($name:ident) => {
        impl $name {
            /// The pages of the whole list as a stream, each fetched when it is asked for.
            pub fn pages(self) -> $crate::runtime::Pages<Self> {
                $crate::runtime::Pages::new(self)
            }

            /// The items of the whole list as a stream; pages are fetched as they are needed.
            pub fn items(self) -> $crate::runtime::Items<Self> {
                $crate::runtime::Items::new(self)
            }
        }
    };
}
