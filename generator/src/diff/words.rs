//! Types, arguments and lists in words.

use super::type_names::TypeNames;
use crate::plan::{Field, Output, Presence, Type};

/// A type as callers write it.
pub(super) fn spell(ty: &Type, names: &TypeNames<'_>) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::Text => "String".to_owned(),
        Type::Secret => "Secret".to_owned(),
        Type::Base64 => "Base64".to_owned(),
        Type::Base64Url => "Base64Url".to_owned(),
        Type::Upload => "Upload".to_owned(),
        Type::Json => "Value".to_owned(),
        Type::JsonObject => "Map<String, Value>".to_owned(),
        Type::Empty => "Empty".to_owned(),
        Type::Path(path) => path.clone(),
        Type::Model(id) => names.is(*id).to_owned(),
        Type::Quoted(inner) => spell(inner, names),
        Type::Time => "time::OffsetDateTime".to_owned(),
        Type::Decimal => "rust_decimal::Decimal".to_owned(),
        Type::List(inner) => format!("Vec<{}>", spell(inner, names)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", spell(inner, names)),
        Type::Optional(inner) => format!("Option<{}>", spell(inner, names)),
        Type::Boxed(inner) => format!("Box<{}>", spell(inner, names)),
        Type::Set(inner) => format!("Set<{}>", spell(inner, names)),
        Type::SetOrNull(inner) => format!("SetOrNull<{}>", spell(inner, names)),
        Type::SetOrChange(inner) => format!("SetOrChange<{}>", spell(inner, names)),
    }
}

/// The type of a field, with its presence.
pub(super) fn field_type(field: &Field, names: &TypeNames<'_>) -> String {
    let ty = spell(&field.ty, names);
    match field.presence {
        Presence::Required | Presence::Implied(_) => ty,
        Presence::RequiredNullable | Presence::Optional => format!("Option<{ty}>"),
        Presence::Nullable => format!("Nullable<{ty}>"),
    }
}

/// What a success holds.
pub(super) fn output(output: &Output, names: &TypeNames<'_>) -> String {
    match output {
        Output::Nothing => "()".to_owned(),
        Output::Json(ty) => spell(ty, names),
        Output::OptionalJson(ty) => format!("Option<{}>", spell(ty, names)),
        Output::Text => "String".to_owned(),
        Output::Bytes => "Bytes".to_owned(),
        Output::Raw => "RawBody".to_owned(),
        Output::Download => "Download".to_owned(),
        Output::Events(ty) => format!(
            "Events<{}>",
            ty.as_ref().map_or("String".to_owned(), |ty| spell(ty, names))
        ),
        Output::Lines(ty) => format!("Lines<{}>", spell(ty, names)),
        Output::ByStatus(choice) => choice.name.clone(),
    }
}

/// `a`, `b` or nothing in words.
pub(super) fn listed<T: std::fmt::Display>(things: impl IntoIterator<Item = T>) -> String {
    let each: Vec<String> = things.into_iter().map(|thing| format!("`{thing}`")).collect();
    match each.is_empty() {
        true => "nothing".to_owned(),
        false => each.join(", "),
    }
}

/// A value that may be missing.
pub(super) fn or_none<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or("none".to_owned(), |value| format!("`{value}`"))
}
