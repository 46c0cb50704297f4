//! Which responses are successes: those with a status from 200 to 299 by the table below, and redirections that the
//! document declares as outcomes, whatever their body, if none is read.
//!
//! `check.rs` does the comparison. In: a response, what the document declares about the successes of its operation, and
//! what is read from the body. Out: whether the response is one of these successes, or in words how it differs. The
//! decoders ask for single calls, and `bulk/sort.rs` asks for items; nobody else decides this. It must not decode
//! values: a value that can be decoded is its own proof.
//!
//! | status | body | [`Value`](Reading::Value) | [`Nothing`](Reading::Nothing) | [`Raw`](Reading::Raw) | [`Items`](Reading::Items) |
//! |---|---|---|---|---|---|
//! | declared | none | decoder | yes | yes | yes |
//! | declared | of a declared media type | decoder | yes | yes | yes |
//! | declared | JSON under another media type or none, where the document declares JSON | decoder | yes | – | yes |
//! | declared | without a media type, or `application/octet-stream`, which says as little | decoder | yes | yes | no |
//! | declared | JSON, where the document declares no body | decoder | yes | no | yes |
//! | declared | JSON or plain text of an undeclared media type | decoder | yes | no | no |
//! | declared | anything else, HTML above all | decoder | no | no | no |
//! | undeclared | none | decoder | yes | yes | no |
//! | undeclared | of a media type that is declared for another status | decoder | yes | yes | no |
//! | undeclared | JSON under another media type or none, where the document declares JSON | decoder | yes | – | no |
//! | undeclared | anything else | decoder | no | no | no |
//!
//! *decoder*: a body that decodes as the declared type is a success, any other is an error. A document that declares no
//! success at all leaves nothing to compare with: every status counts as declared, and every media type except HTML,
//! which is accepted only where the body is handed over as it is.
//!
//! The author of a client can change this with `success` in `client.toml`. With `"declared"`, only the first two rows
//! count, for values too; with `"any"`, every response with such a status is a success.

mod check;

/// What an operation declares about its successes, and how strictly responses are compared with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Success {
    declared: &'static [DeclaredSuccess],
    rule: Rule,
}

/// A status as documents write it, `200`, `2XX` or `default`, and the media types of its body in lower case and without
/// parameters; none if it has no body.
pub type DeclaredSuccess = (&'static str, &'static [&'static str]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Forgiving,
    Exact,
    Any,
}

/// What is read from the body of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A value, by a decoder that refuses whatever is not one.
    Value,
    /// Nothing.
    Nothing,
    /// Text, bytes or a stream, handed over as they are.
    Raw,
    /// That the items of the request were accepted.
    #[cfg(feature = "bulk")]
    Items,
}

impl Success {
    /// The document declares no success.
    pub const UNDECLARED: Self = Self::of(&[("default", &["*/*"])]);

    /// The document declares these successes.
    pub const fn of(declared: &'static [DeclaredSuccess]) -> Self {
        Self {
            declared,
            rule: Rule::Forgiving,
        }
    }

    /// Only a declared status with a declared media type or without a body is a success.
    #[must_use]
    pub const fn exact(mut self) -> Self {
        self.rule = Rule::Exact;
        self
    }

    /// Every response with a status from 200 to 299 is a success.
    #[must_use]
    pub const fn any(mut self) -> Self {
        self.rule = Rule::Any;
        self
    }
}
