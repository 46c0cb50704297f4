//! Words that name nothing.

/// What to do about a word that names nothing: the nearest that names something, or all of them if they are few.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let distance = |other: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase());
    let near = known.iter().map(|other| (distance(other), *other)).min();
    match near {
        None => "there is none at all".to_owned(),
        Some((distance, other)) if distance <= (word.len() / 3).max(1) => format!("did you mean `{other}`?"),
        Some(_) if known.len() <= MANY => format!("there are: {}", known.join(", ")),
        Some((_, other)) => format!("the nearest is `{other}`"),
    }
}

/// More words than this are no help.
const MANY: usize = 24;
