//! Tests of the runtime as a generated client uses it.

mod acts;
mod blocking;
mod bodies;
mod bulk;
mod decoding;
mod encoding;
mod errors;
mod feeds;
mod limits;
mod paging;
mod places;
mod probes;
mod retries;
mod sample;
mod security;
mod server;
mod signed_uploads;
mod spans;
mod streams;
mod support;
mod tokens;
mod unions;
mod uploads;
mod values;
mod waiting;
mod wire;
