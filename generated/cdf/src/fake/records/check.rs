// From templates/cdf/src/fake/records/check.rs; edit it there.

//! Whether a record may be written.

use serde_json::{Map, Value, json};

use super::store::Key;
use crate::fake::request::text;
use crate::fake::response::{Outcome, Refusal};

const RESERVED: [&str; 6] = [
    "space",
    "externalId",
    "createdTime",
    "lastUpdatedTime",
    "deletedTime",
    "extensions",
];

pub(super) fn key(item: &Value) -> Outcome<Key> {
    let space = text(item, "space", 1, 43)?;
    let external_id = text(item, "externalId", 1, 256)?;
    if external_id.contains('\0') {
        return Err(Refusal::bad("externalId must not contain NUL"));
    }
    Ok((space.to_owned(), external_id.to_owned()))
}

/// The properties of all sources: space → container → property → value.
pub(super) fn properties(item: &Value) -> Outcome<Map<String, Value>> {
    let sources = item["sources"]
        .as_array()
        .filter(|sources| (1..=100).contains(&sources.len()));
    let sources = sources.ok_or_else(|| Refusal::bad("sources must have 1 to 100 elements"))?;
    let mut all = Map::new();
    for source in sources {
        let (space, id) = source_key(&source["source"])?;
        let values = source["properties"].as_object().filter(|values| !values.is_empty());
        let values = values.ok_or_else(|| Refusal::bad("properties must not be empty"))?;
        check_properties(values)?;
        let spaces = all.entry(space).or_insert_with(|| json!({}));
        spaces[id] = Value::Object(values.clone());
    }
    Ok(all)
}

/// The space of a container or view, and the name under which its properties are read.
pub(super) fn source_key(source: &Value) -> Outcome<(&str, String)> {
    let (space, id) = (text(source, "space", 1, 43)?, text(source, "externalId", 1, 255)?);
    match source["type"].as_str() {
        Some("container") => Ok((space, id.to_owned())),
        Some("view") => Ok((space, format!("{id}/{}", text(source, "version", 1, 43)?))),
        _ => Err(Refusal::bad("The type of a source must be container or view")),
    }
}

fn check_properties(values: &Map<String, Value>) -> Outcome<()> {
    if values.len() > 100 {
        return Err(Refusal::bad("A source has at most 100 properties"));
    }
    for (name, value) in values {
        if !is_property(name) {
            return Err(Refusal::bad(format!("{name:?} is no name of a property")));
        }
        if value
            .as_str()
            .is_some_and(|text| text.len() > 128_000 || text.contains('\0'))
        {
            return Err(Refusal::bad(format!("The text of {name} is too long or contains NUL")));
        }
    }
    Ok(())
}

fn is_property(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let fits = name.len() <= 255 && name.starts_with(|c: char| c.is_ascii_alphanumeric());
    fits && name.chars().all(inner) && !RESERVED.contains(&name)
}
