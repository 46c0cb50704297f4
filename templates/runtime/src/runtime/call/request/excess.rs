//! Requests that are larger than the service takes.

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
