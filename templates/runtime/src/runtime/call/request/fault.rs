//! What may be wrong with a request before it is sent.

use std::fmt;

/// What is wrong with a request; it names the parameter, not its value.
#[derive(Debug)]
pub(crate) struct RequestFault(pub(crate) String);

impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RequestFault {}
