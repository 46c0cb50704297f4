use super::deep::deep;
use super::escape::escape;
use super::plain::{Plain, PlainError};
use super::reserved::Escape;
use super::styles::{Style, query};

/// The `name=value` pairs of a form, none or more for each member of an object; `None` for null.
///
/// `styles` says for single members how they are written, and whether exploded. The others: a scalar as it is, a list
/// of scalars once for each, everything else with brackets. A style that has no words for a value gives way to
/// brackets, too.
#[inline]
pub(crate) fn form(value: &Plain, styles: &[(&str, Style, bool)]) -> Result<Option<Vec<String>>, PlainError> {
    let entries = match value {
        Plain::Object(entries) => entries,
        Plain::Null => return Ok(None),
        _ => return Err(PlainError::new("only an object can be sent as a form")),
    };
    let mut pairs = Vec::new();
    for (name, value) in entries {
        let declared = styles.iter().find(|(member, ..)| member == name);
        let style = match (declared, value) {
            (_, value) if value.is_nested() => None,
            (Some((_, style, explode)), _) => Some((*style, *explode)),
            (None, Plain::Object(_)) => None,
            (None, _) => Some((Style::Form, true)),
        };
        match style {
            Some((style, explode)) => pairs.extend(query(name, style, explode, Escape::ALL, value)?),
            None => deep(&escape(name), value, Escape::ALL, &mut pairs)?,
        }
    }
    Ok(Some(pairs))
}
