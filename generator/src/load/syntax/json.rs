//! JSON text into a tree, and into the places of that tree.
//!
//! `serde_json` has the last word on what is JSON; `jsonc-parser` knows where things stand, and keeps keys given twice.

use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, Value as Ast};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use super::fault::{DEPTH_HELP, MAX_DEPTH, SyntaxError};
use super::node::Ranges;

/// Reads a whole file. Key order is kept, a key given twice is an error.
pub(super) fn parse(text: &str) -> Result<Value, SyntaxError> {
    let value = serde_json::from_str(text).map_err(|error| explain(text, &error))?;
    match ast(text).as_ref().and_then(duplicate) {
        None => Ok(value),
        Some((key, span)) => Err(SyntaxError {
            message: format!("the key `{key}` is given twice"),
            span,
            help: Some("an object has each key once: remove or rename one of the two".to_owned()),
        }),
    }
}

/// Where each value stands; `None` if the text cannot be read.
pub(super) fn nodes(text: &str) -> Option<Ranges> {
    ast(text).map(|root| node(&root, None))
}

fn ast(text: &str) -> Option<Ast<'_>> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    parse_to_ast(text, &CollectOptions::default(), &strict).ok()?.value
}

fn duplicate(value: &Ast<'_>) -> Option<(String, Range<usize>)> {
    match value {
        Ast::Object(object) => {
            repeated_key(object).or_else(|| object.properties.iter().find_map(|property| duplicate(&property.value)))
        }
        Ast::Array(array) => array.elements.iter().find_map(duplicate),
        _ => None,
    }
}

fn repeated_key(object: &Object<'_>) -> Option<(String, Range<usize>)> {
    let mut seen = BTreeMap::new();
    object.properties.iter().find_map(|property| {
        let key = property.name.as_str();
        seen.insert(key, ())
            .map(|()| (key.to_owned(), key_range(&property.name)))
    })
}

fn key_range(name: &jsonc_parser::ast::ObjectPropName<'_>) -> Range<usize> {
    use jsonc_parser::ast::ObjectPropName::{String, Word};
    match name {
        String(text) => text.range.start..text.range.end,
        Word(word) => word.range.start..word.range.end,
    }
}

fn explain(text: &str, error: &serde_json::Error) -> SyntaxError {
    let at = offset(text, error.line(), error.column());
    let whole = error.to_string();
    let message = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
    if message == "recursion limit exceeded" {
        let message = format!("values are nested more than {MAX_DEPTH} levels deep");
        return SyntaxError {
            message,
            span: at..at,
            help: Some(DEPTH_HELP.to_owned()),
        };
    }
    let known = PLAIN.iter().find(|(part, ..)| message.contains(part));
    SyntaxError {
        message: known.map_or_else(
            || format!("this is not JSON: {message}"),
            |(_, plain, _)| (*plain).to_owned(),
        ),
        span: at..at,
        help: known.map(|(.., help)| (*help).to_owned()),
    }
}

/// A part of the reader's words → ours, and what to do.
const PLAIN: [(&str, &str, &str); 4] = [
    (
        "EOF while parsing",
        "the file ends before the document does",
        "each `{` and `[` needs its `}` and `]`: is the file whole?",
    ),
    (
        "trailing comma",
        "there is a comma before this, and nothing after the comma",
        "JSON has no comma after the last entry: remove it",
    ),
    (
        "key must be a string",
        "a key is expected here, in double quotes",
        "JSON has neither comments nor keys without quotes; YAML has both",
    ),
    (
        "trailing characters",
        "the document has ended before this",
        "a file holds one document: remove what follows it",
    ),
];

/// `serde_json` counts lines from 1 and columns in bytes from 1, with 0 for a place before the line's first byte.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}

fn node(value: &Ast<'_>, key: Option<Range<usize>>) -> Ranges {
    use jsonc_parser::common::Ranged;
    let range = value.range();
    let children: Vec<_> = match value {
        Ast::Object(object) => object
            .properties
            .iter()
            .map(|item| {
                (
                    item.name.as_str().to_owned(),
                    node(&item.value, Some(key_range(&item.name))),
                )
            })
            .collect(),
        Ast::Array(array) => array
            .elements
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), node(item, None)))
            .collect(),
        _ => Vec::new(),
    };
    let leaf = !matches!(value, Ast::Object(_) | Ast::Array(_));
    Ranges {
        key,
        value: range.start..range.end,
        leaf,
        children,
    }
}
