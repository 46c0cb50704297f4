// From templates/cdf/src/fake/records/condition.rs; edit it there.

//! Filters over records.

use std::borrow::Cow;

use serde_json::Value;

use super::store::StoredRecord;
use crate::fake::condition::{Rules, Thing};

pub(super) const RULES: Rules = Rules {
    leaves: &[
        "matchAll",
        "exists",
        "equals",
        "hasData",
        "prefix",
        "range",
        "in",
        "containsAll",
        "containsAny",
    ],
    allows,
};

/// Three texts name a property; one names what every record has, and not every leaf may ask for that.
fn allows(leaf: &str, path: &[String]) -> bool {
    let [name] = path else { return path.len() == 3 };
    let names: &[&str] = match leaf {
        "equals" | "in" | "sort" => &["space", "externalId", "createdTime", "lastUpdatedTime"],
        "prefix" => &["space", "externalId"],
        "range" | "min" | "max" | "timeHistogram" => &["createdTime", "lastUpdatedTime"],
        "uniqueValues" => &["space"],
        _ => &[],
    };
    names.contains(&name.as_str())
}

impl Thing for StoredRecord {
    fn look<'a>(&'a self, path: &[String]) -> Option<Cow<'a, Value>> {
        let [first, deeper @ ..] = path else { return None };
        if deeper.is_empty() {
            return top_level(self, first).map(Cow::Owned);
        }
        let space = self.properties.get(first)?;
        let found = deeper.iter().try_fold(space, |value, key| value.get(key))?;
        Some(Cow::Borrowed(found)).filter(|found| !found.is_null())
    }
}

fn top_level(record: &StoredRecord, name: &str) -> Option<Value> {
    match name {
        "space" => Some(record.space.clone().into()),
        "externalId" => Some(record.external_id.clone().into()),
        "createdTime" => Some(record.created_time.into()),
        "lastUpdatedTime" => Some(record.last_updated_time.into()),
        _ => None,
    }
}
