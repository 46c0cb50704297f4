//! Tests of the runtime as a generated client uses it.

mod decoding;
mod encoding;
mod errors;
mod limits;
mod paging;
mod sample;
mod server;
mod support;
mod tokens;
mod unions;
mod values;
mod wire;
