//! Globs over paths: `*` is a part of a segment, `**` any number of segments.

/// Whether a pattern matches a whole path.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    segments(&pattern, &path)
}

fn segments(pattern: &[&str], path: &[&str]) -> bool {
    match pattern {
        [] => path.is_empty(),
        ["**", rest @ ..] => (0..=path.len()).any(|from| segments(rest, &path[from..])),
        [first, rest @ ..] => match path {
            [segment, more @ ..] => letters(first, segment) && segments(rest, more),
            [] => false,
        },
    }
}

fn letters(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|tail| {
            let starts = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            starts.into_iter().any(|at| letters(rest, &tail[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars() {
        let table = [
            ("/users", "/users", true),
            ("/users", "/users/{id}", false),
            ("/users/**", "/users/{id}/posts", true),
            ("/users/**", "/users", true),
            ("/users/*", "/users/{id}", true),
            ("/users/*", "/users/{id}/posts", false),
            ("/**/posts", "/users/{id}/posts", true),
            ("/v*/us*rs", "/v1/users", true),
            ("/**", "/", true),
        ];
        for (pattern, path, expected) in table {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
