//! Globs over paths: `*` is a part of a segment, `**` any number of segments.

use super::glob::matches as glob_matches;

/// Whether a pattern matches a whole path.
pub fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    segments(&pattern, &path)
}

fn segments<'a>(mut pattern: &'a [&'a str], mut path: &'a [&'a str]) -> bool {
    // What follows the last `**`, and where its match began. If that fails, it begins one segment later: what stands before the
    // last `**` need not be matched in another way.
    let mut last: Option<(&[&str], &[&str])> = None;
    loop {
        match (pattern, path) {
            ([], []) => return true,
            (["**", rest @ ..], _) => {
                last = Some((rest, path));
                pattern = rest;
            }
            ([first, rest @ ..], [segment, more @ ..]) if glob_matches(first, segment) => {
                (pattern, path) = (rest, more);
            }
            _ => {
                let Some((rest, [_, more @ ..])) = last else {
                    return false;
                };
                last = Some((rest, more));
                (pattern, path) = (rest, more);
            }
        }
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
            ("/**", "/a/b/", true),
            ("/**/a/**/b", "/a/x/a/b", true),
            ("/**/a/**/b", "/b/x/a", false),
            ("/**/a/b", "/a/a/b", true),
        ];
        for (pattern, path, expected) in table {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_take_no_time() {
        let (pattern, path) = ("/**/a".repeat(30) + "/b", "/a".repeat(2_000));
        assert!(!matches(&pattern, &path));
        assert!(matches(&pattern, &format!("{path}/b")));
    }
}
