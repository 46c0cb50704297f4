//! Which operation a request is for, and what the service checks before it does anything.

use serde_json::Value;

use super::super::server::Seen;
use super::proto::ErrorItem;
use super::responses::Refusal;

/// The operation with what its path says.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) tenant: String,
    pub(super) call: Call,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Call {
    CreateData,
    UpdateData,
    ReadData,
    CreateFile,
    UpdateFile,
    ReadFile,
    Download {
        kind: String,
        object: String,
        version: Option<usize>,
        format: Option<String>,
    },
}

impl Route {
    pub(super) fn of(seen: &Seen) -> Option<Self> {
        let path = decoded(seen.path());
        let mut parts = path.strip_prefix("/trac-data/api/v1/")?.split('/');
        let tenant = parts.next()?.to_owned();
        let rest: Vec<&str> = parts.collect();
        let call = match (seen.method.as_str(), rest.as_slice()) {
            ("POST", [method]) => Call::of(method)?,
            ("GET", [kind @ ("DATA" | "FILE"), object, "versions", version, name]) if !name.is_empty() => {
                Call::Download {
                    kind: (*kind).to_owned(),
                    object: (*object).to_owned(),
                    version: match *version {
                        "latest" => None,
                        digits => Some(digits.parse().ok()?),
                    },
                    format: seen.query().strip_prefix("format=").map(decoded),
                }
            }
            _ => return None,
        };
        Some(Self { tenant, call })
    }

    pub(super) fn is_download(&self) -> bool {
        self.message().is_none()
    }

    /// The message that the body is.
    pub(super) fn message(&self) -> Option<&'static str> {
        match self.call {
            Call::CreateData => Some("DataWriteRequest"),
            Call::UpdateData => Some("DataUpdateRequest"),
            Call::ReadData => Some("DataReadRequest"),
            Call::CreateFile => Some("FileWriteRequest"),
            Call::UpdateFile => Some("FileUpdateRequest"),
            Call::ReadFile => Some("FileReadRequest"),
            Call::Download { .. } => None,
        }
    }
}

impl Call {
    fn of(method: &str) -> Option<Self> {
        Some(match method {
            "create-small-dataset" => Self::CreateData,
            "update-small-dataset" => Self::UpdateData,
            "read-small-dataset" => Self::ReadData,
            "create-small-file" => Self::CreateFile,
            "update-small-file" => Self::UpdateFile,
            "read-small-file" => Self::ReadFile,
            _ => return None,
        })
    }
}

/// The path is decoded before it is split, so that no segment can hold a `/`.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

/// All faults at once, as the service finds them.
pub(super) fn validate(route: &Route, body: &Value) -> Result<(), Refusal> {
    let needed = match route.call {
        Call::CreateData | Call::UpdateData => &["format", "content"][..],
        Call::ReadData => &["format"],
        Call::CreateFile | Call::UpdateFile => &["name", "mimeType", "content"],
        Call::ReadFile | Call::Download { .. } => &[],
    };
    let is_missing = |name: &&&str| body[**name].as_str().is_none_or(str::is_empty);
    let mut items: Vec<ErrorItem> = needed
        .iter()
        .filter(is_missing)
        .map(|name| (format!("A value is required for [{name}]"), (*name).to_string()))
        .collect();
    if let Call::Download { kind, format: None, .. } = &route.call
        && kind == "DATA"
    {
        items.push(("A value is required for [format]".to_owned(), "format".to_owned()));
    }
    items.extend(bad_attributes(body));
    match items.is_empty() {
        true => Ok(()),
        false => Err(Refusal::invalid(items)),
    }
}

fn bad_attributes(body: &Value) -> impl Iterator<Item = ErrorItem> {
    let updates = body["tagUpdates"].as_array().into_iter().flatten().enumerate();
    updates.filter_map(|(number, update)| {
        let name = update["attrName"].as_str().unwrap_or_default();
        let is_good =
            update["operation"] == "CLEAR_ALL_ATTR" || name.starts_with(|letter: char| letter.is_ascii_alphabetic());
        let fault = format!("[attrName] is not a valid identifier: [{name}]");
        (!is_good).then(|| (fault, format!("tagUpdates[{number}].attrName")))
    })
}
