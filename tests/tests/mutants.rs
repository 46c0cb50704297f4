//! Clients of documents that were changed at random compile without a warning: the same documents with each test run.
//!
//! `cargo run --release -p oasmith-tests --bin typed-mutants -- 0 1000` checks more.

use std::path::Path;

use oasmith_tests::mutants::check;

#[test]
fn clients_of_changed_documents_compile() {
    let checked = check(Path::new(env!("CARGO_TARGET_TMPDIR")), 0, 60);
    assert_eq!(checked.clients, 60, "most documents are accepted: {checked:#?}");
    assert!(checked.broken.is_empty(), "{:#?}", checked.broken);
}
