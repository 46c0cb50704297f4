use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;

use super::template;
use crate::runtime::encode::{self, PathStyle, Plain, Style};

/// The arguments of a call, written as the API wants them.
///
/// A `None` is not sent. Errors are kept, and come out when the request is sent: the first one is the call's error,
/// and [`CallError::is_request`](crate::runtime::CallError::is_request) holds for it.
#[derive(Clone, Default)]
pub struct Request {
    path: Vec<(String, String)>,
    query: Vec<String>,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Option<Bytes>,
    fault: Option<String>,
}

impl Request {
    /// A request without arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Fills a hole of the path, in style `simple`.
    pub fn path<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.path_with(name, PathStyle::Simple, false, value)
    }

    /// Fills a hole of the path. Everything but letters, digits and `-._~` is percent-encoded.
    pub fn path_with<T: Serialize + ?Sized>(mut self, name: &str, style: PathStyle, explode: bool, value: &T) -> Self {
        let text = Plain::of(value).and_then(|value| encode::path(name, style, explode, &value));
        if let Some(text) = self.keep(|| format!("path parameter {name}"), text).flatten() {
            self.path.push((name.to_owned(), text));
        }
        self
    }

    /// Adds a query parameter in style `form`, exploded.
    pub fn query<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.query_with(name, Style::Form, true, value)
    }

    /// Adds a query parameter.
    pub fn query_with<T: Serialize + ?Sized>(mut self, name: &str, style: Style, explode: bool, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::query(name, style, explode, &value));
        let pairs = self.keep(|| format!("query parameter {name}"), pairs);
        self.query.extend(pairs.into_iter().flatten());
        self
    }

    /// Adds a query parameter whose value is JSON text.
    pub fn query_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        let bytes = self
            .keep(|| format!("query parameter {name}"), encode::json_bytes(value))
            .flatten();
        match bytes.as_deref().map(std::str::from_utf8) {
            Some(Ok(text)) => self.query(name, text),
            _ => self,
        }
    }

    /// Adds a header in style `simple`, not exploded.
    pub fn header<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.header_with(name, false, value)
    }

    /// Adds a header.
    pub fn header_with<T: Serialize + ?Sized>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let text = Plain::of(value).and_then(|value| encode::header(explode, &value));
        if let Some(text) = self.keep(|| format!("header {name}"), text).flatten()
            && let Some((name, value)) = self.keep(|| "header".to_owned(), super::operation::header(name, &text))
        {
            self.headers.insert(name, value);
        }
        self
    }

    /// Adds a cookie in style `form`, not exploded.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.cookie_with(name, false, value)
    }

    /// Adds a cookie.
    pub fn cookie_with<T: Serialize + ?Sized>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::cookie(name, explode, &value));
        let pairs = self.keep(|| format!("cookie {name}"), pairs);
        self.cookies.extend(pairs.into_iter().flatten());
        self
    }

    /// Sends this value as a JSON body. NaN and the infinities are errors; a `None` means no body.
    pub fn json<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        if let Some(body) = self.keep(|| "body".to_owned(), encode::json_bytes(value)).flatten() {
            self.headers
                .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            self.body = Some(body);
        }
        self
    }

    /// Sends the members of this value as a form (`application/x-www-form-urlencoded`); lists repeat their name.
    pub fn form<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::form(&value));
        if let Some(pairs) = self.keep(|| "body".to_owned(), pairs) {
            self = self.body("application/x-www-form-urlencoded", pairs.join("&"));
        }
        self
    }

    /// Sends these bytes as the body.
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let content_type = HeaderValue::from_str(content_type);
        if let Some(content_type) = self.keep(|| "content type".to_owned(), content_type) {
            self.headers.insert(header::CONTENT_TYPE, content_type);
            self.body = Some(body.into());
        }
        self
    }

    fn keep<T, E: fmt::Display>(&mut self, place: impl Fn() -> String, result: Result<T, E>) -> Option<T> {
        result
            .map_err(|error| self.fault.get_or_insert_with(|| format!("{}: {error}", place())))
            .ok()
    }

    /// The path and query for this template, or what is wrong with the request.
    pub(super) fn target(&self, template: &str) -> Result<String, RequestFault> {
        if let Some(fault) = &self.fault {
            return Err(RequestFault(fault.clone()));
        }
        let mut target = template::fill_path(template, &self.path, "path parameter").map_err(RequestFault)?;
        for pair in &self.query {
            // Some documents have a fixed query in the path itself.
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(pair);
        }
        Ok(target)
    }

    pub(super) fn into_headers_and_body(self) -> (HeaderMap, Option<Bytes>) {
        let mut headers = self.headers;
        // The pairs are percent-encoded, so this is always a valid value.
        if !self.cookies.is_empty()
            && let Ok(mut value) = HeaderValue::try_from(self.cookies.join("; "))
        {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
        (headers, self.body)
    }
}

/// Names only: the values may be nobody's business.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&HeaderName> = self.headers.keys().collect();
        let path: Vec<&str> = self.path.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Request")
            .field("path", &path)
            .field("headers", &names)
            .field("body_bytes", &self.body.as_ref().map(Bytes::len))
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a request; it names the parameter, not its value.
#[derive(Debug)]
pub(crate) struct RequestFault(pub(crate) String);

impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RequestFault {}
