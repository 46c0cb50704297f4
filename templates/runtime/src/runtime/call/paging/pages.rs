use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::ahead::Ahead;
use super::arrived::{Around, Arrived};
use super::course::{Astray, Course};
use super::paged::Paged;
use crate::runtime::CallError;
use crate::runtime::call::operation::Operation;
use crate::runtime::call::pending::{Pending, settle};
use crate::runtime::error::{Fault, Kind};

/// The pages of a list, fetched one after the other as they are asked for.
///
/// It ends after the last page and after the first error. A service that gives the cursor of an earlier page again, or
/// sends the same page again, would never end; that is an error.
#[must_use = "no page is fetched before it is asked for"]
pub struct Pages<O: Paged> {
    /// Asks for the page that comes next.
    operation: O,
    state: State<O>,
    course: Course,
    is_prefetching: bool,
    /// The cursor of the page that was handed over last.
    last: Option<String>,
}

enum State<O: Operation> {
    Ready,
    Waiting(Pending<Arrived<O::Output>, O::Failure>),
    Ahead(Ahead<Arrived<O::Output>, O::Failure>),
    Done,
}

type Page<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Failure>>;

impl<O: Paged> Pages<O> {
    /// The pages from the one on which the operation asks for; what the macro `paged!` calls.
    pub fn new(operation: O) -> Self {
        let course = course(&operation);
        Self {
            operation,
            state: State::Ready,
            course,
            is_prefetching: false,
            last: None,
        }
    }

    /// Goes on from a cursor that was saved earlier, with the same request. A page that is on its way is dropped.
    pub fn resume(mut self, cursor: impl Into<String>) -> Self {
        self.operation.set_cursor(cursor.into());
        self.course = course(&self.operation);
        self.state = State::Ready;
        self
    }

    /// Fetches the next page while the one before it is worked on: one page, and no more than that.
    pub fn prefetch(mut self) -> Self {
        self.is_prefetching = true;
        self
    }

    /// The cursor of the page that comes next, to [`resume`](Pages::resume) there later; `None` is the beginning. Save
    /// it when the pages before it are worked off.
    ///
    /// After an error it is the page that could not be had. After the last page it stays the one of that page, so
    /// whoever goes on from there sees that page again and what was added to it.
    pub fn cursor(&self) -> Option<&str> {
        self.operation.cursor()
    }

    /// The number of items in the whole list, if pages state it: as of the last page that was fetched.
    pub fn total(&self) -> Option<u64> {
        self.course.total()
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
                    if let Err(astray) = self.course.check() {
                        self.state = State::Done;
                        return Poll::Ready(Some(Err(stopped::<O>(astray))));
                    }
                    self.state = State::Waiting(fetch(&self.operation));
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
            return Poll::Ready(Some(page.and_then(|arrived| self.advance(arrived))));
        }
    }

    fn advance(&mut self, Arrived { page, around }: Arrived<O::Output>) -> Page<O> {
        let next = self.course.next(O::facts(&page), around).map_err(stopped::<O>)?;
        self.last = self.operation.cursor().map(str::to_owned);
        if let Some(cursor) = next {
            self.operation.set_cursor(cursor);
            self.state = State::Ready;
        }
        Ok(page)
    }

    /// Starts to fetch the next page, if there is one and the caller wants it.
    pub(super) fn look_ahead(&mut self) {
        if self.is_prefetching && matches!(self.state, State::Ready) {
            self.state = State::Ahead(Ahead::start(fetch(&self.operation)));
        }
    }
}

fn course<O: Paged>(operation: &O) -> Course {
    // What is wrong with a request is an error when it is sent.
    let target = || operation.request().target(O::INFO.path).unwrap_or_default();
    Course::new(O::NEXT_PAGE, O::EMPTY_CURSORS, operation.cursor(), target)
}

fn fetch<O: Paged>(operation: &O) -> Pending<Arrived<O::Output>, O::Failure> {
    Pending::new(operation, |sent| {
        let (page, reply) = settle::<O>(sent)?;
        let around = Around::of(O::NEXT_PAGE, &reply);
        Ok(Arrived { page, around })
    })
}

pub(super) fn stopped<O: Operation>(astray: Astray) -> CallError<O::Failure> {
    CallError::new(Fault::unsent(Kind::Paging, Some(O::INFO), astray), None)
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
