use crate::runtime::call::operation::Operation;

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
