//! Sending a request again: when it is safe, how long to wait, and when to stop.

mod after;
mod budget;
mod history;
mod policy;
mod rules;

pub(crate) use after::retry_after;
pub(crate) use budget::Budget;
pub use history::FailedAttempt;
pub(crate) use history::History;
pub use policy::RetryPolicy;
pub(crate) use rules::Scope;
pub(super) use rules::{Attempt, Facts, Verdict, judge};
