//! What the benchmarks share.

pub mod allocator;
