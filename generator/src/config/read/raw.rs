//! The whole file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::entries;
use super::customs::{RawModelRule, RawOperationRule};
use super::dependencies;
use super::features;
use super::package::{Client, Gaps, Input, Output, Package};
use super::paging::RawPaging;
use super::parts::{self, RawPart};
use super::renames::{RawEnums, RawRename};
use super::select::RawSelect;
use super::types::{RawTypes, Types, types};
use crate::config::{Config, ConfigError};

/// How the client of one API is made: what its author chooses and its documents cannot say.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "client.toml")]
pub(in crate::config) struct Raw {
    /// The package that is written.
    #[serde(rename = "crate")]
    package: Package,
    /// The documents of the API.
    input: Input,
    /// Where the crate goes, and the templates that it is made from.
    #[serde(default)]
    output: Output,
    /// How the client behaves at run time, where its users say nothing else.
    #[serde(default)]
    client: Client,
    /// Rust types of your choice: `"type/format" = "path::of::Type"` for every value of that format, `"string/date" =
    /// "jiff::civil::Date"`; `"#/components/schemas/Money" = "rust_decimal::Decimal"` for one schema, as `x-client-type` in an
    /// overlay. The type must implement `Clone`, `Debug`, `PartialEq`, `serde::Serialize` and `serde::Deserialize`. A preset chooses the
    /// types of several formats and adds their crate to the manifest; what is said of one format, or in `[dependencies]` of the crate,
    /// counts more: `"string/date-time" = "String"` leaves times texts. Limits of values
    /// that have a type of yours are not checked, but for numbers that are decimals.
    #[serde(default)]
    #[schemars(with = "RawTypes")]
    types: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Other names than those that follow from the documents.
    #[serde(default)]
    rename: RawRename,
    /// Which enums and unions keep what they do not know.
    #[serde(default)]
    enums: RawEnums,
    /// Derives and attributes of generated types, by their names. All rules that match a type apply to it, in this order.
    #[serde(default)]
    models: Vec<RawModelRule>,
    /// Derives and attributes of request types, attributes of the methods that make them, and which responses count as a success,
    /// by their names.
    #[serde(default)]
    operations: Vec<RawOperationRule>,
    /// Parts of the client that its users can leave out: each is a cargo feature of this name, all of them are on by default.
    /// Operations that are in no part are always there; a type is there if something that needs it is.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawPart>")]
    parts: BTreeMap<Spanned<String>, RawPart>,
    /// Crates that types, attributes and hand-written modules need, as they stand in a manifest: a version, `"1"`, or a table,
    /// `{ version = "1", features = ["serde"] }`.
    #[serde(default)]
    #[schemars(with = "dependencies::Dependencies")]
    dependencies: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    /// Crates that the examples of a layer need, as they stand in a manifest.
    #[serde(default, rename = "dev-dependencies")]
    #[schemars(with = "dependencies::Dependencies")]
    dev_dependencies: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    /// Cargo features beside those that each client has (`rustls`, `rustls-ring`, `native-tls`, `blocking`) and its parts: name → what it
    /// switches on. `default` adds to what is on by default.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    features: features::Table,
    /// Examples of a layer that need features: name of the file or folder below `examples` → those features.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    examples: features::Table,
    /// What may be lost.
    #[serde(default)]
    gaps: Gaps,
    /// Which operations are wanted: those that `paths`, `tags` or `operations` name, all if none is given, without those that
    /// are excluded. What they alone reach is left out with the others.
    #[serde(default)]
    select: RawSelect,
    /// How lists are paged where the documents do not say it.
    #[serde(default)]
    paging: RawPaging,
}

impl Raw {
    pub(super) fn config(self) -> Result<Config, ConfigError> {
        let Self {
            package,
            input,
            output,
            client,
            types,
            rename,
            enums,
            models,
            operations,
            parts,
            dependencies,
            dev_dependencies,
            features,
            examples,
            gaps,
            select,
            paging,
        } = self;
        let Types {
            formats,
            schemas,
            crates,
        } = self::types(types)?;
        let config = Config {
            types: formats,
            schema_types: schemas,
            renames: rename.renames()?,
            enums: enums.enums()?,
            models: models.into_iter().map(RawModelRule::rule).collect::<Result<_, _>>()?,
            operations: operations
                .into_iter()
                .map(RawOperationRule::rule)
                .collect::<Result<_, _>>()?,
            parts: parts.into_iter().map(parts::part).collect::<Result<_, _>>()?,
            dependencies: dependencies::with_presets(dependencies::dependencies(dependencies)?, crates),
            dev_dependencies: dependencies::dependencies(dev_dependencies)?,
            features: features::features(features)?,
            examples: features::examples(examples)?,
            skip: entries(
                gaps.skip,
                |at| at.starts_with("#/"),
                "write a pointer, `#/components/schemas/Name`",
            )?,
            select: select.select()?,
            paging: paging.rules()?,
            ..Config::default()
        };
        output.fill(client.fill(input.fill(package.fill(config)?)?)?)
    }
}
