//! Parameters that the client has for all requests: the values, and what a request leaves open.
//!
//! Must not know requests. Values go only to the client's own server, because any of them may be a key.

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::request::caller_header;
use crate::runtime::encode::{self, Escape, Plain, Style};

/// The values of a client.
#[derive(Clone, Default)]
pub(crate) struct ClientWide {
    headers: Vec<(&'static str, HeaderName, HeaderValue)>,
    /// Names, and what stands in the query.
    query: Vec<(&'static str, Vec<String>)>,
}

impl ClientWide {
    /// Sets a header.
    pub(crate) fn set_header<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), String> {
        let text = Plain::of(value).and_then(|value| encode::header(false, &value));
        let text = text
            .map_err(|error| format!("header {name}: {error}"))?
            .unwrap_or_default();
        let (header, value) = caller_header(name, &text)?;
        self.headers.retain(|(known, ..)| *known != name);
        self.headers.push((name, header, value));
        Ok(())
    }

    /// Sets a query parameter.
    pub(crate) fn set_query<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), String> {
        let pairs = Plain::of(value).and_then(|value| encode::query(name, Style::Form, true, Escape::ALL, &value));
        let pairs = pairs.map_err(|error| format!("query parameter {name}: {error}"))?;
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, pairs));
        Ok(())
    }

    /// The header of this name.
    pub(super) fn header(&self, name: &str) -> Option<(&HeaderName, &HeaderValue)> {
        let found = self.headers.iter().find(|(known, ..)| *known == name);
        found.map(|(_, header, value)| (header, value))
    }

    /// What the query parameter of this name is in the query.
    pub(super) fn query(&self, name: &str) -> Option<&[String]> {
        let found = self.query.iter().find(|(known, _)| *known == name);
        found.map(|(_, pairs)| pairs.as_slice())
    }

    /// What it adds to the query, encoded: any of it may be a key.
    pub(crate) fn values_of_query(&self) -> impl Iterator<Item = String> {
        let pairs = self.query.iter().flat_map(|(_, pairs)| pairs);
        pairs.filter_map(|pair| Some(pair.split_once('=')?.1.to_owned()))
    }
}

/// A parameter that a request has not set.
#[derive(Clone)]
pub(super) struct Open {
    pub(super) name: &'static str,
    /// Whether no request goes out without it.
    pub(super) is_required: bool,
    /// Whether it is a header, and no query parameter.
    pub(super) is_header: bool,
}
