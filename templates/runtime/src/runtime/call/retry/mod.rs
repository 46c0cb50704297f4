//! Sending a request again: when it is safe, how long to wait, and when to stop.

mod after;
mod budget;
mod end;
mod history;
mod policy;
mod rules;
mod scope;

#[cfg(feature = "bulk")]
pub(crate) use after::retry_after;
pub(crate) use budget::Budget;
pub(crate) use end::End;
pub use history::FailedAttempt;
pub(crate) use history::History;
pub use policy::RetryPolicy;
pub(super) use rules::{Attempt, Facts, Verdict, judge};
pub(crate) use scope::Scope;
