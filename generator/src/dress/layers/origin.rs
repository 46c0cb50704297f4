//! Where a file of the author's own layer is from, if it began as a copy: a first line that says so, and the copy itself in
//! [`BASE`](super::BASE) beside it.

use crate::file::fingerprint;

/// What the first line of a copy holds, in a comment of the kind that its file has.
const MARK: &str = "ejected by oasmith ";

/// What a file was copied from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ejected {
    /// The version of oasmith that made the copy, if the first line says it.
    pub version: Option<String>,
    /// The fingerprint of the original at that time.
    pub hash: String,
    /// The original at that time, if the copy of it is still there.
    pub base: Option<String>,
    /// Bytes of the first line, with its end; 0 if the file cannot hold one.
    pub header: usize,
}

impl Ejected {
    /// What the text of a file, and the copy in [`BASE`](super::BASE), say; `None` for a file that is no copy.
    pub(super) fn read(text: &str, base: Option<String>) -> Option<Self> {
        let line = text.split_inclusive('\n').next().unwrap_or_default();
        let said = line.split_once(MARK).and_then(|(_, said)| {
            let mut words = said.split_whitespace();
            let version = words.next()?.trim_end_matches(',').to_owned();
            let hash = words.find_map(|word| word.strip_prefix("original="))?;
            Some((version, hash.to_owned()))
        });
        match (said, base) {
            (Some((version, hash)), base) => Some(Self {
                version: Some(version),
                hash,
                base,
                header: line.len(),
            }),
            (None, Some(base)) => Some(Self {
                version: None,
                hash: fingerprint(&base),
                base: Some(base),
                header: 0,
            }),
            (None, None) => None,
        }
    }
}

/// The first line of a copy of an original; empty for a kind of file that has no comments.
pub fn header(name: &str, original: &str) -> String {
    let said = format!(
        "{MARK}{}, original={} (keep this line: it is how oasmith tells when the original changes)",
        env!("CARGO_PKG_VERSION"),
        fingerprint(original)
    );
    let kind = name.rsplit('.').next().unwrap_or_default();
    match kind {
        "j2" => format!("{{# {said} #}}\n"),
        "rs" | "js" | "ts" => format!("// {said}\n"),
        "toml" | "yaml" | "yml" | "py" | "sh" | "gitignore" => format!("# {said}\n"),
        "md" | "html" | "xml" => format!("<!-- {said} -->\n"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_as_it_was_written() {
        for name in ["src/lib.rs.j2", "src/app.rs", "rustfmt.toml", "NOTES.md"] {
            let text = format!("{}the rest", header(name, "the original"));
            let ejected = Ejected::read(&text, None).expect("the first line says where it is from");
            assert_eq!(ejected.hash, fingerprint("the original"));
            assert_eq!(ejected.version.as_deref(), Some(env!("CARGO_PKG_VERSION")));
            assert_eq!(&text[ejected.header..], "the rest");
        }
    }

    #[test]
    fn a_file_without_comments_is_known_by_the_copy_beside_it() {
        assert_eq!(header("data.json", "{}"), "");
        let ejected = Ejected::read("{\"a\": 1}", Some("{}".to_owned())).expect("there is a copy");
        assert_eq!((ejected.hash, ejected.header), (fingerprint("{}"), 0));
        assert_eq!(Ejected::read("{}", None), None);
    }
}
