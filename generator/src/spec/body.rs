//! Bodies: media types with their schemas.

use indexmap::IndexMap;
use openapiv3 as oas;
use serde_json::Value;

use super::reference::resolve;
use super::style::{StyleSpec, query_style};
use super::{Document, Fault};
use crate::pointer::Pointer;

/// One media type of a body; `S` is what is known of its schema.
#[derive(Clone, Debug)]
pub struct Media<S> {
    /// `application/json`.
    pub media_type: String,
    /// Its schema.
    pub schema: Option<S>,
    /// How single members are written, in forms: by name.
    pub encoding: Vec<(String, Encoding)>,
}

/// How one member of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// `contentType`, for a part of its own.
    pub content_type: Option<String>,
    /// `style`, if the document gives one.
    pub style: Option<StyleSpec>,
    /// `explode`; without one, only the style `form` is exploded.
    pub explode: bool,
    /// The names of `headers`, for a part of its own.
    pub headers: Vec<String>,
}

/// A request body; `S` is what is known of its schemas.
#[derive(Clone, Debug)]
pub struct BodySpec<S> {
    /// Where it stands.
    pub at: Pointer,
    /// `required`, if the document says it.
    pub required: Option<bool>,
    /// `description`.
    pub description: Option<String>,
    /// What it may hold.
    pub content: Vec<Media<S>>,
}

impl<S> Media<S> {
    /// The same media type, with something else known of its schema.
    pub(super) fn map_schema<T>(self, found: &mut impl FnMut(S) -> T) -> Media<T> {
        Media {
            media_type: self.media_type,
            schema: self.schema.map(found),
            encoding: self.encoding,
        }
    }
}

impl<S> BodySpec<S> {
    /// The same body, with something else known of its schemas.
    pub(super) fn map_schemas<T>(self, found: &mut impl FnMut(S) -> T) -> BodySpec<T> {
        let content = self.content.into_iter();
        BodySpec {
            at: self.at,
            required: self.required,
            description: self.description,
            content: content.map(|media| media.map_schema(found)).collect(),
        }
    }
}

/// Takes a request body apart.
pub(super) fn body_spec(
    doc: &Document,
    body: oas::ReferenceOr<oas::RequestBody>,
    at: &Pointer,
) -> Result<BodySpec<Pointer>, Fault> {
    let (body, at) = resolve(doc, body, at)?;
    let oas::RequestBody {
        description,
        content,
        required: _,
        extensions: _,
    } = body;
    Ok(BodySpec {
        required: doc.get(&at.key("required")).and_then(Value::as_bool),
        description,
        content: media(doc, content, &at),
        at,
    })
}

/// The media types of a `content` map below `at`.
pub(super) fn media(doc: &Document, content: IndexMap<String, oas::MediaType>, at: &Pointer) -> Vec<Media<Pointer>> {
    let here = at.key("content");
    let each = |(media_type, media): (String, oas::MediaType)| {
        let oas::MediaType {
            schema,
            example: _,
            examples: _,
            encoding,
            extensions: _,
        } = media;
        let at = here.key(&media_type);
        let encodings = at.key("encoding");
        let encoding = encoding.into_iter().map(|(name, one)| {
            let explode = doc.get(&encodings.key(&name).key("explode")).and_then(Value::as_bool);
            (name, read_encoding(one, explode))
        });
        Media {
            schema: schema.map(|_| at.key("schema")),
            encoding: encoding.collect(),
            media_type,
        }
    };
    content.into_iter().map(each).collect()
}

/// What `openapiv3` reads, and `explode` if the document gives it: there it is `false` if it is missing.
fn read_encoding(read: oas::Encoding, explode: Option<bool>) -> Encoding {
    let oas::Encoding {
        content_type,
        headers,
        style,
        explode: _,
        allow_reserved: _,
        extensions: _,
    } = read;
    let style = style.map(query_style).or(explode.map(|_| StyleSpec::Form));
    Encoding {
        content_type,
        style,
        explode: explode.unwrap_or(style == Some(StyleSpec::Form)),
        headers: headers.into_keys().collect(),
    }
}
