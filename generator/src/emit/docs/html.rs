//! HTML in descriptions: the tags that authors use become Markdown, so that a reader sees words and not tags.
//!
//! In: text as the author wrote it. Out: text for [`super::docs`], which escapes whatever is left. Code stays as it is.

/// The text with its well-known tags as Markdown. Other tags, and everything in code, are left alone.
pub(super) fn to_markdown(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut page = Page::default();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('`') {
            let length = code(rest);
            out.push_str(&rest[..length]);
            length
        } else if let Some((tag, length)) = tag(rest) {
            match page.markdown(&tag) {
                Some(markdown) => out.push_str(&markdown),
                None => out.push_str(&rest[..length]),
            }
            length
        } else {
            out.push('<');
            1
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The length of a code span or a fenced block at the start of a text; of its ticks, if nothing ends it.
fn code(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let end = rest[ticks..].find(&rest[..ticks]);
    end.map_or(ticks, |end| end + 2 * ticks)
}

struct Tag<'a> {
    name: String,
    closes: bool,
    rest: &'a str,
}

/// The tag at the start of a text, and its length.
fn tag(rest: &str) -> Option<(Tag<'_>, usize)> {
    // Not beyond the next tag: in a text of `<` each would be read to the end.
    let end = 1 + rest[1..].find(['<', '>'])?;
    if !rest[end..].starts_with('>') {
        return None;
    }
    let inside = rest[1..end].trim_end_matches('/');
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        closes,
        rest: &inside[name.len()..],
    };
    let plain = tag.rest.is_empty() || tag.rest.starts_with(char::is_whitespace);
    (plain && !name.is_empty()).then_some((tag, end + 1))
}

/// Where in the text we are.
#[derive(Default)]
struct Page {
    in_pre: bool,
    links: Vec<Option<String>>,
}

impl Page {
    fn markdown(&mut self, tag: &Tag<'_>) -> Option<String> {
        let text = match (tag.name.as_str(), tag.closes) {
            ("pre", closes) => {
                self.in_pre = !closes;
                if closes { "\n```\n\n" } else { "\n\n```text\n" }
            }
            ("code" | "tt" | "kbd" | "samp", _) => ["`", ""][usize::from(self.in_pre)],
            ("br", _) => "\n",
            ("p" | "div" | "section" | "ul" | "ol" | "dl" | "table" | "blockquote" | "center" | "details", _) => "\n\n",
            ("b" | "strong", _) => "**",
            ("i" | "em", _) => "*",
            ("li" | "dt", false) => "\n* ",
            ("li" | "dt" | "tr", _) | ("dd", true) => "\n",
            ("td" | "th" | "dd", _) => " ",
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary", false) => "\n\n**",
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary", true) => "**\n\n",
            ("a", false) => return Some(self.open_link(tag.rest)),
            ("a", true) => return Some(self.close_link()),
            ("span" | "font" | "small" | "big" | "sup" | "sub" | "u" | "s" | "tbody" | "thead" | "hr" | "wbr", _) => "",
            _ => return None,
        };
        Some(text.to_owned())
    }

    /// Only links into the web lead anywhere from a crate's documentation.
    fn open_link(&mut self, attributes: &str) -> String {
        let target = attributes.split_once("href=").map_or("", |(_, rest)| rest);
        let target = target.trim_start_matches(['"', '\'']);
        let target = target.split(['"', '\'', ' ', '>']).next().unwrap_or_default();
        let web = target.starts_with("https://") || target.starts_with("http://");
        self.links.push(web.then(|| target.to_owned()));
        if web { "[".to_owned() } else { String::new() }
    }

    fn close_link(&mut self) -> String {
        match self.links.pop().flatten() {
            Some(target) => format!("]({target})"),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_markdown;

    #[test]
    fn tags_become_markdown() {
        let table = [
            ("no tags", "no tags"),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<p>One.</p><p>Two.</p>", "\n\nOne.\n\n\n\nTwo.\n\n"),
            ("<b>bold</b> and <em>leaning</em>", "**bold** and *leaning*"),
            ("<ul><li>a</li><li>b</li></ul>", "\n\n\n* a\n\n* b\n\n\n"),
            ("<code>x &lt; y</code>", "`x &lt; y`"),
            ("<pre><code>let x;</code></pre>", "\n\n```text\nlet x;\n```\n\n"),
            (
                r#"<a href="https://example.com/a" target=_blank>there</a>"#,
                "[there](https://example.com/a)",
            ),
            (r#"<a href="/here">here</a>"#, "here"),
            ("a < b > c", "a < b > c"),
            ("Vec<T> and <user-id> stay", "Vec<T> and <user-id> stay"),
            ("`<b>` stays", "`<b>` stays"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("<b", "<b"),
        ];
        for (html, markdown) in table {
            assert_eq!(to_markdown(html), markdown, "{html}");
        }
    }
}
