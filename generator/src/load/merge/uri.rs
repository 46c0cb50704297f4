//! URIs that are relative to another one: RFC 3986, section 5.

/// What a reference means in a document of this URI, which may be relative itself; a fragment is no part of either.
pub(super) fn join(base: &str, reference: &str) -> String {
    if scheme(reference).is_some() {
        return reference.to_owned();
    }
    let base = base.split('#').next().unwrap_or(base);
    let (start, rest) = base.split_at(scheme(base).map_or(0, |scheme| scheme.len() + 1));
    if reference.starts_with("//") {
        return format!("{start}{reference}");
    }
    let host = match rest.strip_prefix("//") {
        Some(host) => 2 + host.find(['/', '?']).unwrap_or(host.len()),
        None => 0,
    };
    let (host, rest) = rest.split_at(host);
    let (path, _) = halves(rest);
    let (relative, query) = halves(reference);
    let whole = match relative {
        "" if query.is_empty() => rest.to_owned(),
        "" => format!("{path}{query}"),
        _ => {
            let folder = match path.rfind('/') {
                _ if relative.starts_with('/') => "",
                Some(end) => &path[..=end],
                None if host.is_empty() => "",
                None => "/",
            };
            format!("{}{query}", without_dots(&format!("{folder}{relative}")))
        }
    };
    format!("{start}{host}{whole}")
}

/// What stands before the first `:`, if that is a scheme.
fn scheme(uri: &str) -> Option<&str> {
    let (scheme, _) = uri.split_once(':')?;
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    (scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.chars().all(is_letter)).then_some(scheme)
}

/// A path, and the query with its `?`.
fn halves(text: &str) -> (&str, &str) {
    text.split_at(text.find('?').unwrap_or(text.len()))
}

/// A path without `.` and `..`; nothing stands above its start.
fn without_dots(path: &str) -> String {
    let (start, path) = path.split_at(usize::from(path.starts_with('/')));
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    // These name a folder.
    if path
        .split('/')
        .next_back()
        .is_some_and(|last| [".", ".."].contains(&last))
        && !parts.is_empty()
    {
        parts.push("");
    }
    format!("{start}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn examples_of_rfc_3986() {
        let table = [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g:h", "g:h"),
        ];
        for (reference, uri) in table {
            assert_eq!(join("http://a/b/c/d;p?q", reference), uri, "{reference}");
        }
    }

    #[test]
    fn other_bases() {
        let table = [
            ("https://example.com", "a.yaml", "https://example.com/a.yaml"),
            ("https://example.com?q", "../a.yaml", "https://example.com/a.yaml"),
            ("/api/openapi.yaml", "../a.yaml", "/a.yaml"),
            ("openapi.yaml", "a.yaml", "a.yaml"),
            ("urn:example:api", "/a.yaml", "urn:/a.yaml"),
        ];
        for (base, reference, uri) in table {
            assert_eq!(join(base, reference), uri, "{base} {reference}");
        }
    }
}
