//! The input is a document.

#![no_main]

use libfuzzer_sys::fuzz_target;
use oasmith_tests::fuzz::check_bytes;

fuzz_target!(|bytes: &[u8]| {
    let extension = if bytes.starts_with(b"{") { "json" } else { "yaml" };
    check_bytes(bytes, extension).expect("what is accepted is Rust, what is refused is told why");
});
