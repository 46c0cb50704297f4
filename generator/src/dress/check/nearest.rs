//! What somebody may have meant.

use crate::alike::nearest;

/// A list of more names than this is not read.
const FEW: usize = 15;

/// The nearest of the known names, or all of them if there are few.
pub(super) fn help<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    match nearest(name, known.iter().copied()) {
        Some(other) => Some(format!("did you mean `{other}`?")),
        None if known.is_empty() || known.len() > FEW => None,
        None => Some(format!("there are: {}", known.join(", "))),
    }
}
