//! "Did you mean": the only place that compares how words are spelt.

/// More slips than this make another word.
const SLIPS: usize = 2;

/// The candidate that looks most like a word, if any looks like it at all.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let limit = (length / 3).max(1);
    // Words differ by at least as much as their lengths do, which costs far less to find out.
    let near = |other: &&str| other.to_lowercase().chars().count().abs_diff(length) <= limit;
    let candidates = candidates.into_iter().filter(near);
    let measured = candidates.map(|other| (distance(&lower, other), other));
    measured.filter(|(far, _)| *far <= limit).min().map(|(_, other)| other)
}

/// The candidate that looks most like a word, however little that is.
pub(crate) fn least_unlike<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .min_by_key(|other| (distance(word, other), *other))
}

/// Whether two words are the same but for a slip or two.
pub(crate) fn is_slip(word: &str, other: &str) -> bool {
    distance(word, other) <= SLIPS
}

/// How many letters differ; their case does not count.
fn distance(word: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let known = ["Stream", "StreamList", "Function"];
        assert_eq!(nearest("Strem", known), Some("Stream"));
        assert_eq!(nearest("stream", known), Some("Stream"));
        assert_eq!(nearest("Call", known), None);
        assert_eq!(least_unlike("Call", known), Some("Stream"));
        assert!(is_slip("Strem", "Stream") && !is_slip("Call", "Stream"));
    }
}
