//! What a manifest says of a crate that is needed.
//!
//! In: versions and tables, as TOML. Out: the same with more, as people write it. Which crates there are is not known here.

use toml::{Table, Value};

pub(crate) const VERSION: &str = "version";
pub(crate) const OPTIONAL: &str = "optional";
const FEATURES: &str = "features";

/// The same crate, but only there if a feature brings it.
pub(crate) fn optional(spec: Value) -> Value {
    let mut table = as_table(spec);
    table.insert(OPTIONAL.to_owned(), true.into());
    table.into()
}

/// What a manifest says of a crate, as people write it.
pub(crate) fn dependency(spec: &Value) -> String {
    let Some(spec) = spec
        .as_table()
        .filter(|spec| spec.len() > 1 || !spec.contains_key(VERSION))
    else {
        return spec.get(VERSION).unwrap_or(spec).to_string();
    };
    let order = |key: &str| {
        let known = ["package", VERSION, "default-features", FEATURES];
        known.iter().position(|known| *known == key).unwrap_or(known.len())
    };
    let mut entries: Vec<_> = spec.iter().collect();
    entries.sort_by_key(|(key, _)| order(key));
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// What an author says of a crate that something of ours needs as well: with the features that it needs. What cannot be read is left for
/// cargo to refuse.
pub(crate) fn with_features(own: &str, needed: &Value) -> String {
    let list = |spec: &Value| {
        spec.get(FEATURES)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let of_author = format!("{VERSION} = {own}").parse::<Table>().ok();
    let Some(own_spec) = of_author.and_then(|mut table| table.remove(VERSION)) else {
        return own.to_owned();
    };
    let mut features = list(&own_spec);
    let before = features.len();
    features.extend(
        list(needed)
            .into_iter()
            .filter(|feature| !list(&own_spec).contains(feature)),
    );
    if features.len() == before {
        return own.to_owned();
    }
    let mut table = as_table(own_spec);
    table.insert(FEATURES.to_owned(), features.into());
    dependency(&table.into())
}

/// The form of a table, in which more can be said than the version.
fn as_table(spec: Value) -> Table {
    match spec {
        Value::Table(table) => table,
        version => Table::from_iter([(VERSION.to_owned(), version)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_says_the_version_and_the_runtime_its_features() {
        let needed: Value = toml::toml! { features = ["a", "b"] version = "1" }.into();
        let table = [
            ("\"2\"", "{ version = \"2\", features = [\"a\", \"b\"] }"),
            (
                "{ git = \"https://a.test\" }",
                "{ features = [\"a\", \"b\"], git = \"https://a.test\" }",
            ),
            (
                "{ version = \"2\", features = [\"b\", \"c\"] }",
                "{ version = \"2\", features = [\"b\", \"c\", \"a\"] }",
            ),
            ("{ features = [\"b\", \"a\"] }", "{ features = [\"b\", \"a\"] }"),
        ];
        for (own, both) in table {
            assert_eq!(with_features(own, &needed), both);
        }
    }
}
