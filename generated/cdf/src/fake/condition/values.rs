// From templates/cdf/src/fake/condition/values.rs; edit it there.

//! A set of values, quick to ask for a text.

use std::collections::BTreeSet;

use serde_json::Value;

use super::equal;

pub(in crate::fake) struct Values {
    texts: BTreeSet<String>,
    all: Vec<Value>,
}

impl Values {
    pub(super) fn new(all: Vec<Value>) -> Self {
        let texts = all.iter().filter_map(Value::as_str).map(str::to_owned);
        Self {
            texts: texts.collect(),
            all,
        }
    }

    /// Texts are looked up: filters by a hundred ids over a hundred thousand records are what a client settles doubts
    /// with.
    pub(super) fn contain(&self, found: &Value) -> bool {
        match found {
            Value::String(text) if self.texts.len() == self.all.len() => self.texts.contains(text),
            found => self.all.iter().any(|value| equal(found, value)),
        }
    }
}
