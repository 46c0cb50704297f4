//! Whether a function may be made.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::fake::request::{optional_text, text};
use crate::fake::response::{Outcome, Refusal};
use crate::fake::state::State;
use crate::runtime::Secret;

const RESERVED: [&str; 3] = ["token", "indexUrl", "extraIndexUrls"];

/// Texts, maps and the file of a new function.
pub(super) fn function(state: &State, item: &Value) -> Outcome<()> {
    text(item, "name", 1, 140)?;
    for (key, most) in [
        ("externalId", 255),
        ("owner", 128),
        ("description", 500),
        ("functionPath", 500),
    ] {
        optional_text(item, key, most)?;
    }
    metadata(item)?;
    let variables = item["envVars"].as_object();
    if variables.is_some_and(|variables| variables.len() > 100) {
        return Err(Refusal::bad("A function has at most 100 environment variables"));
    }
    let file = item["fileId"]
        .as_i64()
        .ok_or_else(|| Refusal::bad("fileId is missing"))?;
    match state.files.is_uploaded(file, state.now) {
        Some(true) => Ok(()),
        Some(false) => Err(Refusal::bad(format!("The file {file} is not uploaded"))),
        None => Err(Refusal::bad(format!("The file {file} does not exist"))),
    }
}

fn metadata(item: &Value) -> Outcome<()> {
    let Some(pairs) = item["metadata"].as_object() else {
        return Ok(());
    };
    let length = |value: &Value| value.as_str().map_or(usize::MAX, str::len);
    let fits = |pairs: &Map<String, Value>| pairs.iter().all(|(key, value)| key.len() <= 32 && length(value) <= 512);
    if pairs.len() > 16 || !fits(pairs) {
        return Err(Refusal::bad("metadata has at most 16 pairs, of 32 and 512 bytes"));
    }
    if pairs
        .iter()
        .map(|(key, value)| key.len() + length(value))
        .sum::<usize>()
        > 4096
    {
        return Err(Refusal::bad("metadata must not be larger than 4096 bytes"));
    }
    Ok(())
}

pub(super) fn secrets(item: &Value) -> Outcome<BTreeMap<String, Secret>> {
    let secrets = item["secrets"].as_object();
    if secrets.is_some_and(|secrets| secrets.len() > 30) {
        return Err(Refusal::bad("A function has at most 30 secrets"));
    }
    secrets.into_iter().flatten().map(secret).collect()
}

fn secret((key, value): (&String, &Value)) -> Outcome<(String, Secret)> {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if key.is_empty() || key.len() > 15 || !key.chars().all(inner) || RESERVED.contains(&key.as_str()) {
        return Err(Refusal::bad(
            "The key of a secret has 1 to 15 lower-case letters, digits and dashes",
        ));
    }
    let value = value.as_str().ok_or_else(|| Refusal::bad("A secret must be a text"))?;
    if key.len() + value.len() > 25_000 {
        return Err(Refusal::bad("A secret has at most 25 kB"));
    }
    Ok((key.clone(), value.into()))
}
