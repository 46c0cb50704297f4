//! Which responses with a status from 200 to 299 are successes.
//!
//! In: a response, what the document declares about the successes of its operation, and what is read from the body. Out: whether
//! the response is one of these successes, or in words how it differs. The decoders ask for single calls, and `bulk/sort.rs` asks
//! for items; nobody else decides this. It must not decode values: a value that can be decoded is its own proof.
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
//! *decoder*: a body that decodes as the declared type is a success, any other is an error. A document that declares no success at
//! all leaves nothing to compare with: every status counts as declared, and every media type except HTML, which is accepted only
//! where the body is handed over as it is.
//!
//! The author of a client can change this with `success` in `client.toml`. With `"declared"`, only the first two rows count, for
//! values too; with `"any"`, every response with such a status is a success.

use std::fmt::Write;

use http::StatusCode;
use serde::de::IgnoredAny;

use super::reply::Reply;

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
    Items,
}

const OCTET_STREAM: &str = "application/octet-stream";

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

    /// Checks a response with such a status.
    ///
    /// # Errors
    ///
    /// It is not a success; the text says why.
    pub(crate) fn check(self, reply: &Reply, reading: Reading) -> Result<(), String> {
        match self.accepts(reply, reading) {
            true => Ok(()),
            false => Err(self.words(reply)),
        }
    }

    /// Whether this response is a success, as far as that can be known before its body is decoded.
    pub(crate) fn accepts(self, reply: &Reply, reading: Reading) -> bool {
        match (self.rule, reading) {
            (Rule::Any, _) | (Rule::Forgiving, Reading::Value) => true,
            (Rule::Forgiving, Reading::Nothing | Reading::Raw) => reply.has_no_body() || self.forgives(reply, reading),
            (Rule::Forgiving, Reading::Items) => self.is_exact(reply, reading) || self.is_json_of_its_status(reply),
            (Rule::Exact, _) => self.is_exact(reply, reading),
        }
    }

    /// A declared status with a declared media type or without a body.
    fn is_exact(self, reply: &Reply, reading: Reading) -> bool {
        self.of_status(reply.status)
            .is_some_and(|types| reply.has_no_body() || take(types, &reply.media_type(), reading))
    }

    /// A declared status with JSON where the document declares that, or no body.
    fn is_json_of_its_status(self, reply: &Reply) -> bool {
        let may_be_json = |types: &[&str]| types.is_empty() || has_json(types);
        self.of_status(reply.status).is_some_and(may_be_json) && holds_json(reply)
    }

    /// A body that is what some success declares, or harmless with a declared status.
    fn forgives(self, reply: &Reply, reading: Reading) -> bool {
        let (of_status, media_type) = (self.of_status(reply.status), reply.media_type());
        let nothing = reading == Reading::Nothing;
        let is_harmless =
            is_unspecific(&media_type) || (nothing && (is_json(&media_type) || media_type == "text/plain"));
        (of_status.is_some() && is_harmless)
            || self.takes(of_status, &media_type, reading)
            || (nothing && self.declared.iter().any(|(_, types)| has_json(types)) && holds_json(reply))
    }

    /// The media types that are declared for a status; `None` if the status is not declared.
    fn of_status(self, status: StatusCode) -> Option<&'static [&'static str]> {
        [status.as_str(), "2XX", "default"].iter().find_map(|wanted| {
            let mut all = self.declared.iter();
            all.find(|(status, _)| status == wanted).map(|(_, types)| *types)
        })
    }

    /// Whether a media type is declared for this status, or for any if the status is not declared.
    fn takes(self, of_status: Option<&'static [&'static str]>, media_type: &str, reading: Reading) -> bool {
        let of_any = || self.declared.iter().any(|(_, types)| take(types, media_type, reading));
        of_status.map_or_else(of_any, |types| take(types, media_type, reading))
    }

    /// What to say of a body that does not decode as JSON: that its media type is not declared, if it is not.
    pub(crate) fn note(self, reply: &Reply) -> Option<String> {
        let media_type = reply.media_type();
        let is_declared = match self.declared == Self::UNDECLARED.declared {
            // Only an operation that declares nothing but JSON leaves out what it declares.
            true => is_json(&media_type),
            false => self.takes(self.of_status(reply.status), &media_type, Reading::Raw),
        };
        (!is_declared && !media_type.is_empty()).then(|| self.words(reply))
    }

    /// How a response differs from the declared successes.
    fn words(self, reply: &Reply) -> String {
        let (of_status, media_type) = (self.of_status(reply.status), reply.media_type());
        let is_known = reply.has_no_body() || self.takes(of_status, &media_type, Reading::Raw);
        let code = reply.status.as_u16();
        let shown = reply.media_type_text();
        let mut text = match (of_status.is_some(), shown.as_str()) {
            (false, _) if is_known => format!("the response has status {code}"),
            (false, "") => format!("the response has status {code} and a body without a media type"),
            (false, kind) => format!("the response is {kind} with status {code}"),
            (true, "") => "the response has a body without a media type".to_owned(),
            (true, kind) => format!("the response is {kind}"),
        };
        text.push_str(", which this operation does not declare");
        if self.declared != Self::UNDECLARED.declared {
            let each = self.declared.iter().map(|(status, types)| match types {
                [] => format!("{status} without a body"),
                types => format!("{status} with {}", types.join(" or ")),
            });
            // Writing to a string does not fail.
            let _ = write!(text, " (it declares {})", each.collect::<Vec<_>>().join(", "));
        }
        if is_html(&media_type) {
            text.push_str("; it may come from a login page or a proxy");
        }
        text
    }
}

/// Whether one of these declared media types includes that of a body. A range and `application/octet-stream` include HTML only
/// where the body is handed over as it is: files have any media type.
fn take(declared: &[&str], media_type: &str, reading: Reading) -> bool {
    let may_be_any = reading == Reading::Raw || !is_html(media_type);
    declared.iter().any(|one| match one.strip_suffix('*') {
        Some("*/") => may_be_any,
        Some(range) => may_be_any && media_type.starts_with(range),
        None if *one == OCTET_STREAM => may_be_any,
        None => *one == media_type || (is_json(one) && is_json(media_type)),
    })
}

/// A missing media type means the same as `application/octet-stream` (RFC 9110, 8.3).
fn is_unspecific(media_type: &str) -> bool {
    matches!(media_type, "" | OCTET_STREAM)
}

fn is_html(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

/// JSON in any of its dialects, and lines of it: services mix up their names.
fn is_json(media_type: &str) -> bool {
    media_type.contains("json")
}

fn has_json(media_types: &[&str]) -> bool {
    media_types.iter().any(|one| is_json(one))
}

fn holds_json(reply: &Reply) -> bool {
    serde_json::from_slice::<IgnoredAny>(&reply.body).is_ok()
}
