//! Parameters: what `openapiv3` reads, taken apart.

use std::collections::BTreeSet;

use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::media::{is_json, media_at};
use super::reference::resolve;
use super::skeleton::skeleton;
use super::style::{StyleSpec, query_style};
use super::{Document, Fault};
use crate::diag::Code;
use crate::pointer::Pointer;

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// After the `?`.
    Query,
    /// All that stands after the `?`.
    QueryString,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// A parameter of an operation; `S` is what is known of its schema.
#[derive(Clone, Debug)]
pub struct ParameterSpec<S> {
    /// Where it stands.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    pub place: ParameterLocation,
    /// How it is written.
    pub style: StyleSpec,
    /// Whether lists and objects are written as several parameters.
    pub explode: bool,
    /// Whether it must be given.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `description`.
    pub description: Option<String>,
    /// Whether reserved characters stand as they are.
    pub allow_reserved: bool,
    /// Its schema.
    pub schema: Option<S>,
}

impl<S> ParameterSpec<S> {
    /// The same parameter, with something else known of its schema.
    pub(super) fn map_schema<T>(self, found: &mut impl FnMut(S) -> T) -> ParameterSpec<T> {
        ParameterSpec {
            at: self.at,
            name: self.name,
            place: self.place,
            style: self.style,
            explode: self.explode,
            required: self.required,
            deprecated: self.deprecated,
            description: self.description,
            allow_reserved: self.allow_reserved,
            schema: self.schema.map(found),
        }
    }
}

/// Those that a path item gives to all its operations.
pub(super) fn shared_parameters(doc: &Document, item: &Pointer) -> Result<Vec<ParameterSpec<Pointer>>, Fault> {
    let at = item.key("parameters");
    let Some(value) = doc.get(&at) else {
        return Ok(Vec::new());
    };
    let read = Vec::<oas::ReferenceOr<oas::Parameter>>::deserialize(skeleton(value))
        .map_err(|error| Fault::new(Code::UnreadableParameter, at.clone(), error.to_string()))?;
    read_parameters(doc, read, &at)
}

/// A parameter of the operation replaces the one of the path with the same name and place.
pub(super) fn merge(all: &mut Vec<ParameterSpec<Pointer>>, own: Vec<ParameterSpec<Pointer>>) {
    let key = |parameter: &ParameterSpec<Pointer>| match parameter.place {
        ParameterLocation::Header => (parameter.name.to_lowercase(), parameter.place),
        place => (parameter.name.clone(), place),
    };
    let replaced: BTreeSet<_> = own.iter().map(key).collect();
    all.retain(|old| !replaced.contains(&key(old)));
    all.extend(own);
}

/// A list of parameters, each a reference or the thing itself.
pub(super) fn read_parameters(
    doc: &Document,
    list: Vec<oas::ReferenceOr<oas::Parameter>>,
    at: &Pointer,
) -> Result<Vec<ParameterSpec<Pointer>>, Fault> {
    let each = |(index, item)| {
        let (item, at) = resolve(doc, item, &at.index(index))?;
        parameter(doc, item, at)
    };
    list.into_iter().enumerate().map(each).collect()
}

fn parameter(doc: &Document, read: oas::Parameter, at: Pointer) -> Result<ParameterSpec<Pointer>, Fault> {
    use StyleSpec as S;
    let mut reserved = false;
    let said = |key: &str| doc.get(&at.key(key)).and_then(Value::as_str);
    let (place, style, data) = match read {
        oas::Parameter::Query {
            parameter_data,
            allow_reserved,
            style,
            allow_empty_value: _,
        } => {
            reserved = allow_reserved;
            let place = match said("in") {
                Some("querystring") => ParameterLocation::QueryString,
                _ => ParameterLocation::Query,
            };
            (place, query_style(style), parameter_data)
        }
        oas::Parameter::Path { parameter_data, style } => {
            let style = match style {
                oas::PathStyle::Simple => S::Simple,
                oas::PathStyle::Label => S::Label,
                oas::PathStyle::Matrix => S::Matrix,
            };
            (ParameterLocation::Path, style, parameter_data)
        }
        oas::Parameter::Header {
            parameter_data,
            style: _,
        } => (ParameterLocation::Header, S::Simple, parameter_data),
        oas::Parameter::Cookie {
            parameter_data,
            style: _,
        } => {
            let style = if said("style") == Some("cookie") {
                S::Cookie
            } else {
                S::Form
            };
            (ParameterLocation::Cookie, style, parameter_data)
        }
    };
    Ok(ParameterSpec {
        allow_reserved: reserved,
        ..take_apart(doc, data, at, place, style)?
    })
}

fn take_apart(
    doc: &Document,
    data: oas::ParameterData,
    at: Pointer,
    place: ParameterLocation,
    style: StyleSpec,
) -> Result<ParameterSpec<Pointer>, Fault> {
    let oas::ParameterData {
        name,
        description,
        required,
        deprecated,
        format,
        example: _,
        examples: _,
        explode,
        extensions: _,
    } = data;
    let (schema, style) = match format {
        oas::ParameterSchemaOrContent::Schema(_) => (Some(at.key("schema")), style),
        oas::ParameterSchemaOrContent::Content(content) => match content.keys().next() {
            Some(media) => {
                let (_, media_type) = media_at(doc, at.key("content").key(media))?;
                let style = if is_json(media) { StyleSpec::Json } else { style };
                (Some(media_type.key("schema")), style)
            }
            None => (None, style),
        },
    };
    let explode = explode.unwrap_or(matches!(
        style,
        StyleSpec::Form | StyleSpec::DeepObject | StyleSpec::Cookie
    ));
    let required = required || place == ParameterLocation::Path;
    Ok(ParameterSpec {
        at,
        name,
        place,
        style,
        explode,
        required,
        deprecated: deprecated.unwrap_or(false),
        description,
        allow_reserved: false,
        schema,
    })
}
