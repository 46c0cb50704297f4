//! What `emit` makes: the files of the plan, taken apart into items, so that others can still decorate each of them.
//!
//! Items are text by now and not tokens, which take twenty times as much memory.

use crate::plan::{Bulk, Failure, Group, Model, Operation};

/// All that is made.
#[derive(Debug)]
pub struct Items<'a> {
    /// The files whose structure depends on the document.
    pub sources: Vec<FileItems<'a>>,
    /// What of `src/client.rs` depends on the document.
    pub client: Client,
}

/// What of `src/client.rs` depends on the document. Each method is as it would stand by itself.
#[derive(Clone, Debug)]
pub struct Client {
    /// Imports that not every client has, as text; empty if it needs none.
    pub imports: String,
    /// The constants, the type `Client` and its methods; they name `runtime`, `Core` of it, and `ClientBuilder`.
    pub items: String,
    /// Methods of `ClientBuilder` for variables of the server.
    pub variables: Vec<String>,
    /// Its methods for credentials, and for servers and uploads of single operations; they name `Secret` of the runtime.
    pub credentials: Vec<String>,
    /// Its methods for tokens that are fetched and renewed.
    pub tokens: Vec<String>,
    /// Its method for the compression of request bodies.
    pub compression: Vec<String>,
}

/// A Rust file, taken apart.
#[derive(Debug)]
pub struct FileItems<'a> {
    /// Its path below the crate, `src/errors.rs`.
    pub path: String,
    /// Its module documentation, line by line, without the `//!`.
    pub docs: Vec<String>,
    /// Its imports, as text; empty if it has none.
    pub imports: String,
    /// The rest, in order.
    pub pieces: Vec<Piece<'a>>,
}

/// A piece of a file; a blank line stands between two of them.
#[derive(Debug)]
pub enum Piece<'a> {
    /// One item, with what is implemented for it.
    Item(Item<'a>),
    /// An `impl` of which some methods are items themselves.
    Impl {
        /// The `impl` with its other methods, which come first.
        head: String,
        /// The methods that are items, as they would stand by themselves.
        methods: Vec<Item<'a>>,
    },
}

/// The text of an item, and what in the plan it is about.
#[derive(Debug)]
pub struct Item<'a> {
    /// What it is about.
    pub about: About<'a>,
    /// Its text, which ends with a line break; empty if there is nothing to write.
    pub text: String,
}

/// What in the plan an item is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// No single thing.
    Nothing,
    /// A type.
    Model(&'a Model),
    /// An operation: its request, with what is implemented for it.
    Request(&'a Group, &'a Operation),
    /// An operation: the method of its group that makes the request.
    Method(&'a Group, &'a Operation),
    /// An operation: the method of its group that sends any number of items.
    BulkMethod(&'a Group, &'a Operation, &'a Bulk),
    /// An error body.
    Failure(&'a Failure),
}

impl<'a> Piece<'a> {
    /// An item about something.
    pub(super) fn of(about: About<'a>, text: String) -> Self {
        Self::Item(Item { about, text })
    }

    /// An item about no single thing.
    pub(super) fn plain(text: String) -> Self {
        Self::of(About::Nothing, text)
    }
}
