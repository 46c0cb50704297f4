//! Globs over paths: `*` is a part of a segment, `**` any number of segments.

use crate::config::glob_matches;

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
            [segment, more @ ..] => glob_matches(first, segment) && segments(rest, more),
            [] => false,
        },
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
