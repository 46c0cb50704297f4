//! `[output] runtime`.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use toml::{Spanned, Value};

use super::checks::error;
use super::requirement::{A_REQUIREMENT, is_requirement};
use crate::config::{ConfigError, Entry, Runtime, did_you_mean, is_crate_name};

/// Where the client has the runtime from. Only for the schema: a value that is neither has a message of ours.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Runtime")]
#[expect(dead_code, reason = "the schema is made from it")]
pub(super) enum RawRuntime {
    /// The client carries a copy in `src/runtime`.
    Copy(Copied),
    /// The client depends on the crate `oasmith-runtime`.
    Crate(RawCrate),
}

/// The word for a copy.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Copied {
    /// The client carries a copy in `src/runtime`.
    Copy,
}

/// Where cargo finds `oasmith-runtime`.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is made from it")]
pub(super) struct RawCrate {
    /// Its folder, relative to this file: the one that `oasmith runtime --out` has written.
    path: Option<String>,
    /// Its version in a registry.
    version: Option<String>,
    /// The registry, if it is not crates.io.
    registry: Option<String>,
    /// A git repository that has it.
    git: Option<String>,
    /// A branch of the repository.
    branch: Option<String>,
    /// A tag of the repository.
    tag: Option<String>,
    /// A revision of the repository.
    rev: Option<String>,
}

/// What the author has written, each value with its place.
pub(super) enum Written {
    Word(String),
    Keys(BTreeMap<String, Spanned<Value>>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`\"copy\"` or a table that says where cargo finds oasmith-runtime")
    }

    fn visit_str<E>(self, word: &str) -> Result<Written, E> {
        Ok(Written::Word(word.to_owned()))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Written, M::Error> {
        let mut keys = BTreeMap::new();
        while let Some((key, value)) = map.next_entry()? {
            keys.insert(key, value);
        }
        Ok(Written::Keys(keys))
    }
}

const A_RUNTIME: &str = "write `\"copy\"`, or where cargo finds oasmith-runtime: `{ path = \"../../oasmith-runtime\" }`, \
                         `{ version = \"0.1\" }` or `{ git = \"https://…\" }`";

/// Keys that say where a crate is, and those that say more about one of them.
const SOURCES: [(&str, &[&str]); 3] = [
    ("path", &["version"]),
    ("version", &["registry", "path"]),
    ("git", &REVISIONS),
];

/// Keys that choose a commit of a repository. Cargo takes one of them.
const REVISIONS: [&str; 3] = ["branch", "tag", "rev"];

/// A key: what it may hold, and what to write otherwise.
struct Key {
    name: &'static str,
    is_good: fn(&str) -> bool,
    help: &'static str,
}

const fn key(name: &'static str, is_good: fn(&str) -> bool, help: &'static str) -> Key {
    Key { name, is_good, help }
}

const KEYS: [Key; 7] = [
    key(
        "path",
        is_something,
        "write the folder of the crate, `\"../../oasmith-runtime\"`",
    ),
    key("version", is_requirement, A_REQUIREMENT),
    key(
        "registry",
        is_crate_name,
        "write the name of a registry that cargo's configuration has",
    ),
    key("git", is_url, "write the URL of a repository, `\"https://…\"`"),
    key("branch", is_something, "write the name of a branch"),
    key("tag", is_something, "write the name of a tag"),
    key("rev", is_something, "write the hash of a commit"),
];

fn is_something(text: &str) -> bool {
    !text.trim().is_empty()
}

fn is_url(text: &str) -> bool {
    let parts = text.split_once("://");
    parts
        .is_some_and(|(scheme, rest)| is_something(scheme) && is_something(rest) && !text.contains(char::is_whitespace))
}

pub(super) fn runtime(written: Spanned<Written>) -> Result<Runtime, ConfigError> {
    let span = written.span();
    let nowhere = || ConfigError {
        message: "this does not say where the runtime is".to_owned(),
        span: span.clone(),
        help: Some(A_RUNTIME.to_owned()),
    };
    let keys = match written.into_inner() {
        Written::Word(word) if word == "copy" => return Ok(Runtime::Copy),
        Written::Word(_) => return Err(nowhere()),
        Written::Keys(keys) => keys,
    };
    let keys: BTreeMap<String, Entry> = keys.into_iter().map(checked_key).collect::<Result<_, _>>()?;
    let is_whole = |(source, more): &(&str, &[&str])| {
        keys.contains_key(*source) && keys.keys().all(|key| key == source || more.contains(&key.as_str()))
    };
    if !SOURCES.iter().any(is_whole) {
        return Err(nowhere());
    }
    let mut revisions = REVISIONS.iter().filter_map(|key| Some((key, keys.get(*key)?)));
    if let (Some((first, _)), Some((second, entry))) = (revisions.next(), revisions.next()) {
        return Err(ConfigError {
            message: format!("`{first}` and `{second}` both choose a commit"),
            span: entry.span.clone(),
            help: Some("leave one of them out".to_owned()),
        });
    }
    Ok(Runtime::Crate(keys))
}

/// A key with its value, if cargo can use them.
fn checked_key((name, value): (String, Spanned<Value>)) -> Result<(String, Entry), ConfigError> {
    let Some(key) = KEYS.iter().find(|key| key.name == name) else {
        let message = format!("a runtime has no key `{name}`");
        let help = did_you_mean(&name, KEYS.iter().map(|key| key.name));
        return Err(error(message, &value, &help));
    };
    match value.get_ref().as_str().filter(|text| (key.is_good)(text)) {
        Some(text) => {
            let (text, span) = (text.to_owned(), value.span());
            Ok((name, Entry { text, span }))
        }
        None => {
            let message = format!("{} cannot be the `{name}` of a crate", value.get_ref());
            Err(error(message, &value, key.help))
        }
    }
}
