//! What may be wrong with a request before it is sent.

use std::fmt;

/// A request that is larger than the service takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Excess {
    pub(super) bytes: u64,
    pub(super) most: u64,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it has about {} bytes, the limit is {}", self.bytes, self.most)
    }
}

impl std::error::Error for Excess {}

/// What is wrong with a request; it names the parameter, not its value.
#[derive(Debug)]
pub(crate) struct RequestFault(pub(crate) String);

impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RequestFault {}
