use super::next_page::NextPage;
use super::page_facts::PageFacts;
use super::place::Place;
use crate::runtime::call::operation::Operation;

/// An operation whose response is one page of a list.
///
/// A cursor is the text by which a page is asked for: a token, a URL or a number.
pub trait Paged: Operation + Clone {
    /// What the pages list.
    type Item: Send + 'static;

    /// How the next page is asked for.
    const NEXT_PAGE: NextPage = NextPage::Cursor;
    /// Whether an empty cursor is a cursor. Most services that send one mean the end of the list.
    const EMPTY_CURSORS: bool = false;

    /// The cursor of the page that this request asks for; `None` for the first page.
    fn cursor(&self) -> Option<&str> {
        self.call().place().map(Place::cursor)
    }
    /// Sets the cursor of the page to request.
    fn set_cursor(&mut self, cursor: String) {
        self.call_mut().set_place(Place::new(Self::NEXT_PAGE, cursor));
    }
    /// The items of a page and the cursor of the next; `None` if it is the last.
    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>);
    /// Whether a success holds a page. `304 Not Modified` does not.
    fn is_page(_page: &Self::Output) -> bool {
        true
    }
    /// The cursor of the page after this one; `None` if it is the last, or if the page does not hold it.
    fn next_cursor(_page: &Self::Output) -> Option<String> {
        None
    }
    /// What the page says about the list.
    fn facts(page: &Self::Output) -> PageFacts {
        PageFacts {
            next: Self::next_cursor(page),
            ..PageFacts::default()
        }
    }
}
