//! The items of `emit` put together to files, as their decorators leave them.

use super::decorators::Decorators;
use super::header::HEADER;
use super::syntax::indented;
use crate::emit::{FileItems, Item, Piece};
use crate::file::File;

/// A Rust file: header, module documentation, imports, items.
pub(super) fn file(source: FileItems<'_>, decorators: &mut Decorators<'_>) -> File {
    let mut text = format!("{HEADER}\n\n");
    for line in source.docs {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    }
    let pieces = source.pieces.into_iter().map(|piece| match piece {
        Piece::Item(item) => decorators.decorated(item),
        Piece::Impl { head, methods } => implementation(&head, methods, &mut *decorators),
    });
    for part in std::iter::once(source.imports).chain(pieces) {
        if !part.is_empty() {
            text.push('\n');
            text.push_str(&part);
        }
    }
    File {
        path: source.path,
        text,
    }
}

/// An `impl` with more methods behind its own.
fn implementation(head: &str, methods: Vec<Item<'_>>, decorators: &mut Decorators<'_>) -> String {
    let mut out = head.trim_end().trim_end_matches('}').to_owned();
    let methods = methods.into_iter().map(|method| decorators.decorated(method));
    for method in methods.filter(|method| !method.is_empty()) {
        out.push('\n');
        out.push_str(&indented(&method));
    }
    out.push_str("}\n");
    out
}
