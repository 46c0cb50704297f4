//! Media types of bodies and responses: what a `content` map holds.
//!
//! In: the map, and the document for what it refers to. Out: a [`Media`] of each, with the schemas of the whole body and of one of its
//! items. Must not choose among media types.

mod essence;
mod events;

use indexmap::IndexMap;
use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::reference::follow;
use super::skeleton::skeleton;
use super::style::{StyleSpec, query_style};
use super::{Document, Fault};
use crate::diag::Code;
use crate::pointer::Pointer;
pub use essence::{essence, is_json, without_charset};
pub use events::ItemFault;

/// The key of the schema of one item.
const ITEM: &str = "itemSchema";

/// One media type of a body; `S` is what is known of its schema.
#[derive(Clone, Debug)]
pub struct Media<S> {
    /// Where it stands, after `$ref`s.
    pub at: Pointer,
    /// `application/json`.
    pub media_type: String,
    /// Its schema.
    pub schema: Option<S>,
    /// The schema of an item, of a body that is a sequence; of events, that of their data.
    pub item: Option<S>,
    /// Why the schema of an item is not the one that the document has.
    pub item_fault: Option<ItemFault>,
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

impl<S> Media<S> {
    /// The same media type, with something else known of its schemas.
    pub(super) fn map_schemas<T>(self, found: &mut impl FnMut(S) -> T) -> Media<T> {
        Media {
            at: self.at,
            media_type: self.media_type,
            schema: self.schema.map(&mut *found),
            item: self.item.map(found),
            item_fault: self.item_fault,
            encoding: self.encoding,
        }
    }
}

/// The media types of a `content` map below `at`.
pub(super) fn media(
    doc: &Document,
    content: IndexMap<String, oas::MediaType>,
    at: &Pointer,
) -> Result<Vec<Media<Pointer>>, Fault> {
    let here = at.key("content");
    let each = content.into_keys().map(|media_type| one(doc, media_type, &here));
    each.collect()
}

/// Where a media type stands, which may be a `$ref`, and what it says.
pub(super) fn media_at(doc: &Document, at: Pointer) -> Result<(Option<&Value>, Pointer), Fault> {
    let value = doc.get(&at);
    match value.and_then(|value| value.get("$ref")?.as_str()) {
        Some(reference) => follow(doc, reference, &at).map(|(value, at)| (Some(value), at)),
        None => Ok((value, at)),
    }
}

fn one(doc: &Document, media_type: String, all: &Pointer) -> Result<Media<Pointer>, Fault> {
    let (value, at) = media_at(doc, all.key(&media_type))?;
    let get = |key: &str| value.and_then(|value| value.get(key));
    let item = get(ITEM).map(|_| at.key(ITEM));
    let (item, item_fault) = match item {
        Some(event) if essence(&media_type) == "text/event-stream" => events::data(doc, event),
        item => (item, None),
    };
    let encodings = get("encoding").and_then(Value::as_object).into_iter().flatten();
    let encoding = encodings.map(|(name, one)| Ok((name.clone(), encoding(one, &at)?)));
    Ok(Media {
        schema: get("schema").map(|_| at.key("schema")),
        item,
        item_fault,
        encoding: encoding.collect::<Result<_, Fault>>()?,
        at,
        media_type,
    })
}

/// What `openapiv3` reads, and `explode` if the document gives it: there it is `false` if it is missing.
fn encoding(value: &Value, media: &Pointer) -> Result<Encoding, Fault> {
    let oas::Encoding {
        content_type,
        headers,
        style,
        explode: _,
        allow_reserved: _,
        extensions: _,
    } = oas::Encoding::deserialize(skeleton(value))
        .map_err(|error| Fault::new(Code::UnreadableOperation, media.key("encoding"), error.to_string()))?;
    let explode = value.get("explode").and_then(Value::as_bool);
    let style = style.map(query_style).or(explode.map(|_| StyleSpec::Form));
    Ok(Encoding {
        content_type,
        style,
        explode: explode.unwrap_or(style == Some(StyleSpec::Form)),
        headers: headers.into_keys().collect(),
    })
}
