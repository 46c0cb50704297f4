//! Swagger 2.0, keyword by keyword: each either works or has its message, at its place in the document as written.

use oasmith_tests::small;

const HEAD: &str = "swagger: '2.0'\ninfo: {title: Small, version: '1'}\n";

#[test]
fn every_keyword_works_or_has_its_message() {
    small::check("v2/small", HEAD, 60);
}
