//! `[types]`: Rust types of the author's choice.
//!
//! In: the table as it stands, and the crates that the author names. Out: types by `type/format`, types of single schemas, and the
//! crates that presets bring. Whether a schema has such a format is not known here.

mod presets;

use std::collections::BTreeMap;

use toml::Spanned;

use super::checks::{checked, entry, is_rust_path};
use crate::config::{Assignment, ConfigError};

pub(super) use presets::RawTypes;

const A_KEY: &str = "write `\"type/format\" = \"path::of::Type\"`, `\"#/components/schemas/Name\"` for one schema, or a preset: `dates`, \
                     `times`, `uuids`, `decimals` or `uris`";

/// What is chosen.
#[derive(Default)]
pub(super) struct Types {
    /// By `type/format`. Of a preset, each has the preset as what it is for.
    pub(super) formats: BTreeMap<String, Assignment>,
    /// Of single schemas.
    pub(super) schemas: Vec<Assignment>,
    /// Crates that presets bring, as they stand in a manifest.
    pub(super) crates: BTreeMap<String, String>,
}

/// Types by `type/format`, of single schemas, and those of presets that nothing else says.
pub(super) fn types(table: BTreeMap<Spanned<String>, Spanned<String>>) -> Result<Types, ConfigError> {
    let (mut out, mut chosen) = (Types::default(), BTreeMap::new());
    for (key, word) in table {
        if presets::is_preset(key.get_ref()) {
            chosen.insert(key, word);
            continue;
        }
        let is_schema = key.get_ref().starts_with("#/");
        let of = entry(key, |key| key.starts_with("#/") || key.split('/').count() == 2, A_KEY)?;
        let word = checked(word, is_rust_path, "write the path of a type, `crate::time::Timestamp`")?;
        match is_schema {
            true => out.schemas.push(Assignment { of, word }),
            false => drop(out.formats.insert(of.text.clone(), Assignment { of, word })),
        }
    }
    for (of, preset) in presets::chosen(chosen)? {
        for (format, path) in preset.types {
            let (of, word) = (of.clone(), (*path).to_owned());
            let format = out.formats.entry((*format).to_owned());
            format.or_insert(Assignment { of, word });
        }
        out.crates.extend(preset.dependency());
    }
    Ok(out)
}
