//! What somebody may have meant.

/// A list of more names than this is not read.
const FEW: usize = 15;

/// The nearest of the known names, or all of them if there are few.
pub(super) fn help<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    let near = known
        .iter()
        .map(|other| (strsim::damerau_levenshtein(name, other), *other))
        .min();
    match near {
        None => None,
        Some((distance, other)) if distance <= (name.len() / 3).max(1) => Some(format!("did you mean `{other}`?")),
        Some(_) if known.len() > FEW => None,
        Some(_) => Some(format!("there are: {}", known.join(", "))),
    }
}
