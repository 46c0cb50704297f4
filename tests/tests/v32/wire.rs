//! A client of a service in OpenAPI 3.2, compiled, and run against a socket of this machine.

use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::load::{Inputs, load};
use oasmith_tests::scratch::{Workspace, on_shared_runtime};

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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("v32/wire");
    let text = fs::read_to_string(folder.join("client.toml")).expect("there is a client.toml");
    let config = on_shared_runtime(Config::read(&text).expect("client.toml is in order"));
    let documents = config.documents.iter().map(|path| folder.join(path));
    let inputs = Inputs {
        documents: documents.collect::<Vec<PathBuf>>(),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).expect("the document can be read");
    let templates = Templates::of(&config, None, &folder);
    let made = oasmith::generate(&document, &config, &templates, &mut diags);
    assert!(diags.is_empty(), "{diags:?}");
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "v32");
    workspace.write_crate("wire", &made.expect("nothing is wrong").files);
    let ran = workspace.cargo(&workspace.folder("wire"), &["run"], &["--example", "try"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8_lossy(&ran.stdout);
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    assert_eq!(lines, SAID.lines().collect::<Vec<_>>());
}
