//! What an operation does beyond its request and its response.

use super::given::Given;
use super::paging::Paging;
use super::{FieldId, ModelId, OperationId, ParameterId, Type};

/// What an operation does beyond its request and its response: what its extensions say, or what is inferred.
///
/// Whoever compares, prints or follows behaviours takes this apart completely, so that a new field is an error of the compiler there.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// What a repetition does.
    pub retry: Retry,
    /// Statuses besides the usual ones after which it may be sent again.
    pub repeatable: Vec<u16>,
    /// A larger request is refused before it is sent.
    pub max_request: Option<MaxRequest>,
    /// The limit of an attempt in seconds, if neither the client nor the call has one.
    pub timeout: Option<u64>,
    /// How to get the next page.
    pub paging: Option<Paging>,
    /// Why it has no pages although it looks like a list that has.
    pub paging_doubt: Option<String>,
    /// How to send any number of items.
    pub bulk: Option<Bulk>,
    /// How to follow changes.
    pub feed: Option<Feed>,
    /// How to wait for the end of what it starts.
    pub polling: Option<Polling>,
}

impl Behaviour {
    /// Whether a response is also read for what became of single items of the request.
    pub(crate) fn reads_items(&self) -> bool {
        let Self {
            bulk,
            // These look at the decoded value, or at no response.
            retry: _,
            repeatable: _,
            max_request: _,
            timeout: _,
            paging: _,
            paging_doubt: _,
            feed: _,
            polling: _,
        } = self;
        bulk.is_some()
    }

    /// The sentences about the limits of an operation.
    pub(crate) fn notes(&self) -> impl Iterator<Item = String> + use<> {
        let Self {
            max_request,
            timeout,
            // Methods and traits of their own have documentation of their own; how calls are repeated is told in the crate's.
            retry: _,
            repeatable: _,
            paging: _,
            paging_doubt: _,
            bulk: _,
            feed: _,
            polling: _,
        } = self;
        let size = max_request.map(|most| {
            let bytes = most.bytes;
            format!("A request of more than about {bytes} bytes, without what JSON adds, is refused before it is sent.")
        });
        let time = timeout.map(|seconds| {
            format!("An attempt takes at most {seconds} s, unless the client or the call says otherwise.")
        });
        size.into_iter().chain(time)
    }
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
    /// The method that sends any number of items.
    pub method: String,
    /// The field of the body that is the list.
    pub items: FieldId,
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
    /// The field.
    pub field: FieldId,
    /// The item's field that it is taken from.
    pub from: FieldId,
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
    pub start: Option<FieldId>,
    /// Field of the response with the changes.
    pub items: FieldId,
    /// Field of the response that says whether there is more.
    pub more: FieldId,
    /// The word for the beginning.
    pub beginning: Option<String>,
    /// The word for now.
    pub now: String,
    /// The size of a response, if the caller does not say it.
    pub limit: Option<FeedSetting>,
    /// For how many seconds the service holds a question, if the caller does not say it.
    pub hold: Option<FeedSetting>,
    /// The statuses by which a cursor is refused.
    pub refused_cursor: Vec<u16>,
    /// Fields of the body that do not change what is followed.
    pub loose: Vec<FieldId>,
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
    /// The way to the number in its response.
    pub steps: Vec<PollStep>,
    /// Whether the number is a `u32`.
    pub is_u32: bool,
}

/// A value that is made of a request, for another request.
#[derive(Clone, Debug)]
pub enum AskValue {
    /// A value of the request.
    Given(Given),
    /// A list of such values.
    List(Vec<AskValue>),
    /// A generated type, made with `new`.
    Record(ModelId, Vec<AskValue>),
}

/// An optional number of the body.
#[derive(Clone, Debug)]
pub struct FeedSetting {
    /// The field.
    pub field: FieldId,
    /// What it is if the caller does not say it.
    pub value: u64,
}

/// Where cursors go in and come out.
#[derive(Clone, Debug)]
pub enum FeedCursors {
    /// One cursor.
    One {
        /// Field of the body.
        cursor: FieldId,
        /// Field of the response.
        next: FieldId,
    },
    /// One for each partition.
    ByPartition(Partitions),
}

/// The partitions of a feed.
#[derive(Clone, Debug)]
pub struct Partitions {
    /// The list in the body.
    pub list: FieldId,
    /// The generated type of its elements.
    pub element: ModelId,
    /// The number in it.
    pub index: FieldId,
    /// Whether numbers are `i64` rather than `i32`.
    pub is_wide: bool,
    /// The cursor in it.
    pub cursor: FieldId,
    /// The list in the response.
    pub positions: FieldId,
    /// The number in it.
    pub number: FieldId,
    /// The next cursor in it.
    pub next: FieldId,
}

/// How to wait for the end of what an operation starts.
#[derive(Clone, Debug)]
pub struct Polling {
    /// The operation that tells how it stands.
    pub ask: OperationId,
    /// The arguments of its method.
    pub arguments: Vec<PollArgument>,
    /// The field of its response that tells how it stands.
    pub status: FieldId,
    /// The words for going on.
    pub running: Vec<String>,
    /// The words for a bad end.
    pub failed: Vec<String>,
}

/// Where an argument of the question comes from.
#[derive(Clone, Debug)]
pub enum PollArgument {
    /// A parameter of the request that started it.
    Own(ParameterId),
    /// A value in its response, and the type of it.
    Answered(Vec<PollStep>, Type),
}

/// One step into a response.
#[derive(Clone, Copy, Debug)]
pub enum PollStep {
    /// To a field.
    Field(FieldId),
    /// To the first element of a list.
    First,
}
