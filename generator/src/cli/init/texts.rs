//! The texts of the new files: those beside this one, with their holes filled.

use serde_json::Value;

use super::copies::{Copy, leave_their_folders};
use super::name::{crate_name, title};
use crate::file::File;
use crate::pointer::Pointer;
use crate::render::segment;
use crate::spec::{Document, Operations};

/// `client.toml`, `overlay.yaml` and `SOURCE.md`.
pub(super) fn files(api: &str, document: &Document, copies: &[Copy]) -> Vec<File> {
    let (target, update) = example(document);
    let holes = [
        ("{api}", api.to_owned()),
        ("{crate}", crate_name(api)),
        ("{prefix}", api.to_uppercase().replace('-', "_")),
        (
            "{title}",
            toml(if title(document).is_empty() {
                api
            } else {
                title(document)
            }),
        ),
        ("{documents}", documents(copies)),
        ("{outside}", outside(copies).to_owned()),
        ("{rows}", rows(copies)),
        ("{target}", target),
        ("{update}", update),
    ];
    let texts = [
        ("client.toml", include_str!("client.toml")),
        ("overlay.yaml", include_str!("overlay.yaml")),
        ("SOURCE.md", include_str!("SOURCE.md")),
    ];
    let file = |(path, text): (&str, &str)| File {
        path: path.to_owned(),
        text: filled(text, &holes),
    };
    texts.into_iter().map(file).collect()
}

/// A text with its holes filled, each once: what fills one is not looked at again.
fn filled(text: &str, holes: &[(&str, String)]) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find('{') {
        let (before, hole) = rest.split_at(start);
        out.push_str(before);
        match holes.iter().find(|(name, _)| hole.starts_with(name)) {
            Some((name, value)) => {
                out.push_str(value);
                rest = hole.strip_prefix(name).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = hole.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

fn documents(copies: &[Copy]) -> String {
    let documents = copies.iter().filter(|copy| copy.is_document);
    let names: Vec<String> = documents.map(|copy| format!("\"{}\"", toml(&copy.file.path))).collect();
    names.join(", ")
}

/// The option that lets references lead to files beside the documents; all copies lie below this folder.
fn outside(copies: &[Copy]) -> &'static str {
    match leave_their_folders(copies) {
        true => "allow-outside = [\".\"]",
        false => "#allow-outside = [\"../shared\"]",
    }
}

fn rows(copies: &[Copy]) -> String {
    let row = |copy: &Copy| format!("| `{}` | `{}` |", copy.file.path, copy.from.replace(['|', '`'], "'"));
    copies.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// An action that could be applied: the first operation, called otherwise; or else the head of the document.
fn example(document: &Document) -> (String, String) {
    let operations = Operations::new(document);
    let (target, update) = match operations.iter().next() {
        Some(operation) => (jsonpath(&operation.at), "x-client-name: another_name"),
        None => ("$.info".to_owned(), "title: Another title"),
    };
    (Value::from(target).to_string(), update.to_owned())
}

fn jsonpath(at: &Pointer) -> String {
    let segments = at.parts().into_iter().map(|part| segment(&part));
    std::iter::once("$".to_owned()).chain(segments).collect()
}

/// The inside of a TOML string.
fn toml(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_control());
    letters.collect::<String>().replace('\\', "\\\\").replace('"', "\\\"")
}
