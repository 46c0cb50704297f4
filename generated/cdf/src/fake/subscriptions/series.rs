// From templates/cdf/src/fake/subscriptions/series.rs; edit it there.

//! Time series: what they are called and what filters may ask of them.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::fake::condition::{Rules, Thing};

/// What the values of a time series are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesKind {
    /// Numbers.
    Numeric,
    /// Texts.
    Text,
    /// Numbers with names.
    State,
}

impl SeriesKind {
    fn name(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
            Self::Text => "string",
            Self::State => "state",
        }
    }
}

/// How a series is named: by an external id, or by space and external id of an instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::fake) enum Named {
    External(String),
    Instance(String, String),
}

impl Named {
    pub(super) fn json(&self) -> Value {
        match self {
            Self::External(id) => json!({ "externalId": id }),
            Self::Instance(space, id) => json!({ "instanceId": { "space": space, "externalId": id } }),
        }
    }
}

pub(in crate::fake) struct Series {
    pub(super) id: i64,
    /// Everything else that is known of it, as JSON.
    attributes: Value,
}

impl Series {
    pub(super) fn new(id: i64, name: &Named, kind: SeriesKind, attributes: &Value, now: i64) -> Self {
        let mut all = attributes.clone();
        if !all.is_object() {
            all = json!({});
        }
        let named = name.json();
        for (key, value) in named.as_object().into_iter().flatten() {
            all[key] = value.clone();
        }
        all["id"] = json!(id);
        all["isString"] = json!(kind == SeriesKind::Text);
        all["type"] = json!(kind.name());
        all["createdTime"] = json!(now);
        all["lastUpdatedTime"] = json!(now);
        Self { id, attributes: all }
    }

    /// All that is known.
    pub(super) fn json(&self) -> &Value {
        &self.attributes
    }

    /// What subscriptions tell of it.
    pub(super) fn short(&self) -> Value {
        let mut short = json!({});
        for key in ["id", "externalId", "instanceId", "isString", "type"] {
            if let Some(value) = self.attributes.get(key) {
                short[key] = value.clone();
            }
        }
        short
    }
}

pub(super) const RULES: Rules = Rules {
    leaves: &[
        "equals",
        "in",
        "range",
        "prefix",
        "exists",
        "containsAny",
        "containsAll",
    ],
    allows: |_, path| match path {
        [name] => PROPERTIES.contains(&name.as_str()),
        [outer, _] => ["metadata", "instanceId"].contains(&outer.as_str()),
        _ => false,
    },
};

const PROPERTIES: [&str; 15] = [
    "description",
    "externalId",
    "name",
    "unit",
    "unitExternalId",
    "unitQuantity",
    "type",
    "assetId",
    "assetRootId",
    "createdTime",
    "dataSetId",
    "id",
    "lastUpdatedTime",
    "isStep",
    "isString",
];

impl Thing for Series {
    fn look<'a>(&'a self, path: &[String]) -> Option<Cow<'a, Value>> {
        let found = path.iter().try_fold(&self.attributes, |value, key| value.get(key))?;
        Some(Cow::Borrowed(found)).filter(|found| !found.is_null())
    }
}
