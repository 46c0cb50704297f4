//! Polling until something is over: calls of functions, deployments, uploads.

mod patience;
mod pollable;

pub use patience::{Patience, WaitError};
pub use pollable::{Pollable, Standing, Waiting};
