//! Bodies that are not JSON: forms, parts, text, files. A `None` means no body, and no content type.

#[cfg(feature = "sources")]
use bytes::Bytes;
use serde::Serialize;

use super::Request;
#[cfg(feature = "sources")]
use crate::runtime::Source;
#[cfg(feature = "sources")]
use crate::runtime::encode::Multipart;
use crate::runtime::encode::{self, Plain, Style};

impl Request {
    /// Sends the members of this value as a form (`application/x-www-form-urlencoded`). Lists of scalars repeat their
    /// name, all else that is not a scalar has its inner names in brackets, as in [`Style::DeepObject`].
    pub fn form<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.form_with(value, &[])
    }

    /// Sends the members of this value as a form; for some of them `styles` has the style and whether it is exploded.
    pub fn form_with<T: Serialize + ?Sized>(mut self, value: &T, styles: &[(&str, Style, bool)]) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::form(&value, styles));
        match self.keep(|| "body".to_owned(), pairs).flatten() {
            Some(pairs) => self.push_body("application/x-www-form-urlencoded", pairs.join("&").into()),
            None => self,
        }
    }

    /// Adds the members of this value to the query, written as in a [`form`](Self::form).
    pub fn query_string<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        let pairs = Plain::of(value).and_then(|value| encode::form(&value, &[]));
        let pairs = self.keep(|| "query".to_owned(), pairs).flatten();
        self.query.extend(pairs.into_iter().flatten());
        self
    }

    /// Sends the members of this value as the parts of a form (`multipart/form-data`): an
    /// [`Upload`](crate::runtime::Upload) as a file, a list as one part for each element, an object as JSON, all else
    /// as text.
    pub fn multipart<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.multipart_with(value, &[])
    }

    /// Sends the members of this value as the parts of a form; for some of them `types` has the content type. A JSON
    /// type makes JSON of scalars, too. An upload's own type takes precedence.
    pub fn multipart_with<T: Serialize + ?Sized>(mut self, value: &T, types: &[(&str, &str)]) -> Self {
        let multipart = Plain::of(value).and_then(|value| encode::multipart(&value, types));
        match self.keep(|| "body".to_owned(), multipart).flatten() {
            #[cfg(feature = "sources")]
            Some(Multipart {
                content_type,
                source: Some(source),
                ..
            }) => self.push_source(&content_type, source),
            Some(multipart) => self.push_body(&multipart.content_type, multipart.body.into()),
            None => self,
        }
    }

    /// Sends each element as a line of JSON (`application/x-ndjson`).
    pub fn lines<T: Serialize>(mut self, content_type: &str, items: Option<&[T]>) -> Self {
        let Some(items) = items else { return self };
        let lines: Result<Vec<String>, _> = items.iter().map(encode::json_line).collect();
        // A sequence (RFC 7464) has a separator before each text.
        let start = if content_type.contains("json-seq") {
            "\u{1e}"
        } else {
            ""
        };
        match self.keep(|| "body".to_owned(), lines) {
            Some(lines) => self.push_body(
                content_type,
                lines.iter().flat_map(|line| [start, line]).collect::<String>().into(),
            ),
            None => self,
        }
    }

    /// Sends a string, number or boolean as the body. Text beyond ASCII is UTF-8, and a `text/…` type without a charset
    /// gets one.
    pub fn text<T: Serialize + ?Sized>(mut self, content_type: &str, value: &T) -> Self {
        match self.keep(|| "body".to_owned(), Plain::of(value)) {
            Some(plain) => self.push_text(content_type, &plain),
            None => self,
        }
    }

    /// Sends an [`Upload`](crate::runtime::Upload), or a string, as the whole body. The upload's own content type
    /// takes precedence.
    pub fn upload<T: Serialize + ?Sized>(mut self, content_type: &str, value: &T) -> Self {
        match self.keep(|| "body".to_owned(), Plain::of(value)) {
            Some(Plain::File(file)) => {
                let content_type = file.content_type.as_deref().unwrap_or(content_type);
                #[cfg(feature = "sources")]
                if let Some(source) = file.source {
                    return self.push_source(content_type, source);
                }
                self.push_body(content_type, file.content)
            }
            Some(plain) => self.push_text(content_type, &plain),
            None => self,
        }
    }

    #[cfg(feature = "sources")]
    fn push_source(self, content_type: &str, source: Source) -> Self {
        Self {
            source: Some(source),
            ..self.push_body(content_type, Bytes::new())
        }
    }

    #[inline]
    fn push_text(mut self, content_type: &str, plain: &Plain) -> Self {
        let Some(text) = self.keep(|| "body".to_owned(), plain.scalar()).flatten() else {
            return self;
        };
        let text = text.to_owned();
        let is_vague = content_type.starts_with("text/") && !content_type.contains("charset");
        match is_vague && !text.is_ascii() {
            true => self.push_body(&format!("{content_type}; charset=utf-8"), text.into()),
            false => self.push_body(content_type, text.into()),
        }
    }
}
