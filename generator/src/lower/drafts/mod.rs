//! What is collected before anything is built: each draft has what one thing is by itself.
//!
//! What follows from all of them together are facts (`facts`), and `build` makes the plan of both.

mod failure;
mod members;
mod method;
mod model;
mod operation;

pub(super) use failure::{FailureDraft, FailureNames, Failures, OperationFailure};
pub(super) use members::Members;
pub(super) use method::{Call, MethodDraft, OtherForm, Spec};
pub(super) use model::{Halves, ModelDraft, ModelDrafts};
pub(super) use operation::{GroupDraft, OperationDraft, OperationDrafts, PerOperation};
