//! `[rename]` and `[enums]`: what an overlay would say with extensions, for a single type, operation or field.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::{checked, entry, is_word, words};
use crate::config::{Assignment, ConfigError, Enums, Renames};

/// A table from what is named to its word.
type Table = BTreeMap<Spanned<String>, Spanned<String>>;

/// Other names than those that follow from the documents. An entry that names nothing is an error, and so is one that
/// contradicts an overlay.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Rename")]
pub(super) struct RawRename {
    /// Schema → Rust type, `Pet_v2 = "Pet"`. The schema is a component, or a pointer, `"#/paths/~1pets/get/…"`. As
    /// `x-client-name` in an overlay.
    #[schemars(with = "BTreeMap<String, String>")]
    types: Table,
    /// `operationId` → `method`, or `group.method`: `listPets = "pets.list"`. An operation without an id is named by method and
    /// path, `"GET /pets"`. As `x-client-name` and `x-client-group` in an overlay.
    #[schemars(with = "BTreeMap<String, String>")]
    operations: Table,
    /// `Schema.property` → Rust field, `"Pet.typ" = "kind"`; the schema is a component, or the key is a pointer to the property. As
    /// `x-client-field` in an overlay.
    #[schemars(with = "BTreeMap<String, String>")]
    fields: Table,
    /// `operationId`, or method and path → type of its error bodies, `createPets = "PetWriteError"`. Operations with the same
    /// name share the type. As `x-client-error` in an overlay.
    #[schemars(with = "BTreeMap<String, String>")]
    errors: Table,
}

/// Which enums and unions keep what they do not know: all enums, and unions that the service sends, if nothing is said.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Enums")]
pub(super) struct RawEnums {
    /// Schemas whose values will never be more: components, or pointers. As `x-client-open: false` in an overlay.
    #[schemars(with = "Vec<String>")]
    closed: Vec<Spanned<String>>,
    /// Schemas that may have more values than the document says. As `x-client-open: true` in an overlay.
    #[schemars(with = "Vec<String>")]
    open: Vec<Spanned<String>>,
}

impl RawRename {
    pub(super) fn renames(self) -> Result<Renames, ConfigError> {
        let Self {
            types,
            operations,
            fields,
            errors,
        } = self;
        let is_pair = |key: &str| {
            key.starts_with("#/")
                || key
                    .split_once('.')
                    .is_some_and(|(ty, field)| !ty.is_empty() && !field.is_empty())
        };
        let is_method = |word: &str| word.split('.').count() <= 2 && word.split('.').all(is_word);
        Ok(Renames {
            types: choices(types, SOME_NAME, is_word, "write the name of a Rust type, `Pet`")?,
            operations: choices(operations, SOME_NAME, is_method, "write `method` or `group.method`")?,
            fields: choices(
                fields,
                (is_pair, "write `\"Schema.property\"`"),
                is_word,
                "write the name of a Rust field, `kind`",
            )?,
            errors: choices(errors, SOME_NAME, is_word, "write the name of a Rust type, `PetError`")?,
        })
    }
}

impl RawEnums {
    pub(super) fn enums(self) -> Result<Enums, ConfigError> {
        let Self { closed, open } = self;
        Ok(Enums {
            closed: words(closed)?,
            open: words(open)?,
        })
    }
}

/// What a word must be, and what to do if it is not.
type Rule = (fn(&str) -> bool, &'static str);

const SOME_NAME: Rule = (|name| !name.trim().is_empty(), "name something, or leave the entry out");

fn choices(
    table: Table,
    (key, key_help): Rule,
    good: fn(&str) -> bool,
    help: &str,
) -> Result<Vec<Assignment>, ConfigError> {
    let choice = |(of, word): (Spanned<String>, Spanned<String>)| {
        Ok(Assignment {
            of: entry(of, key, key_help)?,
            word: checked(word, good, help)?,
        })
    };
    table.into_iter().map(choice).collect()
}
