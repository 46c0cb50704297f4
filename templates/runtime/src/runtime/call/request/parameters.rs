//! Parameters in path, query, headers and cookies.
//!
//! What is generic here is only the way to [`Plain`] or JSON; all else is compiled once.

use serde::Serialize;

use super::Request;
use super::caller_header::caller_header;
use crate::runtime::encode::{self, Escape, PathStyle, Plain, Style};

impl Request {
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

    /// Fills a hole of the path with a text that has no slash, not even an encoded one: some services decode the path
    /// before they take it apart.
    pub fn path_segment<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        let text = Plain::of(value).and_then(|value| encode::path(name, PathStyle::Simple, false, &value));
        let place = || format!("path parameter {name}");
        match self.keep(place, text).flatten() {
            Some(text) if text.contains("%2F") => {
                let fault: Result<(), &str> =
                    Err("the value has a slash, which the service would take for the end of it");
                self.keep(place, fault);
            }
            Some(text) => self.path.push((name.to_owned(), text)),
            None => {}
        }
        self
    }

    /// Fills a hole of the path with JSON text.
    pub fn path_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match self.keep_json(|| format!("path parameter {name}"), value) {
            Some(text) => self.path(name, &text),
            None => self,
        }
    }

    /// Adds a query parameter in style `form`, exploded.
    pub fn query<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.query_with(name, Style::Form, true, value)
    }

    /// Adds a query parameter. Everything but letters, digits and `-._~` is percent-encoded.
    ///
    /// Exploded objects give each member under its own name, lists in them once for each element.
    pub fn query_with<T: Serialize + ?Sized>(self, name: &str, style: Style, explode: bool, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::query(name, style, explode, Escape::ALL, &value));
        self.push_query(name, pairs)
    }

    /// Adds a query parameter with `allowReserved`: `:/?@!$()*,;=` are not encoded. `&`, `#`, `+`, `[`, `]` and `%`
    /// are all the same, for they would change the query.
    pub fn query_reserved<T: Serialize + ?Sized>(self, name: &str, style: Style, explode: bool, value: &T) -> Self {
        let how = Escape::BUT_RESERVED;
        let pairs = Plain::of(value).and_then(|value| encode::query(name, style, explode, how, &value));
        self.push_query(name, pairs)
    }

    /// Adds a query parameter whose value is JSON text.
    pub fn query_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match self.keep_json(|| format!("query parameter {name}"), value) {
            Some(text) => self.query(name, &text),
            None => self,
        }
    }

    /// Adds a query that is one JSON text, without a name.
    pub fn query_string_json<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        if let Some(text) = self.keep_json(|| "query".to_owned(), value) {
            self.query.push(encode::escape(&text));
        }
        self
    }

    /// Adds a header in style `simple`, not exploded.
    pub fn header<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.header_with(name, false, value)
    }

    /// Adds a header. Its text is sent as it is; control characters are an error.
    pub fn header_with<T: Serialize + ?Sized>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let text = Plain::of(value).and_then(|value| encode::header(explode, &value));
        match self.keep(|| format!("header {name}"), text).flatten() {
            Some(text) => self.push_header(name, &text),
            None => self,
        }
    }

    /// Adds a header whose value is JSON text, in ASCII.
    pub fn header_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match self.keep_json(|| format!("header {name}"), value) {
            Some(text) => self.push_header(name, &encode::ascii(&text)),
            None => self,
        }
    }

    /// Adds a cookie in style `form`, not exploded.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.cookie_with(name, false, value)
    }

    /// Adds a cookie, percent-encoded like a query; exploded lists and objects become several cookies.
    pub fn cookie_with<T: Serialize + ?Sized>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::cookie(name, explode, &value));
        let pairs = self.keep(|| format!("cookie {name}"), pairs);
        self.cookies.extend(pairs.into_iter().flatten());
        self
    }

    /// Adds a cookie in style `cookie`: its text is sent as it is, and one that would end the cookie or the header is
    /// an error.
    pub fn cookie_as_is<T: Serialize + ?Sized>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::cookie_as_is(name, explode, &value));
        let pairs = self.keep(|| format!("cookie {name}"), pairs);
        self.cookies.extend(pairs.into_iter().flatten());
        self
    }

    /// Adds a cookie whose value is JSON text, percent-encoded.
    pub fn cookie_json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match self.keep_json(|| format!("cookie {name}"), value) {
            Some(text) => self.cookie(name, &text),
            None => self,
        }
    }

    #[inline]
    fn keep_json<T: Serialize + ?Sized>(&mut self, place: impl Fn() -> String, value: &T) -> Option<String> {
        self.keep(place, encode::json_text(value)).flatten()
    }

    fn push_query<E: std::fmt::Display>(mut self, name: &str, pairs: Result<Vec<String>, E>) -> Self {
        let pairs = self.keep(|| format!("query parameter {name}"), pairs);
        self.query.extend(pairs.into_iter().flatten());
        self
    }

    fn push_header(mut self, name: &str, text: &str) -> Self {
        if let Some((name, value)) = self.keep(|| "header".to_owned(), caller_header(name, text)) {
            self.headers.insert(name, value);
        }
        self
    }
}
