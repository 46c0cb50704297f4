//! What an API is called: the folder below `specs`, and the beginning of the name of its crate.

use std::path::{Path, PathBuf};

use crate::config::is_crate_name;
use crate::diag::{Code, Diagnostic, Place};
use crate::spec::Document;

/// Names of files that name nothing.
const EMPTY: [&str; 8] = ["openapi", "swagger", "api", "spec", "schema", "index", "main", "root"];

/// The name that was given, or else that of the first document, or else its title.
pub(super) fn of(given: Option<&str>, documents: &[PathBuf], document: &Document) -> Result<String, Box<Diagnostic>> {
    if let Some(name) = given {
        return if is_crate_name(name) {
            Ok(name.to_owned())
        } else {
            let message = format!("`{name}` cannot be the name of an API");
            let help = "use letters, digits, `-` and `_`, and begin with a letter";
            Err(Box::new(
                Diagnostic::new(Code::BadOption, Place::None, message).help(help),
            ))
        };
    }
    let stem = documents.first().and_then(|path| Path::file_stem(path));
    let stem = kebab(&stem.unwrap_or_default().to_string_lossy());
    let title = kebab(title(document));
    let wishes = [Some(stem).filter(|stem| !EMPTY.contains(&stem.as_str())), Some(title)];
    let name = wishes.into_iter().flatten().find(|name| is_crate_name(name));
    name.ok_or_else(|| {
        let message = "neither the file nor the title of the document is a name";
        Box::new(
            Diagnostic::new(Code::BadOption, Place::None, message).help("give one: `oasmith init NAME --spec FILE`"),
        )
    })
}

/// The title of a document, or nothing.
pub(super) fn title(document: &Document) -> &str {
    let title = document.root.pointer("/info/title").and_then(serde_json::Value::as_str);
    title.unwrap_or_default().lines().next().unwrap_or_default().trim()
}

/// Bytes of the longest name that is made of a file or a title: folders and crates are called by it.
const LONGEST: usize = 60;

/// Lower-case words of ASCII with `-` between them, as many as a name can have.
fn kebab(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut name = String::new();
    for word in words {
        let more = if name.is_empty() { word } else { format!("-{word}") };
        if !name.is_empty() && name.len() + more.len() > LONGEST {
            break;
        }
        name.push_str(&more);
    }
    name.truncate(LONGEST);
    name
}

/// The name of the crate of an API.
pub(super) fn crate_name(api: &str) -> String {
    format!("{}-client", api.strip_suffix("-client").unwrap_or(api))
}
