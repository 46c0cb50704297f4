//! Error types by themselves, and which of them each operation has.

use std::collections::BTreeMap;

use crate::config::Doubt;
use crate::plan::{FailureStatus, FailureVariant};
use crate::pointer::Pointer;

/// An error type: what its operations declare, before anything is boxed and without the parts that bring it.
pub(in crate::lower) struct FailureDraft {
    pub name: String,
    /// The methods of the operations that have it under this name, `tasks().list()`.
    pub of: Vec<String>,
    pub variants: Vec<FailureVariant>,
    /// Other names of it, sorted, each with the method of its operation.
    pub aliases: Vec<(String, String)>,
}

/// The error type of an operation.
#[derive(Clone, Debug, Default)]
pub(in crate::lower) struct OperationFailure {
    /// What the operation calls it; `None` if it declares no error body.
    pub name: Option<String>,
    /// The enum that this is, or is an alias of.
    pub of: Option<String>,
    /// Which status has which variant.
    pub failure_statuses: Vec<FailureStatus>,
}

/// The error types of an API.
#[derive(Default)]
pub(in crate::lower) struct Failures {
    /// All error types, sorted by name.
    pub all: Vec<FailureDraft>,
    pub of_operation: BTreeMap<Pointer, OperationFailure>,
    /// The names for the lock.
    pub locked: Vec<FailureNames>,
    /// The bodies of the variants of shared enums, for the lock.
    pub bodies: BTreeMap<String, BTreeMap<String, String>>,
    /// Variants that may not have the body that they had, for the lock: `TasksError::BadRequest`.
    pub doubts: BTreeMap<String, Doubt>,
}

/// The names of an operation's errors, as the lock keeps them.
pub(in crate::lower) struct FailureNames {
    /// The operation.
    pub at: Pointer,
    /// The operation's own name for its error type; `None` if the author chose one.
    pub error: Option<String>,
    /// The enum, if that is another name.
    pub shared: Option<String>,
    /// Place of the response, and its variant.
    pub variants: Vec<(Pointer, String)>,
}

impl Failures {
    /// The error type of an operation.
    pub(in crate::lower) fn of(&self, operation: &Pointer) -> OperationFailure {
        self.of_operation.get(operation).cloned().unwrap_or_default()
    }

    /// What an operation calls its error type.
    pub(in crate::lower) fn name(&self, operation: &Pointer) -> Option<&str> {
        self.of_operation.get(operation)?.name.as_deref()
    }

    /// The enum that an operation has, by whatever name.
    pub(in crate::lower) fn enum_of(&self, operation: &Pointer) -> Option<&str> {
        self.of_operation.get(operation)?.of.as_deref()
    }
}
