//! The one table of formats: which Rust type a `type` with a `format` is. `[types]` of `client.toml` comes first.
//!
//! Numbers get the type that holds them. Texts stay texts, so that nothing a service sends is refused and no crate is
//! needed that nobody asked for: a date is a `String` until `"string/date" = "chrono::NaiveDate"` says otherwise. A text
//! with the format of a number is a text too, until `"string/int64" = "i64"` says that it is a number in quotes.

use crate::config::Config;
use crate::plan::Type;
use crate::spec::JsonType;

/// (kinds, formats, type). A format that is not listed has the type of its kind.
const TABLE: [(JsonType, &[&str], Type); 11] = [
    (JsonType::Integer, &["int8", "int16", "int32"], Type::I32),
    (JsonType::Integer, &["uint8", "uint16", "uint32"], Type::U32),
    (JsonType::Integer, &["uint64", "uint"], Type::U64),
    (JsonType::Number, &["int8", "int16", "int32"], Type::I32),
    (JsonType::Number, &["int64"], Type::I64),
    (JsonType::Number, &["uint8", "uint16", "uint32"], Type::U32),
    (JsonType::Number, &["uint64", "uint"], Type::U64),
    (JsonType::String, &["password"], Type::Secret),
    (JsonType::String, &["byte", "base64"], Type::Base64),
    (JsonType::String, &["base64url"], Type::Base64Url),
    (JsonType::String, &["binary"], Type::Upload),
];

/// `minimum` and `maximum`.
pub(crate) type Bounds = (Option<f64>, Option<f64>);

/// The type of a number or text.
pub(crate) fn scalar(config: &Config, kind: JsonType, format: Option<&str>, bounds: Bounds) -> Type {
    let Some(format) = format else {
        return widened(plain(kind), bounds);
    };
    let chosen = config.types.get(&format!("{}/{format}", kind.name()));
    if let Some(choice) = chosen {
        return self::chosen(kind, &choice.word).unwrap_or_else(|| Type::Path(choice.word.clone()));
    }
    let known = TABLE
        .iter()
        .find(|(of, formats, _)| *of == kind && formats.contains(&format));
    widened(known.map_or_else(|| plain(kind), |(_, _, ty)| ty.clone()), bounds)
}

/// A type of the author's choice that the generator knows, because it has a form of its own on the wire: a text that is an integer of
/// 64 bits has it in quotes, a time is a text of RFC 3339, which the serde of `time` does not write, and a number that is
/// a decimal is no text.
pub(crate) fn chosen(kind: JsonType, word: &str) -> Option<Type> {
    let is_number = matches!(kind, JsonType::Integer | JsonType::Number);
    let own = match (word.trim_start_matches("::"), kind) {
        ("String", JsonType::String) => return Some(Type::Text),
        ("i64", _) if is_number => return Some(Type::I64),
        ("u64", _) if is_number => return Some(Type::U64),
        ("i64", JsonType::String) => Type::I64,
        ("u64", JsonType::String) => Type::U64,
        ("time::OffsetDateTime", JsonType::String) => Type::Time,
        ("rust_decimal::Decimal", _) if is_number => Type::Decimal,
        _ => return None,
    };
    Some(Type::Quoted(Box::new(own)))
}

/// Whether a type of the author's choice is a word of ours and no path: an integer, which only a number or a text can be.
pub(crate) fn is_integer(word: &str) -> bool {
    matches!(word, "i64" | "u64")
}

/// The kind that a format implies where there is no `type`.
pub(crate) fn implied(format: &str) -> JsonType {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "uint" => JsonType::Integer,
        "float" | "double" => JsonType::Number,
        _ => JsonType::String,
    }
}

/// The least and the largest value of each type. Documents round large numbers, and so do these.
const RANGES: [(Type, (f64, f64)); 4] = [
    (Type::I32, (-2_147_483_648.0, 2_147_483_647.0)),
    (Type::U32, (0.0, 4_294_967_295.0)),
    (Type::I64, (-9_223_372_036_854_775_808.0, 9_223_372_036_854_775_808.0)),
    (Type::U64, (0.0, U64_MAX)),
];

/// The largest `u64`, as a float has it.
const U64_MAX: f64 = 18_446_744_073_709_551_616.0;

/// The type of an integer, or a larger one if its bounds do not fit in it: `int32` with a maximum of 4294967295.
fn widened(ty: Type, (low, high): Bounds) -> Type {
    let fits = |(least, most): (f64, f64)| low.is_none_or(|low| low >= least) && high.is_none_or(|high| high <= most);
    let range = |ty: &Type| RANGES.iter().find(|(of, _)| of == ty).map(|(_, range)| *range);
    if range(&ty).is_none_or(fits) {
        return ty;
    }
    let mut wide = [Type::I64, Type::U64].into_iter();
    // Without a minimum a value may be negative, unless the maximum is that of `u64`.
    let is_unsigned = low.is_some() || high == Some(U64_MAX);
    let is_wide = |wide: &Type| range(wide).is_some_and(fits) && (*wide == Type::I64 || is_unsigned);
    wide.find(is_wide).unwrap_or(Type::Number)
}

fn plain(kind: JsonType) -> Type {
    match kind {
        JsonType::Boolean => Type::Bool,
        JsonType::Integer => Type::I64,
        JsonType::Number => Type::F64,
        JsonType::String => Type::Text,
        JsonType::Array | JsonType::Object => Type::Json,
    }
}
