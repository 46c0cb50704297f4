//! A JSONPath cut into its steps. Only as far as a message needs it: what a step means is decided by the library that follows it.

/// One step: its text as written, and what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) text: &'a str,
    pub(super) kind: PathStep<'a>,
}

/// What a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathStep<'a> {
    /// One key.
    Key(String),
    /// Members that fit a condition: the text after the question mark.
    Filter(&'a str),
    /// Something at any depth: the step that is looked for.
    Below(&'a str),
    /// An index, everything, a list of steps, a slice.
    Other,
}

/// The steps of a path, without the `$` that it begins with.
pub(super) fn segments(target: &str) -> Vec<Segment<'_>> {
    let cuts = cuts(target);
    let ends = cuts.iter().skip(1);
    cuts.iter()
        .zip(ends)
        .filter_map(|(&start, &end)| target.get(start..end))
        .map(|text| Segment { text, kind: kind(text) })
        .collect()
}

/// Where steps begin: after `$`, and at each `.name` and `[…]`; and the end of the path.
fn cuts(target: &str) -> Vec<usize> {
    let (mut cuts, mut depth, mut quote) = (Vec::new(), 0usize, None);
    let mut escaped = false;
    for (at, letter) in target.char_indices() {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '[') => {
                if depth == 0 && at > 0 && !target[..at].ends_with("..") {
                    cuts.push(at);
                }
                depth += 1;
            }
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '.') if depth == 0 && !target[..at].ends_with('.') => cuts.push(at),
            (None, _) => {}
        }
    }
    cuts.push(target.len());
    cuts
}

fn kind(text: &str) -> PathStep<'_> {
    if let Some(below) = text.strip_prefix("..") {
        return PathStep::Below(below);
    }
    if let Some(name) = text.strip_prefix('.') {
        return if name == "*" {
            PathStep::Other
        } else {
            PathStep::Key(name.to_owned())
        };
    }
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text)
        .trim();
    if let Some(filter) = inner.strip_prefix('?') {
        return PathStep::Filter(filter.trim());
    }
    quoted(inner).map_or(PathStep::Other, PathStep::Key)
}

/// The text of one quoted string; nothing if there is more than that.
pub(super) fn quoted(text: &str) -> Option<String> {
    let open = text.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
    let inner = text.strip_prefix(open)?.strip_suffix(open)?;
    let (mut out, mut letters) = (String::new(), inner.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.push(letters.next()?),
            letter if letter == open => return None,
            letter => out.push(letter),
        }
    }
    Some(out)
}

/// A path and one more key.
pub(super) fn joined(known: &str, key: &str) -> String {
    let plain =
        key.starts_with(char::is_alphabetic) && key.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if plain {
        format!("{known}.{key}")
    } else {
        format!("{known}['{}']", key.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps() {
        let table: [(&str, &[&str]); 6] = [
            ("$.a.b", &[".a", ".b"]),
            ("$.paths['/a.b'].get", &[".paths", "['/a.b']", ".get"]),
            ("$.p[?@.x == 'a]b'].get", &[".p", "[?@.x == 'a]b']", ".get"]),
            ("$..name[0]", &["..name", "[0]"]),
            ("$..['a','b']", &["..['a','b']"]),
            ("$", &[]),
        ];
        for (path, texts) in table {
            let found: Vec<_> = segments(path).iter().map(|segment| segment.text).collect();
            assert_eq!(found, texts, "{path}");
        }
    }

    #[test]
    fn what_a_step_asks_for() {
        let table = [
            (".get", PathStep::Key("get".to_owned())),
            ("['it\\'s']", PathStep::Key("it's".to_owned())),
            ("[\"a\"]", PathStep::Key("a".to_owned())),
            ("['a','b']", PathStep::Other),
            ("[?(@.x)]", PathStep::Filter("(@.x)")),
            ("..name", PathStep::Below("name")),
            (".*", PathStep::Other),
            ("[0]", PathStep::Other),
        ];
        for (text, expected) in table {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
