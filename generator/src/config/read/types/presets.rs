//! Presets of `[types]`: what a crate has for a family of formats, in one word.
//!
//! In: the presets as they stand. Out: the types of their formats, and the crates with the features
//! that clients need of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

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
    /// The crate of `decimal`: numbers with up to 28 digits that are not rounded, as texts and as numbers. Numbers need the feature
    /// `arbitrary_precision` of `serde_json`, which they switch on for the whole program.
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
    /// Its value.
    of: &'static str,
    /// Type by `type/format`.
    pub(super) types: &'static [(&'static str, &'static str)],
}

const fn preset(name: &'static str, of: &'static str, types: &'static [(&'static str, &'static str)]) -> Preset {
    Preset { name, of, types }
}

static PRESETS: [Preset; 9] = [
    preset("dates", "chrono", &[("string/date", "chrono::NaiveDate")]),
    preset("dates", "jiff", &[("string/date", "jiff::civil::Date")]),
    preset("dates", "time", &[("string/date", "time::Date")]),
    preset(
        "times",
        "chrono",
        &[
            ("string/date-time", "chrono::DateTime<chrono::Utc>"),
            ("string/date-time-local", "chrono::NaiveDateTime"),
            ("string/time-local", "chrono::NaiveTime"),
        ],
    ),
    preset(
        "times",
        "jiff",
        &[
            ("string/date-time", "jiff::Timestamp"),
            ("string/date-time-local", "jiff::civil::DateTime"),
            ("string/time-local", "jiff::civil::Time"),
        ],
    ),
    // Its serde writes what has no offset in a form of its own.
    preset("times", "time", &[("string/date-time", "time::OffsetDateTime")]),
    preset("uuids", "uuid", &[("string/uuid", "uuid::Uuid")]),
    preset(
        "decimals",
        "rust_decimal",
        &[
            ("string/decimal", "rust_decimal::Decimal"),
            ("number/decimal", "rust_decimal::Decimal"),
        ],
    ),
    preset("uris", "url", &[("string/uri", "url::Url")]),
];

/// What a client needs of each crate.
const CRATES: [(&str, &str); 6] = [
    (
        "chrono",
        "{ version = \"0.4\", default-features = false, features = [\"serde\", \"std\"] }",
    ),
    (
        "jiff",
        "{ version = \"1\", default-features = false, features = [\"serde\", \"std\"] }",
    ),
    (
        "rust_decimal",
        "{ version = \"1\", default-features = false, features = [\"serde\", \"std\"] }",
    ),
    ("time", "{ version = \"0.3\", features = [\"serde-human-readable\"] }"),
    ("url", "{ version = \"2\", features = [\"serde\"] }"),
    ("uuid", "{ version = \"1\", features = [\"serde\"] }"),
];

impl Preset {
    /// The crate, and what a manifest says of it.
    pub(super) fn dependency(&self) -> Option<(String, String)> {
        let (name, spec) = CRATES.iter().find(|(of, _)| *of == self.of)?;
        Some(((*name).to_owned(), (*spec).to_owned()))
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
    known().find(|preset| preset.of == word.get_ref()).ok_or_else(|| {
        let names: Vec<String> = known().map(|preset| format!("`{}`", preset.of)).collect();
        let message = format!("`{}` is no crate that `{name}` knows", word.get_ref());
        let help = format!("write {}, or choose a type for each format", names.join(" or "));
        error(message, word, &help)
    })
}
