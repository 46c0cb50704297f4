//! Running text of a document: nothing in it is a link to somewhere in the crate, a tag, or a character that is not seen.

use crate::printable::is_unprintable;

/// Without characters that are not seen or that change the order of what is seen.
pub(crate) fn clean(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    text.chars().filter(|c| *c == '\n' || !is_unprintable(*c)).collect()
}

/// Running text: code spans stay, everything that rustdoc would read as a link or a tag is escaped.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_special = |(at, byte): &(usize, u8)| match byte {
            b'`' | b'[' | b']' | b'~' | b'<' | b'\\' => true,
            b'h' => is_web(&rest[*at..]),
            _ => false,
        };
        let special = rest.bytes().enumerate().find(is_special);
        let plain = special.map_or(rest.len(), |(at, _)| at);
        if plain > 0 {
            out.push_str(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        let (taken, length) = match c {
            '`' => code_span(rest),
            '[' => link(rest).unwrap_or_else(|| ("\\[".to_owned(), 1)),
            ']' => ("\\]".to_owned(), 1),
            '~' if rest.starts_with("~~~") => ("\\~".to_owned(), 1),
            '<' => autolink(rest).map_or_else(|| ("\\<".to_owned(), 1), |length| (rest[..length].to_owned(), length)),
            '\\' => {
                let next = rest[1..].chars().next().filter(char::is_ascii_punctuation);
                next.map_or_else(|| ("\\\\".to_owned(), 1), |next| (format!("\\{next}"), 2))
            }
            'h' => bare(rest),
            c => (c.to_string(), c.len_utf8()),
        };
        out.push_str(&taken);
        rest = &rest[length..];
    }
    out
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn code_span(rest: &str) -> (String, usize) {
    let ticks = rest.chars().take_while(|c| *c == '`').count();
    let marker = "`".repeat(ticks);
    match rest[ticks..].find(&marker) {
        Some(end) if end > 0 => {
            let inner = rest[ticks..ticks + end].trim();
            (
                if inner.is_empty() {
                    String::new()
                } else {
                    format!("`{}`", inner.replace('`', "'"))
                },
                end + 2 * ticks,
            )
        }
        _ => ("\\`".repeat(ticks), ticks),
    }
}

/// The link `[text](https://…)` at the start of a text, and its length; of one that leads into the author's own pages, the
/// words alone.
fn link(rest: &str) -> Option<(String, usize)> {
    // Both searches stop at what cannot be part of a link, so that a text of brackets is not read to its end for each.
    let (words, tail) = rest[1..].split_at(rest[1..].find(['[', ']', '<', '`', '\\'])?);
    let tail = tail.strip_prefix("](")?;
    let (url, tail) = tail.split_at(tail.find(|c: char| !c.is_ascii_graphic() || "<>()\"\\".contains(c))?);
    let length = rest.len() - tail.strip_prefix(')')?.len();
    let web = is_web(url);
    let own = ["/", "#", "./", "../"].iter().any(|start| url.starts_with(start));
    match (web, own) {
        (true, _) => Some((rest[..length].to_owned(), length)),
        (_, true) => Some((inline(words), length)),
        _ => None,
    }
}

/// The length of `<https://…>` at the start of a text.
fn autolink(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let end = inside.find(|c: char| !c.is_ascii_graphic() || c == '<' || c == '>')?;
    (is_web(inside) && inside[end..].starts_with('>')).then_some(end + 2)
}

/// A URL in running text.
fn bare(rest: &str) -> (String, usize) {
    let end = rest
        .find(|c: char| !c.is_ascii_graphic() || "<>\"'`)]|\\{}".contains(c))
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if url.len() <= "https://".len() {
        (rest[..4].to_owned(), 4)
    } else {
        (format!("<{url}>"), url.len())
    }
}
