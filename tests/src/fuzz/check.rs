//! What must hold for every document: it is refused with words, or what comes out is Rust.

use std::path::Path;

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith::render::{Style, render};

/// What does not hold. A panic or a hang is not among them: both are left to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This file is no Rust, for this reason.
    NoRust(String, String),
    /// It was refused without a word.
    Silent,
}

/// What becomes of a document.
pub struct Outcome {
    /// The files of its client but for the runtime, if it was accepted.
    pub files: Option<Vec<File>>,
    /// All messages, as the program writes them.
    pub messages: String,
}

/// Reads, generates and writes all messages, as the program does.
pub fn generated(document: &Path) -> Outcome {
    let inputs = Inputs {
        documents: vec![document.to_owned()],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let loaded = load(&inputs, &mut diags);
    let config = Config::for_document("fuzzed");
    let whole = loaded.as_ref().filter(|_| !diags.has_errors());
    let templates = Templates {
        without_runtime: true,
        ..Templates::default()
    };
    let made = whole.and_then(|document| oasmith::generate(document, &config, &templates, &mut diags));
    Outcome {
        messages: render(&diags, loaded.as_ref(), Style::Plain, 50),
        files: made.map(|made| made.files),
    }
}

/// Whether the document was accepted; what holds for every document is checked.
pub fn check(document: &Path) -> Result<bool, Fault> {
    let Outcome { files, messages } = generated(document);
    match files {
        Some(files) => files.iter().try_for_each(parses).map(|()| true),
        None if messages.is_empty() => Err(Fault::Silent),
        None => Ok(false),
    }
}

/// The same for a document that is no file yet.
pub fn check_bytes(bytes: &[u8], extension: &str) -> Result<bool, Fault> {
    let path = std::env::temp_dir().join(format!("oasmith-fuzz-{}.{extension}", std::process::id()));
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written");
    check(&path)
}

fn parses(file: &File) -> Result<(), Fault> {
    if !file.path.ends_with(".rs") {
        return Ok(());
    }
    let parsed = syn::parse_file(&file.text);
    parsed
        .map(drop)
        .map_err(|error| Fault::NoRust(file.path.clone(), error.to_string()))
}
