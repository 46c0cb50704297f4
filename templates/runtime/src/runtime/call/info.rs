/// The facts about an operation that do not change from call to call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationInfo {
    /// The operation's id in the API's document.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path below the server's URL, with holes such as `{streamId}`; it starts with a slash.
    pub path: &'static str,
    /// What sending it twice would do.
    pub retry: Retry,
}

/// What it does to send the same request twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Nothing: it only reads.
    Read,
    /// Nothing more than sending it once.
    Idempotent,
    /// Nothing more, because what it writes has keys; the second response may be a conflict with the first.
    Keyed,
    /// It may create a second thing.
    Create,
}
