//! What the YAML reader says, in plain words and with a place.

use serde_saphyr::{DefaultMessageFormatter, Error, MessageFormatter};

use super::nodes::nodes;
use super::span::span;
use super::value::{TWICE, twice};
use crate::load::syntax::fault::{DEPTH_HELP, MAX_DEPTH, SyntaxError};

/// The reader's error as ours.
pub(super) fn explain(text: &str, error: &Error) -> SyntaxError {
    let at = error.location().map_or(0..0, |location| span(text, &location));
    let error = original(error);
    if let Some(tab) = indenting_tab(text, at.start).filter(|_| is_about_layout(error)) {
        return SyntaxError {
            message: "a tab cannot indent a line".to_owned(),
            span: tab..tab + 1,
            help: Some("YAML is indented by spaces only: replace the tabs".to_owned()),
        };
    }
    let (message, help) = words(error);
    let repeated = message.ends_with(TWICE).then(|| nodes(text)?.repeated_key()).flatten();
    SyntaxError {
        message,
        span: repeated.unwrap_or(at),
        help,
    }
}

/// A fault below an alias, or with a piece of the text, is told as the fault itself.
fn original(mut error: &Error) -> &Error {
    while let Error::AliasError { error: inner, .. } | Error::WithSnippet { error: inner, .. } = error {
        error = inner;
    }
    error
}

fn is_about_layout(error: &Error) -> bool {
    matches!(error, Error::ExternalMessage { .. })
}

/// The tab among the blanks before the line at a place, or before a line next to it: the reader may notice a tab at
/// what comes after it, or at the end of what comes before it.
fn indenting_tab(text: &str, at: usize) -> Option<usize> {
    let (above, below) = text.split_at_checked(at)?;
    let mut starts: Vec<usize> = below.match_indices('\n').take(1).map(|(end, _)| at + end + 1).collect();
    let before = above.rmatch_indices('\n').map(|(end, _)| end + 1).chain([0]);
    starts.extend(before.take(3));
    starts.into_iter().find_map(|start| {
        let blanks = text[start..].split(|letter| letter != ' ' && letter != '\t').next()?;
        Some(start + blanks.find('\t')?)
    })
}

type Words = (String, Option<String>);

fn words(error: &Error) -> Words {
    match error {
        Error::DuplicateMappingKey { key: Some(key), .. } => (twice(key), Some(TWICE_HELP.to_owned())),
        Error::Message { msg, .. } if msg.ends_with(TWICE) => (msg.clone(), Some(TWICE_HELP.to_owned())),
        Error::RecursiveReferencesRequireWeakTypes { .. } => (
            "this alias stands within what it repeats".to_owned(),
            Some("write the value out, or use `$ref`".to_owned()),
        ),
        Error::Budget { breach, .. } => {
            let breach = format!("{breach:?}");
            let is_depth = breach.contains("Depth") || breach.contains("Nesting");
            if is_depth { too_deep() } else { too_many_aliases() }
        }
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => too_many_aliases(),
        Error::UnknownAnchor { .. } => (
            "this alias repeats what is marked nowhere".to_owned(),
            Some("`*name` repeats the value that `&name` marks further up".to_owned()),
        ),
        Error::MultipleDocuments { .. } => (
            "the file holds more than one YAML document".to_owned(),
            Some("put each document into a file of its own, and remove the `---` between them".to_owned()),
        ),
        other => plain(&DefaultMessageFormatter.format_message(other)),
    }
}

const TWICE_HELP: &str = "a mapping has each key once: remove or rename one of the two";

fn too_deep() -> Words {
    let message = format!("values are nested more than {MAX_DEPTH} levels deep");
    (message, Some(DEPTH_HELP.to_owned()))
}

fn too_many_aliases() -> Words {
    (
        "the aliases (`*name`) of this file repeat more than a file of this length may".to_owned(),
        Some("write the values out, or use `$ref`".to_owned()),
    )
}

/// A part of the reader's words → ours, and what to do.
const PLAIN: [(&str, &str, &str); 8] = [
    (
        "did not find expected key",
        "this line fits into no mapping above it",
        "the keys of one mapping begin in the same column",
    ),
    (
        "did not find expected '-' indicator",
        "this line fits into no list above it",
        "the `-` of one list stand in the same column",
    ),
    (
        "mapping values are not allowed",
        "a `:` cannot stand here",
        "put quotes around a text that has a `:` in it, and check the indentation",
    ),
    (
        "unclosed quote",
        "a quote that is opened before this is not closed",
        CLOSE_QUOTE,
    ),
    (
        "indentation in multiline quoted",
        "a quote that is opened before this is not closed",
        CLOSE_QUOTE,
    ),
    (
        "unclosed bracket",
        "a bracket is opened here and not closed",
        CLOSE_BRACKET,
    ),
    (
        "did not find expected ','",
        "a `,` or the closing bracket is expected here",
        CLOSE_BRACKET,
    ),
    (
        "simple key expected ':'",
        "a key is expected here, with a `:` after it",
        "put quotes around a text that begins with a sign, and check the indentation",
    ),
];
const CLOSE_QUOTE: &str = "close it; within `'…'` a quote is written `''`, and within `\"…\"` it is `\\\"`";
const CLOSE_BRACKET: &str = "each `[` and `{` needs its `]` and `}`";

fn plain(said: &str) -> Words {
    if said == "recursion limit exceeded" {
        return too_deep();
    }
    match PLAIN.iter().find(|(part, ..)| said.contains(part)) {
        Some((_, message, help)) => ((*message).to_owned(), Some((*help).to_owned())),
        None => (format!("this is not YAML: {said}"), None),
    }
}
