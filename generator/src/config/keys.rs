//! What is said about an option that does not exist: where it is, and which is nearest.

use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use super::nearest::did_you_mean;
use super::schema::schema;

/// Finds an option that does not exist, in a text that could not be read: the likelier mistake than a wrong type.
pub(super) fn strange_key(text: &str) -> Option<ConfigError> {
    let table = DeTable::parse(text).ok()?;
    let schema = schema();
    Keys { root: &schema }.table(&schema, table.get_ref(), "")
}

/// A walk through the file beside its schema.
struct Keys<'a> {
    root: &'a Value,
}

impl Keys<'_> {
    /// The first key of a table that its schema does not have; `name` is what the file calls the table.
    fn table(&self, schema: &Value, table: &DeTable<'_>, name: &str) -> Option<ConfigError> {
        let known = schema.get("properties").and_then(Value::as_object);
        let others = schema.get("additionalProperties");
        let mut strange = table.iter().filter_map(|(key, value)| {
            let word = key.get_ref().as_ref();
            match (known.and_then(|known| known.get(word)), others) {
                (None, Some(Value::Bool(false))) => Some(unknown(name, word, key.span(), known)),
                (Some(schema), _) | (None, Some(schema)) => self.value(schema, value, &below(name, word)),
                (None, None) => None,
            }
        });
        strange.next()
    }

    fn value(&self, schema: &Value, value: &Spanned<DeValue<'_>>, name: &str) -> Option<ConfigError> {
        let schema = self.followed(schema);
        match value.get_ref() {
            DeValue::Table(table) => self.table(schema, table, &format!("[{name}]")),
            DeValue::Array(list) => {
                let items = schema.get("items")?;
                let mut each = list.iter().filter_map(|item| match item.get_ref() {
                    DeValue::Table(table) => self.table(self.followed(items), table, &format!("[[{name}]]")),
                    _ => None,
                });
                each.next()
            }
            _ => None,
        }
    }

    /// The schema itself, where it is a reference.
    fn followed<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| self.root.pointer(target.trim_start_matches('#')));
        target.unwrap_or(schema)
    }
}

/// What the file calls a table within a table.
fn below(name: &str, key: &str) -> String {
    match name.trim_matches(['[', ']']) {
        "" => key.to_owned(),
        outer => format!("{outer}.{key}"),
    }
}

fn unknown(name: &str, word: &str, span: Range<usize>, known: Option<&Map<String, Value>>) -> ConfigError {
    let known = known.into_iter().flat_map(Map::keys).map(String::as_str);
    let what = match name {
        "" => "section".to_owned(),
        name => format!("option of `{name}`"),
    };
    ConfigError {
        message: format!("`{word}` is no {what}"),
        span,
        help: Some(did_you_mean(word, known)),
    }
}
