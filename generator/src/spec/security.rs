//! Security schemes and requirements: who is asking, and how that is said.

use openapiv3 as oas;
use serde_json::Value;

use super::reference::resolve_at;
use super::{Document, Fault};
use crate::pointer::Pointer;

/// One of these (outer list) with all of its schemes (inner list), by name. An empty inner list: nothing is needed.
pub type Requirements = Vec<Vec<String>>;

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SchemeSpec {
    /// Where it stands.
    pub at: Pointer,
    /// Its name among the components.
    pub name: String,
    /// How the credential travels.
    pub kind: SchemeKind,
    /// `description`.
    pub description: Option<String>,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A bearer token: `http` with `bearer`, `oauth2`, `openIdConnect`.
    Bearer,
    /// User and password.
    Basic,
    /// A key in this header.
    Header(String),
    /// A key in this query parameter.
    Query(String),
    /// A key in this cookie.
    Cookie(String),
    /// Something else, by its name.
    Other(String),
}

/// The schemes of the document by their names, in order.
pub fn schemes(document: &Document) -> Vec<(String, Result<SchemeSpec, Fault>)> {
    let at = Pointer::parse("/components/securitySchemes");
    let all = document.get(&at).and_then(Value::as_object).into_iter().flatten();
    all.map(|(name, _)| (name.clone(), scheme(document, name, &at.key(name))))
        .collect()
}

/// The requirements that the document gives to all its operations.
pub fn default_requirements(document: &Document) -> Option<Requirements> {
    requirements(&document.root)
}

/// `security` of the document or of an operation.
pub(super) fn requirements(of: &Value) -> Option<Requirements> {
    let one = |value: &Value| {
        value
            .as_object()
            .map(|map| map.keys().map(|key| scheme_name(key)).collect())
    };
    Some(of.get("security")?.as_array()?.iter().filter_map(one).collect())
}

/// The name of the scheme that a requirement names, or refers to by `#/components/securitySchemes/…`.
fn scheme_name(key: &str) -> String {
    match key.strip_prefix("#/components/securitySchemes/") {
        Some(_) => Pointer::parse(key).last(),
        None => key.to_owned(),
    }
}

fn scheme(document: &Document, name: &str, at: &Pointer) -> Result<SchemeSpec, Fault> {
    if document.get(&at.key("type")).and_then(Value::as_str) == Some("mutualTLS") {
        return Ok(SchemeSpec {
            at: at.clone(),
            name: name.to_owned(),
            kind: SchemeKind::Other("mutualTLS".to_owned()),
            description: None,
        });
    }
    let (read, at) = resolve_at::<oas::SecurityScheme>(document, at)?;
    let (kind, description) = match read {
        oas::SecurityScheme::APIKey {
            location,
            name,
            description,
            extensions: _,
        } => {
            let kind = match location {
                oas::APIKeyLocation::Header => SchemeKind::Header(name),
                oas::APIKeyLocation::Query => SchemeKind::Query(name),
                oas::APIKeyLocation::Cookie => SchemeKind::Cookie(name),
            };
            (kind, description)
        }
        oas::SecurityScheme::HTTP {
            scheme,
            bearer_format: _,
            description,
            extensions: _,
        } => (http(&scheme), description),
        oas::SecurityScheme::OAuth2 {
            flows: _,
            description,
            extensions: _,
        }
        | oas::SecurityScheme::OpenIDConnect {
            open_id_connect_url: _,
            description,
            extensions: _,
        } => (SchemeKind::Bearer, description),
    };
    Ok(SchemeSpec {
        at,
        name: name.to_owned(),
        kind,
        description,
    })
}

fn http(scheme: &str) -> SchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => SchemeKind::Bearer,
        "basic" => SchemeKind::Basic,
        _ => SchemeKind::Other(scheme.to_owned()),
    }
}
