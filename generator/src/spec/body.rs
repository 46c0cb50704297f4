//! Request bodies.

use openapiv3 as oas;
use serde_json::Value;

use super::media::{Media, media};
use super::reference::resolve;
use super::{Document, Fault};
use crate::pointer::Pointer;

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

impl<S> BodySpec<S> {
    /// The same body, with something else known of its schemas.
    pub(super) fn map_schemas<T>(self, found: &mut impl FnMut(S) -> T) -> BodySpec<T> {
        let content = self.content.into_iter();
        BodySpec {
            at: self.at,
            required: self.required,
            description: self.description,
            content: content.map(|media| media.map_schemas(found)).collect(),
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
        content: media(doc, content, &at)?,
        at,
    })
}
