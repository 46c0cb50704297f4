//! The text of a `$ref`: which file it names, and which place in it.

use crate::pointer::Pointer;

/// What a reference says, before anything is looked up.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::load) enum Target {
    /// A place in a file; `None` is the file that holds the reference.
    Place(Option<String>, Pointer),
    /// Somewhere on the network.
    Remote,
    /// A fragment that is no JSON pointer (`#name`).
    Anchor,
}

/// Takes a reference apart.
pub(in crate::load) fn parse(text: &str) -> Target {
    let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
    if file.contains("://") || file.starts_with("//") || file.starts_with("urn:") {
        return Target::Remote;
    }
    let fragment = decode(fragment);
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Target::Anchor;
    }
    Target::Place((!file.is_empty()).then(|| decode(file)), Pointer::parse(&fragment))
}

/// Undoes percent-encoding; what is not valid is left as it is.
fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(hex(*high) * 16 + hex(*low));
                rest = after;
            }
            _ => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.wrapping_sub(b'A').wrapping_add(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        let place = |file: Option<&str>, at: &str| Target::Place(file.map(str::to_owned), Pointer::parse(at));
        let table = [
            ("#/components/schemas/A", place(None, "/components/schemas/A")),
            ("a.yaml#/b", place(Some("a.yaml"), "/b")),
            ("../a%20b.json", place(Some("../a b.json"), "")),
            ("#/paths/~1x~1%7Bid%7D", place(None, "/paths/~1x~1{id}")),
            ("#/a%2", place(None, "/a%2")),
            ("#", place(None, "")),
            ("https://example.com/a.yaml", Target::Remote),
            ("#node", Target::Anchor),
        ];
        for (text, target) in table {
            assert_eq!(parse(text), target, "{text}");
        }
    }
}
