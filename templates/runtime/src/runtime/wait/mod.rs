//! Asking again and again until something is over: calls of functions, deployments, uploads.

mod patience;

pub use patience::{Patience, WaitError};
