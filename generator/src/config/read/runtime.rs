//! `[output] runtime`.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use toml::{Spanned, Value};

use Beside::{More, Source};

use super::checks::error;
use super::requirement::{A_REQUIREMENT, is_requirement};
use crate::config::{ConfigError, Entry, RuntimeChoice, did_you_mean, is_crate_name};

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

/// A key that says where cargo finds the crate: what it may hold, what to write otherwise, and next to which key it may stand.
struct Key {
    name: &'static str,
    is_good: fn(&str) -> bool,
    help: &'static str,
    beside: Beside,
}

/// Next to what a key may stand.
enum Beside {
    /// It says by itself where the crate is, and may also stand next to these.
    Source(&'static [&'static str]),
    /// It says more about this one.
    More(&'static str),
}

/// The only list of the keys. The struct is for the schema.
macro_rules! keys {
    ($($(#[doc = $doc:literal])+ $name:ident: $is_good:path, $help:expr, $beside:expr;)+) => {
        /// Where cargo finds `oasmith-runtime`.
        #[derive(Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        #[expect(dead_code, reason = "the schema is made from it")]
        pub(super) struct RawCrate {
            $($(#[doc = $doc])+ $name: Option<String>,)+
        }

        const KEYS: &[Key] = &[$(Key { name: stringify!($name), is_good: $is_good, help: $help, beside: $beside }),+];
    };
}

keys! {
    /// Its folder, relative to this file: the one that `oasmith runtime --out` has written.
    path: is_something, "write the folder of the crate, `\"../../oasmith-runtime\"`", Source(&["version"]);
    /// Its version in a registry.
    version: is_requirement, A_REQUIREMENT, Source(&["path"]);
    /// The registry, if it is not crates.io.
    registry: is_crate_name, "write the name of a registry that cargo's configuration has", More("version");
    /// A git repository that has it.
    git: is_url, "write the URL of a repository, `\"https://…\"`", Source(&[]);
    /// A branch of the repository.
    branch: is_something, "write the name of a branch", More(REPOSITORY);
    /// A tag of the repository.
    tag: is_something, "write the name of a tag", More(REPOSITORY);
    /// A revision of the repository.
    rev: is_something, "write the hash of a commit", More(REPOSITORY);
}

/// Whose keys choose a commit. Cargo takes one of them.
const REPOSITORY: &str = "git";

impl Key {
    /// Whether it may stand next to a source.
    fn goes_with(&self, source: &str) -> bool {
        match self.beside {
            Source(others) => self.name == source || others.contains(&source),
            More(of) => of == source,
        }
    }
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

fn is_something(text: &str) -> bool {
    !text.trim().is_empty()
}

fn is_url(text: &str) -> bool {
    let parts = text.split_once("://");
    parts
        .is_some_and(|(scheme, rest)| is_something(scheme) && is_something(rest) && !text.contains(char::is_whitespace))
}

pub(super) fn runtime(written: Spanned<Written>) -> Result<RuntimeChoice, ConfigError> {
    let span = written.span();
    let nowhere = || ConfigError {
        message: "this does not say where the runtime is".to_owned(),
        span: span.clone(),
        help: Some(A_RUNTIME.to_owned()),
    };
    let keys = match written.into_inner() {
        Written::Word(word) if word == "copy" => return Ok(RuntimeChoice::Copy),
        Written::Word(_) => return Err(nowhere()),
        Written::Keys(keys) => keys,
    };
    let keys: BTreeMap<String, Entry> = keys.into_iter().map(checked_key).collect::<Result<_, _>>()?;
    let given = || KEYS.iter().filter_map(|key| Some((key, keys.get(key.name)?)));
    let is_whole = |source: &Key| given().all(|(key, _)| key.goes_with(source.name));
    if !given().any(|(key, _)| matches!(key.beside, Source(_)) && is_whole(key)) {
        return Err(nowhere());
    }
    let mut revisions = given().filter(|(key, _)| matches!(key.beside, More(REPOSITORY)));
    if let (Some((first, _)), Some((second, entry))) = (revisions.next(), revisions.next()) {
        return Err(ConfigError {
            message: format!("`{}` and `{}` both choose a commit", first.name, second.name),
            span: entry.span.clone(),
            help: Some("leave one of them out".to_owned()),
        });
    }
    Ok(RuntimeChoice::Crate(keys))
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
