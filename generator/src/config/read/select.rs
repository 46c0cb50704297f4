//! `[select]`: which operations are wanted.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::{entries, words};
use crate::config::{ConfigError, Entry, Select};

/// Which operations are wanted: those that `paths`, `tags` or `operations` name, all if none is given, without those that are
/// excluded.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Select")]
pub(super) struct RawSelect {
    /// Globs over paths, `/users/**`: `*` stands for a part of a segment, `**` for any segments.
    #[schemars(with = "Vec<String>")]
    paths: Vec<Spanned<String>>,
    /// Tags.
    #[schemars(with = "Vec<String>")]
    tags: Vec<Spanned<String>>,
    /// Values of `operationId`.
    #[schemars(with = "Vec<String>")]
    operations: Vec<Spanned<String>>,
    /// Globs over paths that are not wanted.
    #[schemars(with = "Vec<String>")]
    exclude_paths: Vec<Spanned<String>>,
    /// Tags that are not wanted.
    #[schemars(with = "Vec<String>")]
    exclude_tags: Vec<Spanned<String>>,
    /// Values of `operationId` that are not wanted.
    #[schemars(with = "Vec<String>")]
    exclude_operations: Vec<Spanned<String>>,
}

impl RawSelect {
    pub(super) fn select(self) -> Result<Select, ConfigError> {
        let Self {
            paths,
            tags,
            operations,
            exclude_paths,
            exclude_tags,
            exclude_operations,
        } = self;
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

pub(super) fn globs(list: Vec<Spanned<String>>) -> Result<Vec<Entry>, ConfigError> {
    let help = "a path begins with a slash, `/users/**`";
    entries(list, |path| path.starts_with('/'), help)
}
