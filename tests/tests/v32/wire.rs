//! A client of a service in OpenAPI 3.2, compiled, and run against a socket of this machine.

use std::path::Path;

use oasmith_tests::example;

/// Each request as it arrived: method, target, cookies or destination, body. Below `QUERY` and at the end: what replies were read as.
const SAID: &str = r#"QUERY /things "{\"name\":\"a b\"}"
[Thing { name: "a" }]
COPY /things /other""
M-SEARCH /things ""
GET /form?text=a%20b&tags=x&tags=y%26z ""
GET /json?%7B%22text%22%3A%22a%20b%22%2C%22tags%22%3A%5B%22x%22%2C%22y%26z%22%5D%7D ""
GET /cookies plain=a/b; plain=c; encoded=d%20e""
PUT /lines "\u{1e}{\"name\":\"a\"}\n\u{1e}{\"name\":\"b\"}\n"
GET /lines ""
"a"
"b"
GET /events ""
a cat of 9 lives
Some("newt") of Some(4) legs
None of Some(2) legs"#;

#[test]
fn requests_and_replies_are_as_the_document_says() {
    let said = example::run("v32/wire", Path::new(env!("CARGO_TARGET_TMPDIR")), "v32");
    assert_eq!(said, SAID.lines().collect::<Vec<_>>());
}
