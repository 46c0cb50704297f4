//! Globs over a word: `*` is any letters.

/// Whether a pattern matches a whole word.
pub fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|tail| {
            let starts = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            starts.into_iter().any(|at| matches(rest, &tail[at..]))
        }),
    }
}
