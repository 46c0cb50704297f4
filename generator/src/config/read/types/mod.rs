//! `[types]`: Rust types of the author's choice.
//!
//! In: the table as it stands. Out: types by `type/format`, types of single schemas, and the
//! crates that presets bring. Whether a schema has such a format is not known here.

mod presets;

use std::collections::BTreeMap;

use toml::{Spanned, Table};

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
    pub(super) crates: BTreeMap<String, Table>,
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
        if is_schema {
            out.schemas.push(Assignment { of, word });
        } else {
            out.formats.insert(of.text.clone(), Assignment { of, word });
        }
    }
    let chosen = presets::chosen(chosen)?;
    for (of, preset) in &chosen {
        for (format, path) in preset.types {
            let word = (*path).to_owned();
            let format = out.formats.entry((*format).to_owned());
            format.or_insert_with(|| Assignment { of: of.clone(), word });
        }
        out.crates.extend([preset.dependency()]);
    }
    match chosen
        .iter()
        .find(|(of, _)| out.formats.values().all(|choice| choice.of != *of))
    {
        Some((of, _)) => Err(ConfigError {
            message: format!(
                "`{}` has no effect, because each of its formats has a type of its own",
                of.text
            ),
            span: of.span.clone(),
            help: Some("remove it".to_owned()),
        }),
        None => Ok(out),
    }
}
