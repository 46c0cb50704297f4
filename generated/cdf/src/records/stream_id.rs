// From templates/cdf/src/records/stream_id.rs; edit it there.

//! Ids of streams that are known to be good.

use std::fmt;

const LONGEST: usize = 100;
const RESERVED: [&str; 2] = ["logs", "records"];
const RESERVED_STARTS: [&str; 2] = ["cdf_", "cognite_"];

/// The id of a stream, checked: 1 to 100 lower-case letters, digits, `_` and `-`, a letter first and no `_` or `-` last;
/// not `logs` or `records`, and not starting with `cdf_` or `cognite_`.
///
/// Operations take any text, so that what the service allows one day can be used; this is for ids that come from
/// elsewhere.
///
/// ```
/// use cdf_client::records::StreamId;
///
/// let id: StreamId = "my-stream".parse()?;
/// assert_eq!(id.as_str(), "my-stream");
/// assert!("My Stream".parse::<StreamId>().is_err());
/// # Ok::<_, cdf_client::records::InvalidStreamId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(String);

/// A text that is no id of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidStreamId {
    id: String,
    reason: &'static str,
}

impl StreamId {
    /// Checks an id.
    ///
    /// # Errors
    ///
    /// The text is none; the error says why.
    #[inline]
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidStreamId> {
        let id = id.into();
        match fault(&id) {
            None => Ok(Self(id)),
            Some(reason) => Err(InvalidStreamId { id, reason }),
        }
    }

    /// The id.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[inline]
fn fault(id: &str) -> Option<&'static str> {
    let good = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_' || char == '-';
    if id.is_empty() || id.len() > LONGEST {
        Some("it must have 1 to 100 characters")
    } else if !id.chars().all(good) {
        Some("only lower-case letters, digits, `_` and `-` may be in it")
    } else if !id.starts_with(|char: char| char.is_ascii_lowercase()) {
        Some("it must start with a letter")
    } else if id.ends_with(['_', '-']) {
        Some("it must end with a letter or a digit")
    } else if RESERVED.contains(&id) || RESERVED_STARTS.iter().any(|start| id.starts_with(start)) {
        Some("the name is taken by the service")
    } else {
        None
    }
}

impl std::str::FromStr for StreamId {
    type Err = InvalidStreamId;

    #[inline]
    fn from_str(id: &str) -> Result<Self, InvalidStreamId> {
        Self::new(id)
    }
}

impl TryFrom<&str> for StreamId {
    type Error = InvalidStreamId;

    #[inline]
    fn try_from(id: &str) -> Result<Self, InvalidStreamId> {
        Self::new(id)
    }
}

impl From<StreamId> for String {
    #[inline]
    fn from(id: StreamId) -> Self {
        id.0
    }
}

impl From<&StreamId> for String {
    #[inline]
    fn from(id: &StreamId) -> Self {
        id.0.clone()
    }
}

impl fmt::Display for StreamId {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidStreamId {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no id of a stream: {}", self.id, self.reason)
    }
}

impl std::error::Error for InvalidStreamId {}
