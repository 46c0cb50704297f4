//! What an operation does beyond its request and its answer.

use super::{ModelId, OperationId, Type};

/// How to get the next page.
#[derive(Clone, Debug)]
pub struct Paging {
    /// Rust name of the request's cursor: a query parameter, or a field of the body.
    pub cursor: String,
    /// Whether the cursor is in the body.
    pub in_body: bool,
    /// The optional parameter beside it that only the first page has: where to start.
    pub first: Option<String>,
    /// Field of the page that holds the items.
    pub items: String,
    /// Whether that field is optional.
    pub items_optional: bool,
    /// Type of an item.
    pub item: Type,
    /// Field of the page that holds the next cursor.
    pub next: String,
    /// Whether that field is optional.
    pub next_optional: bool,
    /// Field of the page that says whether there is more, if it has one, and whether that field is optional.
    pub more: Option<(String, bool)>,
}

/// What a repetition of the same request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Changes nothing.
    Read,
    /// Leads to the same state.
    Idempotent,
    /// Is recognised by the keys of its items.
    Keyed,
    /// Makes something again.
    Create,
}

/// The most that a service takes in one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxRequest {
    /// In bytes, of a form that is not JSON.
    pub bytes: u64,
    /// What each request has besides what its body says.
    pub overhead: u64,
}

/// How to send any number of items.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// The member of the body that is the list, on the wire.
    pub items: String,
    /// Type of an item.
    pub item: Type,
    /// The most items of a request.
    pub most_items: u64,
    /// The most bytes of a body, if there is a limit.
    pub most_bytes: Option<u64>,
    /// Where an error tells about each item, as a JSON pointer.
    pub results: Option<String>,
    /// Where an error lists what was twice in the request.
    pub duplicates: Option<BulkDuplicates>,
    /// The generated type by which the service calls an item.
    pub key: ModelId,
    /// The fields of the key.
    pub parts: Vec<KeyPart>,
}

/// A field of a key.
#[derive(Clone, Debug)]
pub struct KeyPart {
    /// Its Rust name.
    pub name: String,
    /// The Rust name of the item's field that it is taken from.
    pub from: String,
    /// Whether it is copied rather than cloned.
    pub is_copy: bool,
}

/// Where an error lists what was twice in the request.
#[derive(Clone, Debug)]
pub struct BulkDuplicates {
    /// The list, as a JSON pointer.
    pub at: String,
    /// The member that is a text made of the parts of the key.
    pub member: String,
    /// What stands between the parts.
    pub separator: String,
}

/// How to follow changes.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Where cursors go in and come out.
    pub cursors: FeedCursors,
    /// The field of the body for where to start.
    pub start: Option<String>,
    /// Field of the answer with the changes, and whether it may be missing.
    pub items: (String, bool),
    /// Field of the answer that says whether there is more, and whether it may be missing.
    pub more: (String, bool),
    /// The word for the beginning.
    pub beginning: Option<String>,
    /// The word for now.
    pub now: String,
    /// The size of an answer, if the caller does not say it.
    pub limit: Option<FeedSetting>,
    /// For how many seconds the service holds a question, if the caller does not say it.
    pub hold: Option<FeedSetting>,
    /// The statuses by which a cursor is refused.
    pub refused_cursor: Vec<u16>,
    /// Members of the body that do not change what is followed, on the wire.
    pub loose: Vec<String>,
    /// How to ask for the number of partitions, if a service has several and can say it.
    pub count: Option<FeedCount>,
}

/// How to ask for the number of partitions of a feed.
#[derive(Clone, Debug)]
pub struct FeedCount {
    /// The operation that is asked.
    pub ask: OperationId,
    /// The arguments of its method.
    pub arguments: Vec<AskValue>,
    /// The way to the number in its answer.
    pub steps: Vec<PollStep>,
    /// Whether the number is a `u32`.
    pub is_u32: bool,
}

/// A value that is made of a request, for another request.
#[derive(Clone, Debug)]
pub enum AskValue {
    /// A parameter of the request, and whether it is copied rather than cloned.
    Parameter(String, bool),
    /// A field of its body, and whether it is copied rather than cloned.
    Field(String, bool),
    /// A list of such values.
    List(Vec<AskValue>),
    /// A generated type, made with `new`.
    Record(ModelId, Vec<AskValue>),
}

/// An optional number of the body.
#[derive(Clone, Debug)]
pub struct FeedSetting {
    /// Its Rust name.
    pub field: String,
    /// What it is if the caller does not say it.
    pub value: u64,
}

/// Where cursors go in and come out.
#[derive(Clone, Debug)]
pub enum FeedCursors {
    /// One cursor.
    One {
        /// Field of the body.
        cursor: String,
        /// Field of the answer, and whether it may be missing.
        next: (String, bool),
    },
    /// One for each partition.
    ByPartition(Partitions),
}

/// The partitions of a feed; all names are those of fields in Rust.
#[derive(Clone, Debug)]
pub struct Partitions {
    /// The list in the body.
    pub list: String,
    /// The generated type of its elements.
    pub element: ModelId,
    /// The number in it.
    pub index: String,
    /// Whether numbers are `i64` rather than `i32`.
    pub is_wide: bool,
    /// The cursor in it.
    pub cursor: String,
    /// The list in the answer, and whether it may be missing.
    pub positions: (String, bool),
    /// The number in it.
    pub number: String,
    /// The next cursor in it, and whether it may be missing.
    pub next: (String, bool),
}

/// How to wait for the end of what an operation starts.
#[derive(Clone, Debug)]
pub struct Polling {
    /// The operation that tells how it stands.
    pub ask: OperationId,
    /// The arguments of its method.
    pub arguments: Vec<PollArgument>,
    /// The field of its answer that tells how it stands.
    pub status: String,
    /// The words for going on.
    pub running: Vec<String>,
    /// The words for a bad end.
    pub failed: Vec<String>,
}

/// Where an argument of the question comes from, and whether it is copied rather than cloned.
#[derive(Clone, Debug)]
pub enum PollArgument {
    /// A field of the request that started it.
    Own(String, bool),
    /// A value in the answer.
    Answered(Vec<PollStep>, bool),
}

/// One step into an answer.
#[derive(Clone, Debug)]
pub enum PollStep {
    /// To a field, and whether it may be missing.
    Field(String, bool),
    /// To the first element of a list.
    First,
}
