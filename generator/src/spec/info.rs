//! The front matter: info, servers and tags.

use serde::Deserialize;
use serde_json::Value;

use super::{Document, Fault};
use crate::diag::Code;
use crate::pointer::Pointer;

/// `info`.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `title`.
    pub title: String,
    /// `version`.
    pub version: String,
    /// `description`.
    pub description: Option<String>,
}

/// A server: its URL with `{variables}`, and their defaults in the order of the URL.
#[derive(Clone, Debug)]
pub struct Server {
    /// `url`.
    pub url: String,
    /// Name, default, description.
    pub variables: Vec<(String, String, Option<String>)>,
}

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag {
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
}

/// Reads `info`; what is missing is empty.
pub fn info(document: &Document) -> Info {
    let text = |key: &str| {
        document
            .root
            .pointer(&format!("/info/{key}"))
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    Info {
        title: text("title").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        description: text("description"),
    }
}

/// Reads `servers`.
pub fn servers(document: &Document) -> Result<Vec<Server>, Fault> {
    servers_at(document, &Pointer::root().key("servers"))
}

/// Reads `servers` of the document, of a path item or of an operation.
pub(super) fn servers_at(document: &Document, at: &Pointer) -> Result<Vec<Server>, Fault> {
    let Some(value) = document.get(at) else {
        return Ok(Vec::new());
    };
    let read = Vec::<openapiv3::Server>::deserialize(textual(value))
        .map_err(|error| Fault::new(Code::UnreadableServers, at.clone(), error.to_string()))?;
    Ok(read.into_iter().map(server).collect())
}

/// Defaults and values of variables as texts: a port is often written as a number.
fn textual(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(textual).collect()),
        Value::Object(map) => {
            let each = map.iter().filter(|(key, _)| !key.starts_with("x-"));
            Value::Object(each.map(|(key, value)| (key.clone(), textual(value))).collect())
        }
        Value::Number(number) => Value::String(number.to_string()),
        Value::Bool(flag) => Value::String(flag.to_string()),
        other => other.clone(),
    }
}

fn server(read: openapiv3::Server) -> Server {
    let openapiv3::Server {
        url,
        description: _,
        variables,
        extensions: _,
    } = read;
    let variables = variables.unwrap_or_default();
    let variables = variables
        .into_iter()
        .map(|(name, variable)| (name, variable.default, variable.description));
    Server {
        url,
        variables: variables.collect(),
    }
}

/// Reads `tags`; what is no tag is skipped.
pub fn tags(document: &Document) -> Vec<Tag> {
    let items = document
        .root
        .get("tags")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let read = |value: &Value| {
        let name = value.get("name")?.as_str()?.to_owned();
        let description = value.get("description").and_then(Value::as_str).map(str::to_owned);
        Some(Tag { name, description })
    };
    items.iter().filter_map(read).collect()
}
