//! Which item is meant: `{"id": …}` or `{"externalId": …}`.

use serde_json::{Value, json};

use super::response::{Outcome, Refusal};

/// The first internal id that is given out: above 2^52, so that ids that went through a float show.
pub(super) const FIRST: i64 = 5_000_000_000_000_001;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Id(i64),
    External(String),
}

impl Reference {
    pub(super) fn read(item: &Value) -> Outcome<Self> {
        match (item["id"].as_i64(), item["externalId"].as_str()) {
            (Some(id), None) => Ok(Self::Id(id)),
            (None, Some(external)) => Ok(Self::External(external.to_owned())),
            _ => Err(Refusal::bad("Each item needs either id or externalId")),
        }
    }

    pub(super) fn matches(&self, id: i64, external: Option<&str>) -> bool {
        match self {
            Self::Id(wanted) => *wanted == id,
            Self::External(wanted) => external == Some(wanted),
        }
    }

    pub(super) fn json(&self) -> Value {
        match self {
            Self::Id(id) => json!({ "id": id }),
            Self::External(external) => json!({ "externalId": external }),
        }
    }
}

/// What was found, in the order asked for; unknown ones are an error unless `ignoreUnknownIds` says otherwise.
pub(super) fn find_all<T>(
    what: &str,
    body: &Value,
    items: &[Value],
    find: impl Fn(&Reference) -> Option<T>,
) -> Outcome<Vec<T>> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for item in items {
        let reference = Reference::read(item)?;
        match find(&reference) {
            Some(hit) => found.push(hit),
            None => missing.push(reference.json()),
        }
    }
    if missing.is_empty() || body["ignoreUnknownIds"] == true {
        return Ok(found);
    }
    Err(Refusal::missing(what, missing))
}
