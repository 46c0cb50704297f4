//! The comparison of a response with the declared successes, by the table in the parent module.

use std::fmt::Write;

use http::StatusCode;
use serde::de::IgnoredAny;

use super::{Reading, Rule, Success};
use crate::runtime::DecodeError;
use crate::runtime::call::reply::Reply;

impl Reply {
    /// Checks that this is a success of its operation, as far as that depends on status and media type.
    ///
    /// # Errors
    ///
    /// The operation does not declare such a response.
    pub(crate) fn check(&self, reading: Reading) -> Result<(), DecodeError> {
        self.success.check(self, reading).map_err(DecodeError::undeclared)
    }
}

const OCTET_STREAM: &str = "application/octet-stream";

impl Success {
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
            // Only declared ones come here, and what they say for people is not read.
            (_, Reading::Nothing) if reply.status.is_redirection() => true,
            (Rule::Forgiving, Reading::Nothing | Reading::Raw) => reply.has_no_body() || self.forgives(reply, reading),
            #[cfg(feature = "bulk")]
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
    #[cfg(feature = "bulk")]
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

    /// Whether a redirection with this status is declared.
    pub(crate) fn declares(self, status: StatusCode) -> bool {
        let mut declared = self.declared.iter();
        declared.any(|(one, _)| *one == status.as_str() || *one == "3XX")
    }

    /// The media types that are declared for a status; `None` if the status is not declared.
    fn of_status(self, status: StatusCode) -> Option<&'static [&'static str]> {
        let range = if status.is_redirection() { "3XX" } else { "2XX" };
        [status.as_str(), range, "default"].iter().find_map(|wanted| {
            let mut all = self.declared.iter();
            all.find(|(status, _)| status == wanted).map(|(_, types)| *types)
        })
    }

    /// Whether a media type is declared for this status, or for any if the status is not declared.
    fn takes(self, of_status: Option<&'static [&'static str]>, media_type: &str, reading: Reading) -> bool {
        let of_any = || self.declared.iter().any(|(_, types)| take(types, media_type, reading));
        of_status.map_or_else(of_any, |types| take(types, media_type, reading))
    }

    /// A note about a body that does not decode as JSON: that its media type is not declared, if it is not.
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

/// Whether one of these declared media types includes that of a body. A range and `application/octet-stream` include
/// HTML only where the body is handed over as it is: files have any media type.
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
