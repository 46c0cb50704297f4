//! The `Link` header (RFC 8288).

use http::HeaderMap;
use http::header::LINK;

/// The URL of the link with the relation `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).into_iter();
    let mut links = values.filter_map(|value| value.to_str().ok()).flat_map(links);
    links.find(|link| link.is_next()).map(|link| link.url.to_owned())
}

struct Link<'a> {
    url: &'a str,
    parameters: Vec<(&'a str, &'a str)>,
}

impl Link<'_> {
    /// A link with an anchor leads from elsewhere. Only the first `rel` counts.
    fn is_next(&self) -> bool {
        let value = |wanted: &str| {
            let mut parameters = self.parameters.iter();
            let found = parameters.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| *value)
        };
        let relations = value("rel").unwrap_or_default();
        value("anchor").is_none() && relations.split_whitespace().any(|one| one.eq_ignore_ascii_case("next"))
    }
}

/// The links of a header, up to the first thing that is not one.
fn links(header: &str) -> Vec<Link<'_>> {
    let (mut out, mut rest) = (Vec::new(), header);
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let Some((url, behind)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) else {
            return out;
        };
        let (mut parameters, mut behind) = (Vec::new(), behind.trim_start());
        while let Some(text) = behind.strip_prefix(';') {
            let (name, value, left) = parameter(text.trim_start());
            parameters.push((name, value));
            behind = left.trim_start();
        }
        out.push(Link { url, parameters });
        rest = behind;
    }
}

/// The name and the value of a parameter, and what follows.
fn parameter(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
        return (name.trim(), "", rest);
    };
    let (value, rest) = match value.strip_prefix('"') {
        // A relation has nothing to escape.
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => value.split_at(value.find([';', ',']).unwrap_or(value.len())),
    };
    (name.trim(), value.trim(), rest)
}
