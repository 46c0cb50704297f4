//! OpenAPI 3.2, keyword by keyword: each either works or has its message.

use oasmith_tests::small;

const HEAD: &str = "openapi: 3.2.0\ninfo: {title: Small, version: '1'}\n";

#[test]
fn every_keyword_works_or_has_its_message() {
    small::check("v32/small", HEAD, 40);
}
