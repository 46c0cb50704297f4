//! Objects in memory: what was written, by id and version.

use serde_json::{Value, json};

use super::super::server::Said;
use super::requests::{Call, Route};
use super::responses::{self, Refusal};
use super::{SCHEMA_ID, strict};

const WHEN: &str = "2026-11-21T02:38:56.633Z";

#[derive(Default)]
pub(super) struct Objects(Vec<Object>);

struct Object {
    kind: &'static str,
    /// The requests that wrote them.
    versions: Vec<Value>,
}

impl Objects {
    pub(super) fn serve(&mut self, route: &Route, body: &Value, is_cut: bool) -> Result<Said, Refusal> {
        match &route.call {
            Call::CreateData => Ok(self.create("DATA", body)),
            Call::CreateFile => Ok(self.create("FILE", body)),
            Call::UpdateData | Call::UpdateFile => self.update(body),
            Call::ReadData => self.read_data(body),
            Call::ReadFile => self.read_file(body),
            Call::Download {
                kind, object, version, ..
            } => {
                let (_, written) = self.find(kind, object, *version)?;
                Ok(match kind.as_str() {
                    "DATA" => responses::chunked("application/json", &converted(written, 0, None), is_cut),
                    _ => responses::file(
                        written["mimeType"].as_str().unwrap_or_default(),
                        &content(written),
                        is_cut,
                    ),
                })
            }
        }
    }

    fn create(&mut self, kind: &'static str, body: &Value) -> Said {
        self.0.push(Object {
            kind,
            versions: vec![body.clone()],
        });
        header(kind, &id(self.0.len() - 1), 1)
    }

    fn update(&mut self, body: &Value) -> Result<Said, Refusal> {
        let (number, version) = self.select(&body["priorVersion"])?;
        let object = &mut self.0[number];
        if version != object.versions.len() {
            return Err(Refusal::service(
                409,
                6,
                format!("Version [{version}] has been superseded: è 100%"),
            ));
        }
        object.versions.push(body.clone());
        Ok(header(object.kind, &id(number), version + 1))
    }

    fn read_data(&self, body: &Value) -> Result<Said, Refusal> {
        let (number, version) = self.select(&body["selector"])?;
        let written = &self.0[number].versions[version - 1];
        let rows = |name: &str| body[name].as_str().and_then(|digits| digits.parse().ok());
        let content = match written["format"].as_str() {
            Some("JSON") => converted(written, rows("offset").unwrap_or(0), rows("limit")),
            _ => content(written),
        };
        let by_id =
            json!({"schemaType": "TABLE_SCHEMA", "table": {"fields": [{"fieldName": "id", "fieldType": "INTEGER"}]}});
        let schema = written.get("schema").unwrap_or(&by_id);
        Ok(responses::json(&json!({"schema": schema, "content": text(content)})))
    }

    fn read_file(&self, body: &Value) -> Result<Said, Refusal> {
        let (number, version) = self.select(&body["selector"])?;
        let written = &self.0[number].versions[version - 1];
        let content = content(written);
        let definition = json!({
            "name": written["name"],
            "mimeType": written["mimeType"],
            "size": content.len().to_string(),
            "storageId": {"objectType": "STORAGE", "objectId": SCHEMA_ID, "latestObject": true, "latestTag": true},
        });
        Ok(responses::json(
            &json!({"fileDefinition": definition, "content": text(content)}),
        ))
    }

    /// The number of the object that is selected, and the number of its version, from 1.
    fn select(&self, selector: &Value) -> Result<(usize, usize), Refusal> {
        let version = selector["objectVersion"].as_u64().map(|version| version as usize);
        let kind = selector["objectType"].as_str().unwrap_or_default();
        let object = selector["objectId"].as_str().unwrap_or_default();
        let (number, _) = self.find(kind, object, version)?;
        Ok((number, version.unwrap_or(self.0[number].versions.len())))
    }

    fn find(&self, kind: &str, object: &str, version: Option<usize>) -> Result<(usize, &Value), Refusal> {
        let number = (0..self.0.len()).find(|number| self.0[*number].kind == kind && id(*number) == object);
        let found = number.and_then(|number| {
            let versions = &self.0[number].versions;
            let written = versions.get(version.unwrap_or(versions.len()).checked_sub(1)?)?;
            Some((number, written))
        });
        found.ok_or_else(|| Refusal::service(404, 5, format!("Metadata not found for {kind} [{object}]")))
    }
}

fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// The header as protobuf writes it: what is false is left out.
fn header(kind: &str, id: &str, version: usize) -> Said {
    responses::json(&json!({
        "objectType": kind, "objectId": id, "objectVersion": version, "objectTimestamp": {"isoDatetime": WHEN},
        "tagVersion": 1, "tagTimestamp": {"isoDatetime": WHEN}, "isLatestObject": true, "isLatestTag": true,
    }))
}

fn content(written: &Value) -> Vec<u8> {
    written["content"].as_str().and_then(strict::base64).unwrap_or_default()
}

fn text(content: Vec<u8>) -> String {
    trac_client::Base64::from(content).to_string()
}

/// Some rows, with decimals as the service writes them.
fn converted(written: &Value, offset: usize, limit: Option<usize>) -> Vec<u8> {
    let rows: Value = serde_json::from_slice(&content(written)).expect("rows are JSON");
    let rows = rows.as_array().cloned().unwrap_or_default();
    let decimals: Vec<&str> = written["schema"]["table"]["fields"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|field| field["fieldType"] == "DECIMAL")
        .filter_map(|field| field["fieldName"].as_str())
        .collect();
    let some = rows
        .into_iter()
        .skip(offset)
        .take(limit.filter(|limit| *limit > 0).unwrap_or(usize::MAX));
    let rows: Vec<Value> = some.map(|row| with_decimals(row, &decimals)).collect();
    Value::from(rows).to_string().into_bytes()
}

fn with_decimals(mut row: Value, columns: &[&str]) -> Value {
    for column in columns {
        if let Some(text) = row[*column].as_str() {
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            row[*column] = format!("{whole}.{part:0<12}").into();
        }
    }
    row
}
