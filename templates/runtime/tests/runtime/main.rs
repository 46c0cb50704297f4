//! Tests of the runtime as a generated client uses it.

mod bodies;
mod decoding;
mod encoding;
mod errors;
mod limits;
mod paging;
mod places;
mod sample;
mod security;
mod server;
mod streams;
mod support;
mod tokens;
mod unions;
mod uploads;
mod values;
mod wire;
