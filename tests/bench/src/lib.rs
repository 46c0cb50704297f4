//! What the benchmarks share.

pub mod allocator;
pub mod service;
pub mod ticks;

/// Why a benchmark ends early.
pub type Failure = Box<dyn std::error::Error>;
