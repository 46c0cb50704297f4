//! Text of a document as doc comments: Markdown that nobody has checked becomes Markdown that rustdoc and clippy accept.
//!
//! Text from a document is hostile. Nothing of it may become code, a doc test, a link to somewhere in the crate or HTML:
//! fences become `text`, indented blocks are fenced, `[x]` and tags are escaped, bare URLs wrapped, control and bidi
//! characters dropped. Paragraphs and list items are joined and wrapped anew, so that no line continues one by accident.

mod html;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;
use crate::printable::is_unprintable;
use html::to_markdown;

const WIDTH: usize = 100;

/// Doc attributes, one a line. What is deprecated says so in words: an attribute would warn where our own code fills it.
pub(in crate::emit) fn attributes(docs: &Docs) -> TokenStream {
    let mut lines = lines(docs);
    if docs.deprecated {
        paragraph(&mut lines, vec!["**Deprecated.**".to_owned()]);
    }
    comment(lines)
}

/// Doc attributes of a method, which alone are marked as deprecated for the compiler too.
pub(in crate::emit) fn method_attributes(docs: &Docs) -> TokenStream {
    method_with_arguments(docs, &[])
}

/// Doc attributes of a method with its arguments: name and words of each.
pub(in crate::emit) fn method_with_arguments(docs: &Docs, arguments: &[(&str, &str)]) -> TokenStream {
    let mut all = lines(docs);
    if !arguments.is_empty() {
        paragraph(&mut all, vec!["# Arguments".to_owned()]);
        let items = arguments.iter().flat_map(|(name, words)| item(name, words));
        paragraph(&mut all, items.collect());
    }
    let comment = comment(all);
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#comment #deprecated)
}

/// An item of a list: the first sentence of the words, wrapped.
fn item(name: &str, words: &str) -> Vec<String> {
    wrap(&format!("* `{name}`: {}", first_line(words)), "  ")
}

fn comment(lines: Vec<String>) -> TokenStream {
    let lines = lines.into_iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Doc attributes for a sentence of ours.
pub(in crate::emit) fn sentence(text: &str) -> TokenStream {
    let line = format!(" {text}");
    quote!(#[doc = #line])
}

/// The whole text: summary, description, notes, each a paragraph.
pub(crate) fn lines(docs: &Docs) -> Vec<String> {
    let mut out = Vec::new();
    let summary = docs
        .summary
        .as_deref()
        .map(|text| text.trim().trim_end_matches('.').to_owned() + ".");
    for text in [summary.as_deref(), docs.description.as_deref()].into_iter().flatten() {
        paragraph(&mut out, safe(text));
    }
    let default = docs
        .default
        .as_deref()
        .map(|value| format!("Default of the service: `{value}`."));
    for note in docs.notes.iter().chain(&default) {
        paragraph(&mut out, wrap(&clean(note).replace('\n', " "), ""));
    }
    out
}

/// The first line of a text, for tables and summaries.
pub(crate) fn first_line(text: &str) -> String {
    let line = clean(&to_markdown(text));
    let line = line.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    inline(line.trim()).replace('|', "\\|")
}

fn paragraph(out: &mut Vec<String>, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(String::new());
    }
    out.extend(lines);
}

/// Markdown of a document as lines that are safe in a doc comment or a README.
pub(crate) fn safe(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut block = Block::default();
    for line in clean(&to_markdown(text)).lines() {
        block.line(line.trim_end(), &mut out);
    }
    block.end(&mut out);
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// What is being read: running text that is not written yet, or a fence.
#[derive(Default)]
struct Block {
    text: String,
    marker: String,
    fence: Option<String>,
    code: bool,
}

impl Block {
    fn line(&mut self, line: &str, out: &mut Vec<String>) {
        if let Some(fence) = &self.fence {
            let closes =
                line.trim().starts_with(fence.as_str()) && line.trim().trim_start_matches(['`', '~']).is_empty();
            out.push(if closes { fence.clone() } else { line.to_owned() });
            if closes {
                self.fence = None;
            }
            return;
        }
        let indented = line.starts_with("    ") && self.text.is_empty();
        if self.code && !indented {
            out.push("```".to_owned());
            self.code = false;
        }
        if let Some(fence) = fence(line.trim()) {
            self.flush(out);
            out.push(format!("{fence}text"));
            self.fence = Some(fence);
        } else if indented && !line.trim().is_empty() && !starts_item(line.trim()) {
            if !self.code {
                out.push("```text".to_owned());
                self.code = true;
            }
            out.push(line.trim().replace("```", "'''"));
        } else {
            self.running(line.trim(), out);
        }
    }

    fn running(&mut self, line: &str, out: &mut Vec<String>) {
        if line.is_empty() {
            self.flush(out);
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
        } else if line.starts_with('|') || line.starts_with('#') || rule(line) {
            self.flush(out);
            out.push(if rule(line) { "***".to_owned() } else { inline(line) });
        } else if self.begins_item(line) || (line.starts_with('>') && !self.marker.starts_with('>')) {
            self.flush(out);
            let (marker, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (marker, rest) = if line.starts_with('>') {
                (">", line.trim_start_matches(['>', ' ']))
            } else {
                (marker, rest)
            };
            self.marker = marker.to_owned();
            self.text = rest.trim().to_owned();
        } else {
            let rest = if self.marker == ">" {
                line.trim_start_matches(['>', ' '])
            } else {
                line
            };
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(rest);
        }
    }

    /// Whether a list item begins here. Within a paragraph a number does so only if it is 1: others end a sentence, `fails with
    /// 422.`, where the author's editor broke the line.
    fn begins_item(&self, line: &str) -> bool {
        let in_paragraph = self.marker.is_empty() && !self.text.is_empty();
        let counts = line.starts_with(|first: char| first.is_ascii_digit());
        starts_item(line) && (!in_paragraph || !counts || line.starts_with("1.") || line.starts_with("1)"))
    }

    fn flush(&mut self, out: &mut Vec<String>) {
        let marker = std::mem::take(&mut self.marker);
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        let indent = if marker == ">" {
            "> ".to_owned()
        } else {
            " ".repeat(if marker.is_empty() { 0 } else { marker.len() + 1 })
        };
        let mut lines = wrap(&inline(&text), &indent);
        if let (Some(first), false) = (lines.first_mut(), marker.is_empty()) {
            *first = format!("{marker} {}", first.trim_start_matches(['>', ' ']));
        }
        let same_list = out
            .last()
            .is_some_and(|last| starts_item(last) || last.starts_with(' '));
        if !marker.is_empty() && marker != ">" && out.last().is_some_and(|last| !last.is_empty()) && !same_list {
            out.push(String::new());
        }
        out.extend(lines);
    }

    fn end(mut self, out: &mut Vec<String>) {
        self.flush(out);
        if self.code {
            out.push("```".to_owned());
        }
        if let Some(fence) = self.fence {
            out.push(fence);
        }
    }
}

/// The marker of a fence that opens on this line.
fn fence(line: &str) -> Option<String> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let info = &line[length..];
    (length >= 3 && !info.contains('`')).then(|| mark.to_string().repeat(length))
}

fn starts_item(line: &str) -> bool {
    let bullet = ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet));
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    bullet || (digits > 0 && digits < 4 && (line[digits..].starts_with(". ") || line[digits..].starts_with(") ")))
}

fn rule(line: &str) -> bool {
    line.len() >= 2
        && ['-', '=', '*', '_']
            .iter()
            .any(|mark| line.chars().all(|c| c == *mark || c == ' '))
}

/// Without characters that are not seen or that change the order of what is seen.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    text.chars().filter(|c| *c == '\n' || !is_unprintable(*c)).collect()
}

/// Running text: code spans stay, everything that rustdoc would read as a link or a tag is escaped.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let plain = rest.find(['`', '[', ']', '~', '<', '\\', 'h']).unwrap_or(rest.len());
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
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => bare(rest),
            c => (c.to_string(), c.len_utf8()),
        };
        out.push_str(&taken);
        rest = &rest[length..];
    }
    out
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
    let web = url.starts_with("https://") || url.starts_with("http://");
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
    let web = inside.starts_with("https://") || inside.starts_with("http://");
    (web && inside[end..].starts_with('>')).then_some(end + 2)
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

/// Lines of at most [`WIDTH`] characters, where words allow it; those after the first are indented.
fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let risky = starts_item(&format!("{word} ")) || word.starts_with(['#', '>', '|', '=', '~', '-', '+']);
        // A word that may not begin a line is not counted: a text of such words is one line, however long.
        if !risky && !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        } else if !line.trim().is_empty() && line != indent {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
