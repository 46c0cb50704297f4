//! Globs over a word: `*` is any letters.

/// Whether a pattern matches a whole word.
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut tail) = text.strip_prefix(start) else {
        return false;
    };
    let (between, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    // The first place of each part leaves most for the parts behind it, so no other place has to be tried.
    for part in between.split('*') {
        let Some((_, behind)) = tail.split_once(part) else {
            return false;
        };
        tail = behind;
    }
    tail.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars() {
        let long = "a".repeat(200_000);
        let table = [
            ("", "", true),
            ("*", "", true),
            ("a*", "a", true),
            ("a*a", "a", false),
            ("a*b*", "ab", true),
            ("*b*b*", "abb", true),
            ("*b*b*", "ab", false),
            ("a**é", "aéé", true),
            ("Asset*Filter", "AssetAggregateFilter", true),
            ("Asset*Filter", "AssetFilters", false),
            ("*a*a*a*a*a*a*a*a*b", long.as_str(), false),
            ("*a*a*a*a*a*a*a*a*", long.as_str(), true),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(matches(pattern, text), expected, "{pattern}");
        }
    }
}
