//! From the text of `client.toml` to a [`Config`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::connection::FreshAfter;
use super::keys::{check_keys, from_toml};
use super::{Config, ConfigError, Entry, Select, VERSION, is_crate_name};

/// Reads the text of a `client.toml`.
pub(super) fn read(text: &str) -> Result<Config, ConfigError> {
    check_keys(text)?;
    let raw: Raw = toml::from_str(text).map_err(|error| from_toml(&error))?;
    raw.config()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "crate")]
    package: Package,
    input: Input,
    #[serde(default)]
    output: Output,
    #[serde(default)]
    client: Client,
    #[serde(default)]
    types: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    dependencies: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    #[serde(default, rename = "dev-dependencies")]
    dev_dependencies: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    #[serde(default)]
    features: BTreeMap<Spanned<String>, Vec<String>>,
    #[serde(default)]
    examples: BTreeMap<Spanned<String>, Vec<String>>,
    #[serde(default)]
    gaps: Gaps,
    #[serde(default)]
    select: Selected,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Package {
    name: Spanned<String>,
    version: Option<Spanned<String>>,
    description: Option<String>,
    license: Option<String>,
    #[serde(default)]
    keywords: Vec<String>,
    readme_title: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Input {
    documents: Spanned<Vec<PathBuf>>,
    #[serde(default)]
    overlays: Vec<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Output {
    dir: Option<PathBuf>,
    #[serde(default)]
    layers: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Client {
    request_id_header: Option<String>,
    auto_retry_header: Option<String>,
    #[serde(default)]
    error_message_headers: Vec<Spanned<String>>,
    fresh_connection_after: Option<FreshAfter>,
    env_prefix: Option<String>,
    gzip_above: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Gaps {
    #[serde(default)]
    skip: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Selected {
    paths: Vec<Spanned<String>>,
    tags: Vec<Spanned<String>>,
    operations: Vec<Spanned<String>>,
    exclude_paths: Vec<Spanned<String>>,
    exclude_tags: Vec<Spanned<String>>,
    exclude_operations: Vec<Spanned<String>>,
}

impl Selected {
    fn select(self) -> Result<Select, ConfigError> {
        let Self {
            paths,
            tags,
            operations,
            exclude_paths,
            exclude_tags,
            exclude_operations,
        } = self;
        let globs = |list| {
            entries(
                list,
                |path| path.starts_with('/'),
                "a path begins with a slash, `/users/**`",
            )
        };
        Ok(Select {
            paths: globs(paths)?,
            tags: words(tags)?,
            operations: words(operations)?,
            exclude_paths: globs(exclude_paths)?,
            exclude_tags: words(exclude_tags)?,
            exclude_operations: words(exclude_operations)?,
        })
    }
}

impl Raw {
    fn config(self) -> Result<Config, ConfigError> {
        let Self {
            package,
            input,
            output,
            client,
            types,
            dependencies,
            dev_dependencies,
            features,
            examples,
            gaps,
            select,
        } = self;
        let Package {
            name,
            version,
            description,
            license,
            keywords,
            readme_title,
        } = package;
        let Input { documents, overlays } = input;
        let Output { dir, layers } = output;
        let Client {
            request_id_header,
            auto_retry_header,
            error_message_headers,
            fresh_connection_after,
            env_prefix,
            gzip_above,
        } = client;
        if documents.get_ref().is_empty() {
            return Err(error(
                "there is no document to read",
                &documents,
                "name at least one OpenAPI file",
            ));
        }
        Ok(Config {
            crate_name: checked(name, is_crate_name, CRATE_NAME)?,
            version: version.map_or(Ok(VERSION.to_owned()), |version| {
                checked(version, is_version, A_VERSION)
            })?,
            description,
            license,
            keywords,
            readme_title,
            documents: documents.into_inner(),
            overlays,
            dir,
            layers: all(layers, is_folder, "a layer is the name of a folder below `templates/`")?,
            request_id_header,
            auto_retry_header,
            error_message_headers: all(error_message_headers, is_header, A_HEADER)?,
            fresh_connection_after: fresh_connection_after.map(FreshAfter::read).transpose()?,
            env_prefix,
            gzip_above,
            types: types.into_iter().map(type_entry).collect::<Result<_, _>>()?,
            dependencies: dependencies.into_iter().map(dependency).collect::<Result<_, _>>()?,
            dev_dependencies: dev_dependencies.into_iter().map(dependency).collect::<Result<_, _>>()?,
            features: features.into_iter().map(feature).collect::<Result<_, _>>()?,
            examples: examples.into_iter().map(example).collect::<Result<_, _>>()?,
            skip: entries(
                gaps.skip,
                |at| at.starts_with("#/"),
                "write a pointer, `#/components/schemas/Name`",
            )?,
            select: select.select()?,
            ..Config::default()
        })
    }
}

const CRATE_NAME: &str = "use letters, digits, `-` and `_`, and begin with a letter";
const A_HEADER: &str = "the name of a header is letters, digits and `-`";
const A_VERSION: &str = "write three numbers, `0.1.0`";

fn is_version(text: &str) -> bool {
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    numbers.split('.').filter(|part| part.parse::<u64>().is_ok()).count() == 3 && numbers.matches('.').count() == 2
}

fn is_header(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}

fn is_folder(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\'])
}

fn type_entry((key, path): (Spanned<String>, Spanned<String>)) -> Result<(String, String), ConfigError> {
    let key = checked(
        key,
        |key| key.split('/').count() == 2,
        "write `\"type/format\" = \"path::of::Type\"`",
    )?;
    Ok((
        key,
        checked(path, is_rust_path, "write the path of a type, `crate::time::Timestamp`")?,
    ))
}

/// A crate as it stands in a manifest: a version, or a table on one line.
fn dependency((name, spec): (Spanned<String>, Spanned<toml::Value>)) -> Result<(String, String), ConfigError> {
    if !spec.get_ref().is_str() && !spec.get_ref().is_table() {
        let help = "write a version, `\"1\"`, or a table, `{ version = \"1\", features = [\"serde\"] }`";
        return Err(error("this is no dependency", &spec, help));
    }
    Ok((checked(name, is_crate_name, CRATE_NAME)?, spec.get_ref().to_string()))
}

/// A feature as it stands in a manifest: what it switches on.
fn feature((name, list): (Spanned<String>, Vec<String>)) -> Result<(String, Vec<String>), ConfigError> {
    let help =
        "a feature is named by letters, digits, `-` and `_`; `rustls`, `native-tls` and `blocking` are there already";
    let is_free = |name: &str| is_crate_name(name) && !["rustls", "native-tls", "blocking"].contains(&name);
    Ok((checked(name, is_free, help)?, list))
}

fn example((name, list): (Spanned<String>, Vec<String>)) -> Result<(String, Vec<String>), ConfigError> {
    let help = "an example is named like its file or folder, by letters, digits, `-` and `_`";
    Ok((checked(name, is_crate_name, help)?, list))
}

/// Whether this is the path of a Rust type, without arguments.
pub fn is_rust_path(path: &str) -> bool {
    let word = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    path.strip_prefix("::").unwrap_or(path).split("::").all(word)
}

fn all(list: Vec<Spanned<String>>, good: fn(&str) -> bool, help: &str) -> Result<Vec<String>, ConfigError> {
    list.into_iter().map(|item| checked(item, good, help)).collect()
}

fn words(list: Vec<Spanned<String>>) -> Result<Vec<Entry>, ConfigError> {
    entries(
        list,
        |word| !word.trim().is_empty(),
        "name something, or leave the entry out",
    )
}

/// Entries that can be pointed at later.
fn entries(list: Vec<Spanned<String>>, good: fn(&str) -> bool, help: &str) -> Result<Vec<Entry>, ConfigError> {
    let entry = |item: Spanned<String>| {
        let span = item.span();
        Ok(Entry {
            text: checked(item, good, help)?,
            span,
        })
    };
    list.into_iter().map(entry).collect()
}

pub(super) fn checked(value: Spanned<String>, good: fn(&str) -> bool, help: &str) -> Result<String, ConfigError> {
    if good(value.get_ref()) {
        return Ok(value.into_inner());
    }
    Err(error(format!("`{}` cannot stand here", value.get_ref()), &value, help))
}

pub(super) fn error<T>(message: impl Into<String>, at: &Spanned<T>, help: &str) -> ConfigError {
    ConfigError {
        message: message.into(),
        span: at.span(),
        help: Some(help.to_owned()),
    }
}
