//! The example `try` of a client that is generated from a folder with `client.toml`, a document and a layer: what it prints.

use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::load::{Inputs, load};

use crate::scratch::{Workspace, on_shared_runtime};

/// Runs it in a workspace of this name below `tmp`, and gives its lines. There may be no messages.
pub fn run(folder: &str, tmp: &Path, workspace: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
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
    let workspace = Workspace::open(tmp, workspace);
    workspace.write_crate("wire", &made.expect("nothing is wrong").files);
    let ran = workspace.cargo(&workspace.folder("wire"), &["run"], &["--example", "try"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8_lossy(&ran.stdout);
    said.lines().map(|line| line.trim_end().to_owned()).collect()
}
