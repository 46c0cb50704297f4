//! Bodies: media types with their schemas.

use indexmap::IndexMap;
use openapiv3 as oas;
use serde_json::Value;

use super::reference::resolve;
use super::style::{ParameterStyle, query_style};
use super::{Document, Fault};
use crate::pointer::Pointer;

/// One media type of a body.
#[derive(Clone, Debug)]
pub struct Media {
    /// `application/json`.
    pub media_type: String,
    /// Its schema.
    pub schema: Option<Pointer>,
    /// How single members are written, in forms: by name.
    pub encoding: Vec<(String, Encoding)>,
}

/// How one member of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// `contentType`, for a part of its own.
    pub content_type: Option<String>,
    /// `style`, if the document gives one.
    pub style: Option<ParameterStyle>,
    /// `explode`.
    pub explode: bool,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct BodySpec {
    /// Where it stands.
    pub at: Pointer,
    /// `required`, if the document says it.
    pub required: Option<bool>,
    /// `description`.
    pub description: Option<String>,
    /// What it may hold.
    pub content: Vec<Media>,
}

/// Takes a request body apart.
pub(super) fn body_spec(
    doc: &Document,
    body: oas::ReferenceOr<oas::RequestBody>,
    at: &Pointer,
) -> Result<BodySpec, Fault> {
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
        content: media(content, &at),
        at,
    })
}

/// The media types of a `content` map below `at`.
pub(super) fn media(content: IndexMap<String, oas::MediaType>, at: &Pointer) -> Vec<Media> {
    let here = at.key("content");
    let each = |(media_type, media): (String, oas::MediaType)| {
        let oas::MediaType {
            schema,
            example: _,
            examples: _,
            encoding,
            extensions: _,
        } = media;
        Media {
            schema: schema.map(|_| here.key(&media_type).key("schema")),
            encoding: encoding
                .into_iter()
                .map(|(name, one)| (name, read_encoding(one)))
                .collect(),
            media_type,
        }
    };
    content.into_iter().map(each).collect()
}

fn read_encoding(read: oas::Encoding) -> Encoding {
    let oas::Encoding {
        content_type,
        headers: _,
        style,
        explode,
        allow_reserved: _,
        extensions: _,
    } = read;
    Encoding {
        content_type,
        style: style.map(query_style),
        explode,
    }
}
