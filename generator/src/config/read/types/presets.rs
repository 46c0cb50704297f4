//! Presets of `[types]`: what a crate has for a family of formats, in one word.
//!
//! In: the presets as they stand. Out: the types of their formats, and the crates with the features
//! that clients need of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::{Spanned, Table};

use crate::config::read::checks::error;
use crate::config::{ConfigError, Entry};

/// Types by format or schema, and presets. Only for the schema: the table is read as it stands.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Types")]
#[expect(dead_code, reason = "the schema is made from it")]
pub(in crate::config::read) struct RawTypes {
    /// The crate of dates and times: `date`, `date-time`, and `date-time-local` and `time-local` but for `time`. A `date-time` is a
    /// point in time: `jiff` and `chrono` keep it without its offset, and write it in UTC. `time` stays a text, because no crate has a
    /// time of day with an offset.
    dates: Option<Times>,
    /// The same for times alone, if dates are texts or have another crate.
    times: Option<Times>,
    /// The crate of `uuid`. It writes lower case and hyphens.
    uuids: Option<Uuids>,
    /// The crate of `decimal`: up to 28 digits that are not rounded, as texts and as numbers. A number with more digits is an error, and a text
    /// is rounded by the crate. Numbers need the feature `arbitrary_precision` of `serde_json`, which they switch on for the whole
    /// program.
    decimals: Option<Decimals>,
    /// The crate of `uri`. It writes URLs in its normal form: `http://a.test` becomes `http://a.test/`.
    uris: Option<Uris>,
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Times {
    Chrono,
    Jiff,
    Time,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Uuids {
    Uuid,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Decimals {
    RustDecimal,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Uris {
    Url,
}

/// What a crate has for a preset.
pub(super) struct Preset {
    /// Its key in the table.
    name: &'static str,
    /// The crate, which is its value.
    of: &'static Crate,
    /// Type by `type/format`.
    pub(super) types: &'static [(&'static str, &'static str)],
}

/// A crate, and what a client needs of it.
struct Crate {
    name: &'static str,
    version: &'static str,
    has_defaults: bool,
    features: &'static [&'static str],
}

const fn lean(name: &'static str, version: &'static str, features: &'static [&'static str]) -> Crate {
    Crate {
        name,
        version,
        has_defaults: false,
        features,
    }
}

const fn whole(name: &'static str, version: &'static str, features: &'static [&'static str]) -> Crate {
    Crate {
        has_defaults: true,
        ..lean(name, version, features)
    }
}

const CHRONO: &Crate = &lean("chrono", "0.4", &["serde", "std"]);
const JIFF: &Crate = &lean("jiff", "1", &["serde", "std"]);
const RUST_DECIMAL: &Crate = &lean("rust_decimal", "1", &["serde", "std"]);
const TIME: &Crate = &whole("time", "0.3", &["serde-human-readable"]);
const URL: &Crate = &whole("url", "2", &["serde"]);
const UUID: &Crate = &whole("uuid", "1", &["serde"]);

const fn preset(name: &'static str, of: &'static Crate, types: &'static [(&'static str, &'static str)]) -> Preset {
    Preset { name, of, types }
}

static PRESETS: [Preset; 9] = [
    preset("dates", CHRONO, &[("string/date", "chrono::NaiveDate")]),
    preset("dates", JIFF, &[("string/date", "jiff::civil::Date")]),
    preset("dates", TIME, &[("string/date", "time::Date")]),
    preset(
        "times",
        CHRONO,
        &[
            ("string/date-time", "chrono::DateTime<chrono::Utc>"),
            ("string/date-time-local", "chrono::NaiveDateTime"),
            ("string/time-local", "chrono::NaiveTime"),
        ],
    ),
    preset(
        "times",
        JIFF,
        &[
            ("string/date-time", "jiff::Timestamp"),
            ("string/date-time-local", "jiff::civil::DateTime"),
            ("string/time-local", "jiff::civil::Time"),
        ],
    ),
    // Its serde writes what has no offset in a form of its own.
    preset("times", TIME, &[("string/date-time", "time::OffsetDateTime")]),
    preset("uuids", UUID, &[("string/uuid", "uuid::Uuid")]),
    preset(
        "decimals",
        RUST_DECIMAL,
        &[
            ("string/decimal", "rust_decimal::Decimal"),
            ("number/decimal", "rust_decimal::Decimal"),
        ],
    ),
    preset("uris", URL, &[("string/uri", "url::Url")]),
];

impl Preset {
    /// The crate, and what a manifest says of it.
    pub(super) fn dependency(&self) -> (String, Table) {
        let Crate {
            name,
            version,
            has_defaults,
            features,
        } = self.of;
        let mut spec = Table::from_iter([("version".to_owned(), (*version).into())]);
        if !has_defaults {
            spec.insert("default-features".to_owned(), false.into());
        }
        spec.insert("features".to_owned(), features.to_vec().into());
        ((*name).to_owned(), spec)
    }
}

/// Whether a key of the table is one of these.
pub(super) fn is_preset(key: &str) -> bool {
    PRESETS.iter().any(|preset| preset.name == key)
}

/// Those that are chosen, each with the key that chooses it. `dates` chooses `times`, too, unless that has a crate of its own.
pub(super) fn chosen(
    table: BTreeMap<Spanned<String>, Spanned<String>>,
) -> Result<Vec<(Entry, &'static Preset)>, ConfigError> {
    let says_times = table.keys().any(|key| key.get_ref() == "times");
    let mut out = Vec::new();
    for (key, word) in table {
        let of = Entry {
            span: key.span(),
            text: key.into_inner(),
        };
        let names: &[&str] = match of.text.as_str() {
            "dates" if !says_times => &["dates", "times"],
            name => &[name],
        };
        for name in names {
            out.push((of.clone(), find(name, &word)?));
        }
    }
    Ok(out)
}

fn find(name: &str, word: &Spanned<String>) -> Result<&'static Preset, ConfigError> {
    let known = || PRESETS.iter().filter(|preset| preset.name == name);
    known().find(|preset| preset.of.name == word.get_ref()).ok_or_else(|| {
        let names: Vec<String> = known().map(|preset| format!("`{}`", preset.of.name)).collect();
        let message = format!("`{}` is no crate that `{name}` knows", word.get_ref());
        let help = format!("write {}, or choose a type for each format", names.join(" or "));
        error(message, word, &help)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::PRESETS;

    /// What editors offer is what is read.
    #[test]
    fn the_schema_has_the_same_presets() {
        let schema = crate::config::schema();
        let types = &schema["$defs"]["Types"]["properties"];
        let mut offered = BTreeSet::new();
        for (name, preset) in types.as_object().expect("the table has keys") {
            let crates = schema.pointer(preset["$ref"].as_str().expect("a type").trim_start_matches('#'));
            let crates = crates.and_then(|of| of["enum"].as_array()).into_iter().flatten();
            offered.extend(crates.filter_map(|of| Some((name.as_str(), of.as_str()?))));
        }
        let read: BTreeSet<_> = PRESETS.iter().map(|preset| (preset.name, preset.of.name)).collect();
        assert_eq!(offered, read);
    }
}
