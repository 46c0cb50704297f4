//! A recorded request to a call of the client, with what comes of it.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use trac_client::models::{
    DataReadRequest, DataReadResponse, DataUpdateRequest, DataWriteRequest, FileReadRequest, FileReadResponse,
    FileUpdateRequest, FileWriteRequest, ObjectType, TagHeader, TagSelector,
};
use trac_client::{Client, Download, Error};

use super::super::support::ids;
use super::canonical::{Found, canonical};
use super::recorded::Capture;

/// What a call gives.
#[derive(Debug)]
pub(super) enum Got {
    Header(TagHeader),
    Data(DataReadResponse),
    File(FileReadResponse),
    Bytes {
        content_type: Option<String>,
        length: Option<u64>,
        content: Bytes,
    },
}

impl Got {
    /// The value as JSON; `None` for bytes.
    pub(super) fn json(&self) -> Option<Value> {
        let value = match self {
            Self::Header(header) => serde_json::to_value(header),
            Self::Data(data) => serde_json::to_value(data),
            Self::File(file) => serde_json::to_value(file),
            Self::Bytes { .. } => return None,
        };
        Some(value.expect("what was read can be written"))
    }
}

/// Makes the call that the capture is of.
pub(super) async fn call(client: &Client, capture: &Capture) -> Result<Got, Error> {
    let segments = capture.segments();
    let words: Vec<&str> = segments.iter().skip(4).map(String::as_str).collect();
    let (files, datasets) = (client.files(), client.datasets());
    match words.as_slice() {
        [tenant, "create-small-dataset"] => {
            let DataWriteRequest {
                schema_specifier,
                format,
                content,
                tag_updates,
                ..
            } = body(capture);
            let call = datasets
                .create(*tenant, schema_specifier, format, content)
                .tag_updates(tag_updates);
            Ok(Got::Header(call.await?))
        }
        [tenant, "update-small-dataset"] => {
            let DataUpdateRequest {
                prior_version,
                schema_specifier,
                format,
                content,
                tag_updates,
                ..
            } = body(capture);
            let call = datasets.update(*tenant, prior_version, schema_specifier, format, content);
            Ok(Got::Header(call.tag_updates(tag_updates).await?))
        }
        [tenant, "read-small-dataset"] => {
            let DataReadRequest {
                selector,
                format,
                limit,
                offset,
                ..
            } = body(capture);
            let call = datasets.read(*tenant, selector, format);
            let call = limit.into_iter().fold(call, |call, limit| call.limit(limit));
            let call = offset.into_iter().fold(call, |call, offset| call.offset(offset));
            Ok(Got::Data(call.await?))
        }
        [tenant, "create-small-file"] => {
            let FileWriteRequest {
                name,
                mime_type,
                content,
                size,
                tag_updates,
                ..
            } = body(capture);
            let call = files.create(*tenant, name, mime_type, content).tag_updates(tag_updates);
            Ok(Got::Header(
                size.into_iter().fold(call, |call, size| call.size(size)).await?,
            ))
        }
        [tenant, "update-small-file"] => {
            let FileUpdateRequest {
                prior_version,
                name,
                mime_type,
                content,
                size,
                tag_updates,
                ..
            } = body(capture);
            let call = files
                .update(*tenant, prior_version, name, mime_type, content)
                .tag_updates(tag_updates);
            Ok(Got::Header(
                size.into_iter().fold(call, |call, size| call.size(size)).await?,
            ))
        }
        [tenant, "read-small-file"] => {
            let FileReadRequest { selector, .. } = body(capture);
            Ok(Got::File(files.read(*tenant, selector).await?))
        }
        [tenant, "FILE", id, "versions", "latest", name] => {
            whole(files.download_latest(*tenant, *id, *name).await?).await
        }
        [tenant, "FILE", id, "versions", version, name] => {
            whole(files.download(*tenant, *id, number(version), *name).await?).await
        }
        [tenant, "DATA", id, "versions", "latest", name] => {
            whole(datasets.download_latest(*tenant, *id, *name, format(capture)).await?).await
        }
        [tenant, "DATA", id, "versions", version, name] => {
            whole(
                datasets
                    .download(*tenant, *id, number(version), *name, format(capture))
                    .await?,
            )
            .await
        }
        other => panic!("{}: no operation has the path {other:?}", capture.name),
    }
}

/// A good call of the operation that the capture is of, whatever the capture says beyond its path.
pub(super) async fn plain(client: &Client, capture: &Capture) -> Result<Got, Error> {
    let (tenant, id) = ("ACME_CORP", "16ecd319-65d9-4e4e-8f04-400d35ce59fe");
    let data = TagSelector::latest(ObjectType::Data, id);
    match capture.target() {
        target if target.contains("/DATA/") => {
            whole(client.datasets().download_latest(tenant, id, "x", "JSON").await?).await
        }
        target if target.contains("/FILE/") => whole(client.files().download_latest(tenant, id, "x").await?).await,
        target if target.contains("/read-small-dataset") => {
            Ok(Got::Data(client.datasets().read(tenant, data, "JSON").await?))
        }
        target if target.ends_with("/create-small-dataset") => Ok(Got::Header(
            client.datasets().create(tenant, ids(), "JSON", b"[]").await?,
        )),
        target => panic!("{}: no plain call for {target}", capture.name),
    }
}

async fn whole(download: Download) -> Result<Got, Error> {
    Ok(Got::Bytes {
        content_type: download.content_type().map(str::to_owned),
        length: download.content_length(),
        content: download.bytes().await?,
    })
}

/// The body as the type of the request. What the type wants and the capture leaves out is empty, which means the same.
fn body<T: DeserializeOwned>(capture: &Capture) -> T {
    let mut value = canonical(capture.json(), &mut Found::new());
    let is_file = capture.target().ends_with("-file");
    for name in if is_file {
        &["content"][..]
    } else {
        &["format", "content"]
    } {
        if value.get(name).is_none() {
            value[*name] = json!("");
        }
    }
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{}: {error}", capture.name))
}

fn format(capture: &Capture) -> String {
    let format = capture.query().into_iter().find(|(name, _)| name == "format");
    format.map(|(_, format)| format).unwrap_or_default()
}

fn number(version: &str) -> i32 {
    version.parse().expect("a version is a number")
}
