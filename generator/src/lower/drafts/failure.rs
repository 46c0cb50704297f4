//! An error type by itself.

use crate::plan::FailureVariant;

/// An error type: what its operations declare, before anything is boxed and without the parts that bring it.
pub(in crate::lower) struct FailureDraft {
    pub name: String,
    /// The methods of the operations that have it under this name, `tasks().list()`.
    pub of: Vec<String>,
    pub variants: Vec<FailureVariant>,
    /// Other names of it, sorted, each with the method of its operation.
    pub aliases: Vec<(String, String)>,
}
