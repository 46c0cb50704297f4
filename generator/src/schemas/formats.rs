//! The one table of formats: which Rust type a `type` with a `format` is. `[types]` of `client.toml` comes first.
//!
//! Numbers get the type that holds them. Texts stay texts, so that nothing a service sends is refused and no crate is
//! needed that nobody asked for: a date is a `String` until `"string/date" = "chrono::NaiveDate"` says otherwise. A text
//! with the format of a number is a text too, until `"string/int64" = "i64"` says that it is a number in quotes.

use crate::config::Config;
use crate::ir::Type;
use crate::spec::Kind;

/// (kinds, formats, type). A format that is not listed has the type of its kind.
const TABLE: [(Kind, &[&str], Type); 7] = [
    (Kind::Integer, &["int8", "int16", "int32"], Type::I32),
    (Kind::Integer, &["uint8", "uint16", "uint32"], Type::U32),
    (Kind::Integer, &["uint64", "uint"], Type::U64),
    (Kind::Number, &["int8", "int16", "int32"], Type::I32),
    (Kind::Text, &["password"], Type::Secret),
    (Kind::Text, &["byte", "base64", "base64url"], Type::Base64),
    (Kind::Text, &["binary"], Type::Upload),
];

/// The type of a number or text.
pub(crate) fn scalar(config: &Config, kind: Kind, format: Option<&str>) -> Type {
    let Some(format) = format else { return plain(kind) };
    let chosen = config.types.get(&format!("{}/{format}", word(kind)));
    if let Some(path) = chosen {
        return whole(kind, path).unwrap_or_else(|| Type::Path(path.clone()));
    }
    let known = TABLE
        .iter()
        .find(|(of, formats, _)| *of == kind && formats.contains(&format));
    known.map_or_else(|| plain(kind), |(_, _, ty)| ty.clone())
}

/// Whether a type of the author's choice is a word of ours and no path.
pub(crate) fn is_whole(word: &str) -> bool {
    matches!(word, "i64" | "u64")
}

/// A type of the author's choice that is a word of ours and no path: an integer of 64 bits, which a text has in quotes.
pub(crate) fn whole(kind: Kind, word: &str) -> Option<Type> {
    let number = match word {
        "i64" => Type::I64,
        "u64" => Type::U64,
        _ => return None,
    };
    match kind {
        Kind::Text => Some(Type::Quoted(Box::new(number))),
        Kind::Integer | Kind::Number => Some(number),
        Kind::Bool | Kind::List | Kind::Object => None,
    }
}

/// The kind that a format implies where there is no `type`.
pub(crate) fn implied(format: &str) -> Kind {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "uint" => Kind::Integer,
        "float" | "double" => Kind::Number,
        _ => Kind::Text,
    }
}

fn plain(kind: Kind) -> Type {
    match kind {
        Kind::Bool => Type::Bool,
        Kind::Integer => Type::I64,
        Kind::Number => Type::F64,
        Kind::Text => Type::Text,
        Kind::List | Kind::Object => Type::Json,
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "boolean",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Text => "string",
        Kind::List => "array",
        Kind::Object => "object",
    }
}
