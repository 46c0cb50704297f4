//! Which options there are, and what is said about one that there is not.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::ConfigError;

/// Every option there is.
pub(super) const OPTIONS: [(&str, &[&str]); 11] = [
    (
        "crate",
        &["name", "version", "description", "license", "keywords", "readme-title"],
    ),
    ("input", &["documents", "overlays"]),
    ("output", &["dir", "layers"]),
    (
        "client",
        &[
            "request-id-header",
            "auto-retry-header",
            "error-message-headers",
            "fresh-connection-after",
            "env-prefix",
            "gzip-above",
        ],
    ),
    ("types", &[]),
    ("dependencies", &[]),
    ("dev-dependencies", &[]),
    ("features", &[]),
    ("examples", &[]),
    ("gaps", &["skip"]),
    (
        "select",
        &[
            "paths",
            "tags",
            "operations",
            "exclude-paths",
            "exclude-tags",
            "exclude-operations",
        ],
    ),
];

/// The sections whose keys are the author's.
const FREE: [&str; 5] = ["types", "dependencies", "dev-dependencies", "features", "examples"];

/// Finds an option that does not exist before types are looked at, since that is the likelier mistake.
pub(super) fn check_keys(text: &str) -> Result<(), ConfigError> {
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
            .find(|key| !FREE.contains(name) && !options.contains(&key.get_ref().as_ref()));
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

pub(super) fn from_toml(error: &toml::de::Error) -> ConfigError {
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
