use super::escape::escape as encoded;
use super::plain::{Plain, PlainError};
use super::reserved::Escape;

/// The pairs of a value with its inner names in brackets: `a[b]=1`.
///
/// OpenAPI leaves open what is below the first level. Here keys go on in brackets; a list of scalars has empty ones,
/// `a[]=1&a[]=2`, which services written in Ruby, PHP, JavaScript and those like Stripe all take for a list; lists of
/// other things are numbered, `a[0][b]=1`, because only a number tells where one element ends. `name` is escaped.
#[inline]
pub(super) fn deep(name: &str, value: &Plain, escape: Escape, out: &mut Vec<String>) -> Result<(), PlainError> {
    match value {
        Plain::List(list) => {
            let is_flat = list.iter().all(Plain::is_scalar);
            for (index, item) in list.iter().filter(|item| !item.is_null()).enumerate() {
                let place = if is_flat { String::new() } else { index.to_string() };
                deep(&format!("{name}%5B{place}%5D"), item, escape, out)?;
            }
        }
        Plain::Object(entries) => {
            for (key, value) in entries {
                deep(&format!("{name}%5B{}%5D", encoded(key)), value, escape, out)?;
            }
        }
        scalar => out.extend(scalar.scalar()?.map(|text| format!("{name}={}", (escape.alone)(text)))),
    }
    Ok(())
}
