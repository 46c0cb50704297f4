//! `client.toml`: what a client's author chooses and a document cannot say. Imports nothing of ours.
//!
//! In: the text of the file. Out: a plain [`Config`], or what is wrong and where. It opens no files; paths stay as
//! they are written.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The choices for one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `crate.name`: the package that is written.
    pub crate_name: String,
    /// `crate.version`; `0.1.0` if not given.
    pub version: String,
    /// `crate.description`.
    pub description: Option<String>,
    /// `crate.license`, an SPDX expression.
    pub license: Option<String>,
    /// `crate.keywords`.
    pub keywords: Vec<String>,
    /// `crate.readme-title`.
    pub readme_title: Option<String>,
    /// `input.documents`, relative to the file.
    pub documents: Vec<PathBuf>,
    /// `input.overlays`, relative to the file.
    pub overlays: Vec<PathBuf>,
    /// `output.dir`, relative to the workspace.
    pub dir: Option<PathBuf>,
    /// `output.layers`: folders of templates over the default ones, the last one wins.
    pub layers: Vec<String>,
    /// `client.request-id-header`.
    pub request_id_header: Option<String>,
    /// `client.env-prefix`: what the environment variables of `Client::from_env` begin with.
    pub env_prefix: Option<String>,
    /// `types`: `type/format` → Rust path.
    pub types: BTreeMap<String, String>,
    /// `gaps.skip`: pointers of what is to be left out.
    pub skip: Vec<String>,
}

/// Where templates are read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// The folder that holds the layers; without one the built-in templates are used.
    pub root: Option<PathBuf>,
    /// Folders below `root`, the last one wins.
    pub layers: Vec<String>,
}

/// What is wrong with a `client.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// In one sentence.
    pub message: String,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Config {
    /// The choices for a document without a `client.toml`.
    pub fn for_document(name: &str) -> Self {
        Self {
            crate_name: name.to_owned(),
            version: VERSION.to_owned(),
            ..Self::default()
        }
    }

    /// Reads the text of a `client.toml`.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        check_keys(text)?;
        let raw: Raw = toml::from_str(text).map_err(|error| from_toml(&error))?;
        raw.config()
    }
}

const VERSION: &str = "0.1.0";

/// Every option there is.
const OPTIONS: [(&str, &[&str]); 6] = [
    (
        "crate",
        &["name", "version", "description", "license", "keywords", "readme-title"],
    ),
    ("input", &["documents", "overlays"]),
    ("output", &["dir", "layers"]),
    ("client", &["request-id-header", "env-prefix"]),
    ("types", &[]),
    ("gaps", &["skip"]),
];

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
    gaps: Gaps,
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
    env_prefix: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Gaps {
    #[serde(default)]
    skip: Vec<Spanned<String>>,
}

impl Raw {
    fn config(self) -> Result<Config, ConfigError> {
        let Self {
            package,
            input,
            output,
            client,
            types,
            gaps,
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
            env_prefix,
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
            env_prefix,
            types: types.into_iter().map(type_entry).collect::<Result<_, _>>()?,
            skip: all(
                gaps.skip,
                |at| at.starts_with("#/"),
                "write a pointer, `#/components/schemas/Name`",
            )?,
        })
    }
}

const CRATE_NAME: &str = "use letters, digits, `-` and `_`, and begin with a letter";
const A_VERSION: &str = "write three numbers, `0.1.0`";

/// Whether cargo takes this as the name of a package.
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}

fn is_version(text: &str) -> bool {
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    numbers.split('.').filter(|part| part.parse::<u64>().is_ok()).count() == 3 && numbers.matches('.').count() == 2
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

fn is_rust_path(path: &str) -> bool {
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

fn checked(value: Spanned<String>, good: fn(&str) -> bool, help: &str) -> Result<String, ConfigError> {
    if good(value.get_ref()) {
        return Ok(value.into_inner());
    }
    Err(error(format!("`{}` cannot stand here", value.get_ref()), &value, help))
}

fn error<T>(message: impl Into<String>, at: &Spanned<T>, help: &str) -> ConfigError {
    ConfigError {
        message: message.into(),
        span: at.span(),
        help: Some(help.to_owned()),
    }
}

/// Finds an option that does not exist before types are looked at, since that is the likelier mistake.
fn check_keys(text: &str) -> Result<(), ConfigError> {
    let table = DeTable::parse(text).map_err(|error| from_toml(&error))?;
    for (section, value) in table.get_ref() {
        let sections: Vec<_> = OPTIONS.iter().map(|(name, _)| *name).collect();
        let Some((name, options)) = OPTIONS.iter().find(|(name, _)| *name == section.get_ref().as_ref()) else {
            return Err(unknown("section", section.get_ref(), section.span(), &sections));
        };
        let DeValue::Table(entries) = value.get_ref() else {
            continue;
        };
        let strange = entries
            .keys()
            .find(|key| *name != "types" && !options.contains(&key.get_ref().as_ref()));
        if let Some(key) = strange {
            return Err(unknown(
                &format!("option of `[{name}]`"),
                key.get_ref(),
                key.span(),
                options,
            ));
        }
    }
    Ok(())
}

fn unknown(what: &str, word: &str, span: Range<usize>, known: &[&str]) -> ConfigError {
    let near = known
        .iter()
        .map(|other| (strsim::damerau_levenshtein(word, other), *other))
        .min();
    let help = match near {
        Some((distance, other)) if distance <= (word.len() / 3).max(1) => format!("did you mean `{other}`?"),
        _ => format!("there are: {}", known.join(", ")),
    };
    ConfigError {
        message: format!("`{word}` is no {what}"),
        span,
        help: Some(help),
    }
}

fn from_toml(error: &toml::de::Error) -> ConfigError {
    let message = error.message().lines().next().unwrap_or("this is not TOML").to_owned();
    let help = message
        .strip_prefix("missing field ")
        .map(|field| format!("give {field}; README.md shows a whole file"));
    ConfigError {
        message,
        span: error.span().unwrap_or(0..0),
        help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "[crate]\nname = \"a-client\"\n[input]\ndocuments = [\"a.yaml\"]\n";

    #[test]
    fn the_least_file() {
        let config = Config::read(LEAST).unwrap();
        let expected = Config {
            documents: vec!["a.yaml".into()],
            ..Config::for_document("a-client")
        };
        assert_eq!(config, expected);
    }

    #[test]
    fn every_option_that_is_listed_is_read() {
        for (section, options) in OPTIONS {
            for option in options {
                let text = format!("[{section}]\n{option} = 1.5\n");
                assert!(check_keys(&text).is_ok());
                let message = Config::read(&text).unwrap_err().message;
                assert!(!message.contains("unknown field"), "{section}.{option}: {message}");
            }
        }
    }

    #[test]
    fn mistakes_have_a_place() {
        let table = [
            ("[clinet]\n", "clinet", "did you mean `client`?"),
            ("[client]\nfoo = 1\n", "foo", "there are: request-id-header, env-prefix"),
            (
                "[types]\n\"string\" = \"A\"\n",
                "\"string\"",
                "write `\"type/format\" = \"path::of::Type\"`",
            ),
            (
                "[types]\n\"string/date\" = \"A<B>\"\n",
                "\"A<B>\"",
                "write the path of a type, `crate::time::Timestamp`",
            ),
            (
                "[output]\nlayers = [\"../x\"]\n",
                "\"../x\"",
                "a layer is the name of a folder below `templates/`",
            ),
        ];
        for (more, place, help) in table {
            let text = format!("{LEAST}{more}");
            let error = Config::read(&text).unwrap_err();
            assert_eq!((&text[error.span], error.help.as_deref()), (place, Some(help)));
        }
    }
}
