use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::course::Astray;
use super::paged::Paged;
use super::pages::{Pages, stopped};
use crate::runtime::CallError;

/// The items of a list, page after page. It ends after the last item and after the first error.
///
/// A response in which an item does not have the described form is such an error; it names the item's place in the page
/// (`items[3].id`), and [`cursor`](Items::cursor) names the page. So is `304 Not Modified`, which holds no items;
/// [`Pages`] returns that response.
#[must_use = "no page is fetched before an item of it is asked for"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: std::vec::IntoIter<O::Item>,
    /// How many items are still wanted.
    left: usize,
}

impl<O: Paged> Items<O> {
    /// The items from the page on which the operation asks for; what the macro `paged!` calls.
    pub fn new(operation: O) -> Self {
        Self {
            pages: Pages::new(operation),
            page: Vec::new().into_iter(),
            left: usize::MAX,
        }
    }

    /// Ends after this many items, and fetches no page that is not needed for them. How many come in a page is up to
    /// the request.
    pub fn limit(mut self, most: usize) -> Self {
        self.left = most;
        self
    }

    /// Goes on from a cursor that was saved earlier, with the same request. What was fetched already is dropped.
    pub fn resume(mut self, cursor: impl Into<String>) -> Self {
        self.pages = self.pages.resume(cursor);
        self.page = Vec::new().into_iter();
        self
    }

    /// Fetches the next page while the items of this one are worked on: one page, and no more than that.
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    /// The cursor from which to [`resume`](Items::resume) later; `None` is the beginning. Save it when the items that
    /// you were given are worked off.
    ///
    /// Cursors lead to pages, not to items: in the middle of a page it is the cursor of this page, so its first items
    /// come again. No item is left out. After an error it is the cursor of the page that could not be had.
    pub fn cursor(&self) -> Option<&str> {
        match self.page.as_slice() {
            [] => self.pages.cursor(),
            _ => self.pages.cursor_of_last(),
        }
    }

    /// The number of items in the whole list, if pages state it: as of the last page that was fetched. Nothing limits
    /// it, and the items that were taken count.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
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
        while this.left > 0 {
            if let Some(item) = this.page.next() {
                this.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(this.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // Whoever sees no items would take the list for empty.
                Some(Ok(page)) if !O::is_page(&page) => {
                    return Poll::Ready(Some(Err(stopped::<O>(Astray::NoPage))));
                }
                // A page without items is not the end: a filter may leave out all of it.
                Some(Ok(page)) => this.page = O::split(page).0.into_iter(),
            }
            if this.page.len() < this.left {
                this.pages.look_ahead();
            }
        }
        Poll::Ready(None)
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &O::INFO.id)
            .finish_non_exhaustive()
    }
}
