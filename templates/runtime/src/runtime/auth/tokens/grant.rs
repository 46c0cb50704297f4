//! The response of a token endpoint: a grant or a refusal.
//!
//! In: the body. Out: a token that can be used with its lifetime, or the reason why not. An error never contains a part
//! of the body that may be the token.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::runtime::Secret;

/// No token lives longer: 100 years.
const LONGEST_LIFE: f64 = 100.0 * 365.25 * 24.0 * 3600.0;

/// A token, and for how many seconds it is good.
#[derive(Deserialize)]
pub(super) struct Grant<E> {
    access_token: Secret,
    /// A number by the standard, the text of one by some providers, missing with others.
    expires_in: Option<E>,
}

impl Grant<Value> {
    /// The token, and its lifetime if the provider gives one.
    ///
    /// # Errors
    ///
    /// The grant cannot be used; the text says why, without any part of the token.
    pub(super) fn read(body: &Bytes) -> Result<(Secret, Option<Duration>), String> {
        // The parser's own message is left out, because it may repeat a piece of the response, and that is the token.
        let grant: Self = serde_json::from_slice(body).map_err(|_| unreadable(body))?;
        if grant.access_token.expose().trim().is_empty() {
            return Err("its access_token is empty".to_owned());
        }
        let lifetime = grant.expires_in.map(|value| lifetime(&value)).transpose()?;
        Ok((grant.access_token, lifetime))
    }
}

fn unreadable(body: &Bytes) -> String {
    // A number that does not fit any type makes the whole unreadable.
    let is_grant = serde_json::from_slice::<Grant<IgnoredAny>>(body).is_ok();
    match is_grant {
        true => misfit("a number"),
        false => "the response is not JSON with an access_token; is the URL right?".to_owned(),
    }
}

fn lifetime(value: &Value) -> Result<Duration, String> {
    let seconds = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let seconds = seconds.filter(|seconds| (0.0..=LONGEST_LIFE).contains(seconds));
    let lifetime = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    lifetime.ok_or_else(|| match value {
        Value::Number(number) => misfit(&number.to_string()),
        Value::String(text) => misfit(&format!("{:?}", text.chars().take(40).collect::<String>())),
        Value::Bool(_) => misfit("a boolean"),
        _ => misfit("an array or an object"),
    })
}

fn misfit(shown: &str) -> String {
    format!("its expires_in is {shown}, not a number of seconds between 0 and 100 years")
}

/// The response of an identity provider that grants no token.
#[derive(Default, Deserialize)]
pub(super) struct Refusal {
    error: Option<String>,
    error_description: Option<String>,
}

impl Refusal {
    pub(super) fn read(body: &Bytes) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.error, &self.error_description) {
            (Some(error), Some(description)) => write!(f, ", {error}: {description}"),
            (Some(text), None) | (None, Some(text)) => write!(f, ", {text}"),
            (None, None) => f.write_str(", without a reason in the form of OAuth; is the URL right?"),
        }
    }
}
