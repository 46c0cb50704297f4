//! The cause of an error without the credentials of the request.
//!
//! A decoder quotes what it has read, and a transport of the caller may quote what it has sent.

use std::error::Error as StdError;
use std::fmt;

use super::causes::causes;
use crate::runtime::auth::Redactor;
use crate::runtime::{DecodeError, printable};

pub(super) type Cause = Box<dyn StdError + Send + Sync>;

/// The same cause if nothing of it has to be hidden.
pub(super) fn redacted(cause: Cause, redactor: &Redactor) -> Cause {
    let cause = match cause.downcast::<DecodeError>() {
        Ok(error) => return Box::new(error.rewritten(|text| printable(&redactor.text(text)).into_owned())),
        Err(cause) => cause,
    };
    let shows_secret = causes(&*cause).any(|error| redactor.is_in(&format!("{error} {error:?}")));
    match shows_secret {
        true => Box::new(Redacted(redactor.text(&cause.to_string()))),
        false => cause,
    }
}

/// What is left of a cause that has shown a secret.
#[derive(Debug)]
struct Redacted(String);

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Redacted {}
