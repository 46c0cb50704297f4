//! One page for each code that a message can have: what it means, a document that gets it, what to do.
//!
//! This is the list of all codes. `tests/tests/house_rules.rs` proves that the source uses these and no others, and that each is
//! shown by a test. Imports nothing of ours.

/// Code and page; the page of `code` is `code.md` beside this file.
macro_rules! pages {
    ($($code:literal)*) => {
        const PAGES: &[(&str, &str)] = &[$(($code, include_str!(concat!($code, ".md")))),*];
    };
}

pages! {
    "ambiguous-union"
    "bad-lock"
    "bad-manifest"
    "bad-option"
    "bad-status"
    "bad-value"
    "contradicted-choice"
    "contradictory-enum"
    "cyclic-allof"
    "cyclic-ref"
    "cyclic-union"
    "document-differs"
    "duplicate-operation-id"
    "duplicate-output"
    "duplicate-path"
    "dynamic-ref"
    "long-ref-chain"
    "lossy"
    "missing-key"
    "missing-path-parameter"
    "name-clash"
    "no-specs"
    "not-openapi"
    "not-text"
    "not-written"
    "nothing-described"
    "outside-output"
    "outside-ref"
    "overlay"
    "overlay-no-change"
    "overlay-no-match"
    "overlay-path"
    "overlay-unknown-key"
    "remote-ref"
    "server-variable"
    "stale-lock"
    "stale-skip"
    "stale-template"
    "syntax"
    "template-error"
    "template-name"
    "template-no-rust"
    "too-deep"
    "unfit-package"
    "unknown-api"
    "unknown-key"
    "unknown-layer"
    "unknown-template"
    "unknown-type"
    "unlisted-file"
    "unmatched-choice"
    "unmatched-select"
    "unreadable-component"
    "unreadable-file"
    "unreadable-operation"
    "unreadable-parameter"
    "unreadable-revision"
    "unreadable-schema"
    "unreadable-servers"
    "unreadable-template"
    "unresolved-ref"
    "unsatisfiable-allof"
    "unsatisfiable-enum"
    "unsupported-ref"
    "unsupported-security"
    "unsupported-version"
    "untyped-body"
    "unusable-extension"
    "unused-path-parameter"
    "wrong-type"
}

/// All codes with their pages, by name.
pub fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().copied()
}

/// The page of a code.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// What a page is about: its first line without the code.
pub fn title(page: &str) -> &str {
    let first = page.lines().next().unwrap_or_default();
    first.split_once(": ").map_or(first, |(_, title)| title)
}
