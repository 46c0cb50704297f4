//! What must hold for every document: it is refused with words, or what comes out is Rust.

use std::path::Path;

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith::render::{Style, render};
use oasmith::spec::Document;

/// What does not hold. A panic or a hang is not among them: both are left to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This file is no Rust, for this reason.
    NoRust(String, String),
    /// It was refused without a word.
    Silent,
}

/// Reads, generates and writes all messages, as the program does. Gives whether the document was accepted.
pub fn check(document: &Path) -> Result<bool, Fault> {
    let inputs = Inputs {
        documents: vec![document.to_owned()],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let loaded = load(&inputs, &mut diags);
    let places = loaded.as_ref().map(Document::places);
    let config = Config::for_document("fuzzed");
    let whole = loaded.filter(|_| !diags.has_errors());
    let made = whole.and_then(|document| oasmith::generate(document, &config, &Templates::default(), &mut diags));
    let text = render(&diags, places.as_ref(), Style::Plain, 50);
    match made {
        Some(made) => made.files.iter().try_for_each(parses).map(|()| true),
        None if text.is_empty() => Err(Fault::Silent),
        None => Ok(false),
    }
}

/// The same for a document that is no file yet.
pub fn check_bytes(bytes: &[u8], extension: &str) -> Result<bool, Fault> {
    let path = std::env::temp_dir().join(format!("oasmith-fuzz-{}.{extension}", std::process::id()));
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written");
    check(&path)
}

/// The runtime is copied and does not depend on the document.
fn parses(file: &File) -> Result<(), Fault> {
    if !file.path.ends_with(".rs") || file.path.starts_with("src/runtime/") {
        return Ok(());
    }
    let parsed = syn::parse_file(&file.text);
    parsed
        .map(drop)
        .map_err(|error| Fault::NoRust(file.path.clone(), error.to_string()))
}
