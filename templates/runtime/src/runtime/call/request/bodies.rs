//! Bodies: JSON, forms, parts, text, bytes. A `None` means no body, and no content type.

use bytes::Bytes;
use http::{HeaderValue, header};
use serde::Serialize;

use super::Request;
use super::fault::Excess;
use crate::runtime::encode::{self, Plain, Style};

impl Request {
    /// Sends this value as a JSON body. NaN and the infinities are errors.
    pub fn json<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.json_as("application/json", value)
    }

    /// Sends this value as a JSON body under another content type, such as `application/merge-patch+json`.
    pub fn json_as<T: Serialize + ?Sized>(mut self, content_type: &str, value: &T) -> Self {
        match self.keep(|| "body".to_owned(), encode::json_bytes(value)).flatten() {
            Some(body) => self.push_body(content_type, body),
            None => self,
        }
    }

    /// Refuses to send this body if it has more bytes than the service takes, by an estimate without what JSON adds: a text
    /// counts its bytes and base64 those that it stands for, an integer 1 to 10, a float 8, a boolean 1; each member and
    /// element costs 2 more, and the key of a map its own bytes besides. What the path says counts like members of the body:
    /// that is where a service takes it to. `overhead` is added for the request as a whole.
    pub fn at_most<T: Serialize + ?Sized>(mut self, most: u64, overhead: u64, body: &T) -> Self {
        let path: u64 = self.path.iter().map(|(_, text)| text.len() as u64 + 2).sum();
        let bytes = encode::size(body).saturating_add(path).saturating_add(overhead);
        self.excess = (bytes > most).then_some(Excess { bytes, most });
        self
    }

    /// Takes a body back that says nothing: an object without members, or an empty form.
    pub fn omit_empty_body(mut self) -> Self {
        if self
            .body
            .as_deref()
            .is_some_and(|body| body.is_empty() || body == b"{}")
        {
            self.headers.remove(header::CONTENT_TYPE);
            self.body = None;
        }
        self
    }

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

    /// Sends the members of this value as the parts of a form (`multipart/form-data`): an
    /// [`Upload`](crate::runtime::Upload) as a file, a list as one part for each element, an object as JSON, all else
    /// as text.
    pub fn multipart<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.multipart_with(value, &[])
    }

    /// Sends the members of this value as the parts of a form; for some of them `types` has the content type. A JSON
    /// type makes JSON of scalars, too. An upload's own type goes before.
    pub fn multipart_with<T: Serialize + ?Sized>(mut self, value: &T, types: &[(&str, &str)]) -> Self {
        let multipart = Plain::of(value).and_then(|value| encode::multipart(&value, types));
        match self.keep(|| "body".to_owned(), multipart).flatten() {
            Some(multipart) => self.push_body(&multipart.content_type, multipart.body.into()),
            None => self,
        }
    }

    /// Sends a text, number or boolean as the body. Other than ASCII is UTF-8, and a `text/…` without a charset says
    /// so.
    pub fn text<T: Serialize + ?Sized>(mut self, content_type: &str, value: &T) -> Self {
        match self.keep(|| "body".to_owned(), Plain::of(value)) {
            Some(plain) => self.push_text(content_type, &plain),
            None => self,
        }
    }

    /// Sends an [`Upload`](crate::runtime::Upload), or a text, as the whole body. The upload's own content type goes
    /// before this one.
    pub fn upload<T: Serialize + ?Sized>(mut self, content_type: &str, value: &T) -> Self {
        match self.keep(|| "body".to_owned(), Plain::of(value)) {
            Some(Plain::File(file)) => {
                let content_type = file.content_type.as_deref().unwrap_or(content_type);
                self.push_body(content_type, file.content)
            }
            Some(plain) => self.push_text(content_type, &plain),
            None => self,
        }
    }

    /// Sends these bytes as the body.
    pub fn body(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.push_body(content_type, body.into())
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

    fn push_body(mut self, content_type: &str, body: Bytes) -> Self {
        let content_type = HeaderValue::from_str(content_type);
        if let Some(content_type) = self.keep(|| "content type".to_owned(), content_type) {
            self.headers.insert(header::CONTENT_TYPE, content_type);
            self.body = Some(body);
        }
        self
    }
}
