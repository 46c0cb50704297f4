//! Values of requests.

use super::{FieldId, ParameterId};

/// A value that callers give with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A parameter.
    Parameter(ParameterId),
    /// A field of the body.
    Field(FieldId),
}
