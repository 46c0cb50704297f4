//! Text of a document as doc comments: Markdown that nobody has checked becomes Markdown that rustdoc and clippy accept.
//!
//! Text from a document is hostile. Nothing of it may become code, a doc test, a link to somewhere in the crate or HTML:
//! fences become `text`, indented blocks are fenced, `[x]` and tags are escaped, bare URLs wrapped, control and bidi
//! characters dropped. Paragraphs and list items are joined and wrapped anew, so that no line continues one by accident.

mod html;
mod inline;
mod markdown;
mod wrap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::DOC_BREAK;
use crate::plan::{Docs, Group, Variable};
use html::to_markdown;
pub(crate) use inline::clean;
use inline::inline;
pub(crate) use markdown::safe;
use wrap::wrap;

/// Doc attributes, one a line. What is deprecated says so in words: an attribute would warn where our own code fills it.
pub(in crate::emit) fn attributes(docs: &Docs) -> TokenStream {
    let mut lines = lines(docs);
    if docs.deprecated {
        add_paragraph(&mut lines, vec!["**Deprecated.**".to_owned()]);
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
        add_paragraph(&mut all, vec!["# Arguments".to_owned()]);
        let items = arguments.iter().flat_map(|(name, words)| item(name, words));
        add_paragraph(&mut all, items.collect());
    }
    let comment = comment(all);
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#comment #deprecated)
}

/// An item of a list: the first paragraph of the words, wrapped.
fn item(name: &str, words: &str) -> Vec<String> {
    wrap(&format!("* `{name}`: {}", first_paragraph(words)), "  ")
}

/// A doc attribute for all of these lines, which are told apart when they are printed.
pub(in crate::emit) fn comment(lines: Vec<String>) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let mut all = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            all.push(DOC_BREAK);
        }
        if !line.is_empty() {
            all.push(' ');
            all.push_str(line);
        }
    }
    attribute(&all)
}

/// Doc attributes for a sentence of ours.
pub(in crate::emit) fn sentence(text: &str) -> TokenStream {
    attribute(&format!(" {text}"))
}

/// A doc attribute. Its text is a raw string: a quarter of all that is printed is docs, and escapes would be written and read again for
/// each character of them.
fn attribute(text: &str) -> TokenStream {
    let hashes = "#".repeat(hashes(text));
    let raw = ["r", &hashes, "\"", text, "\"", &hashes].concat();
    // A carriage return cannot be in one.
    let literal = raw.parse().unwrap_or_else(|_| Literal::string(text));
    quote!(#[doc = #literal])
}

/// How many hashes keep a raw string from ending in a text.
fn hashes(text: &str) -> usize {
    let ends = text.split('"').skip(1);
    let of_end = |rest: &str| rest.len() - rest.trim_start_matches('#').len() + 1;
    ends.map(of_end).max().unwrap_or(0)
}

/// Doc attributes for a paragraph of ours, wrapped.
pub(in crate::emit) fn paragraph(text: &str) -> TokenStream {
    comment(wrap(text, ""))
}

/// The whole text: summary, description, notes, each a paragraph.
pub(crate) fn lines(docs: &Docs) -> Vec<String> {
    let mut out = Vec::new();
    let summary = docs
        .summary
        .as_deref()
        .map(|text| text.trim().trim_end_matches('.').to_owned() + ".");
    for text in [summary.as_deref(), docs.description.as_deref()].into_iter().flatten() {
        add_paragraph(&mut out, safe(text));
    }
    let default = docs
        .default
        .as_deref()
        .map(|value| format!("Default of the service: `{value}`."));
    for note in docs.notes.iter().chain(&default) {
        add_paragraph(&mut out, wrap(&clean(note).replace('\n', " "), ""));
    }
    out
}

/// The first line of a text, for titles.
pub(crate) fn first_line(text: &str) -> String {
    let line = clean(&to_markdown(text));
    let line = line.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    inline(line.trim()).replace('|', "\\|")
}

/// The first sentence of a text, on one line.
pub(crate) fn first_sentence(text: &str) -> String {
    one_line(text, sentence_of)
}

/// The first paragraph of a text, on one line.
fn first_paragraph(text: &str) -> String {
    one_line(text, |paragraph| paragraph)
}

/// What is chosen of the first paragraph of a text, whose lines may end anywhere.
fn one_line(text: &str, choose: fn(&str) -> &str) -> String {
    let text = clean(&to_markdown(text));
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_prose = |line: &&str| !line.is_empty() && !line.starts_with(['#', '-', '=', '*', '|', '>', '`', '~']);
    let is_alone = ["#", "```", "~~~"].iter().any(|mark| first.starts_with(mark));
    let paragraph: Vec<&str> = match is_alone {
        true => vec![first],
        false => std::iter::once(first).chain(lines.take_while(is_prose)).collect(),
    };
    inline(choose(&paragraph.join(" "))).replace('|', "\\|")
}

/// A text up to the end of its first sentence: a full stop before a word that begins with a capital letter.
fn sentence_of(text: &str) -> &str {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let mut ends = ends.filter(|end| {
        let is_short = |word: &&str| matches!(*word, "e.g." | "i.e." | "etc." | "vs." | "no." | "No.");
        let last = text[..*end].rsplit([' ', '(']).next();
        let next = text[*end..].trim_start().chars().next();
        next.is_some_and(|c| !c.is_lowercase()) && !last.as_ref().is_some_and(is_short)
    });
    ends.next().map_or(text, |end| &text[..end])
}

/// A text in a code span, which nothing in it ends.
pub(in crate::emit) fn code(text: &str) -> String {
    format!("`{}`", text.escape_debug().to_string().replace('`', "'"))
}

/// What a group of operations is, on one line.
pub(crate) fn group_words(group: &Group) -> String {
    let words = group.docs.description.as_deref().map(first_sentence);
    words
        .filter(|line| !line.is_empty())
        .unwrap_or_else(|| format!("Operations of `{}`.", group.name))
}

/// What a variable of the server is, on one line.
pub(crate) fn variable_words(variable: &Variable) -> String {
    let words = variable.docs.description.as_deref().map(first_paragraph);
    words
        .filter(|line| !line.is_empty())
        .unwrap_or_else(|| format!("Sets `{}`.", variable.name))
}

fn add_paragraph(out: &mut Vec<String>, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(String::new());
    }
    out.extend(lines);
}
