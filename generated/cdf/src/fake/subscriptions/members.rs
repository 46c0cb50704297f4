// From templates/cdf/src/fake/subscriptions/members.rs; edit it there.

//! Lists of time series in requests.

use serde_json::Value;

use super::series::Named;
use crate::fake::request::text;
use crate::fake::response::{Outcome, Refusal};

/// The most of one list in one request.
const MOST_AT_ONCE: usize = 100;

/// The series of `timeSeriesIds` and `instanceIds` beside each other in `from`.
pub(super) fn both(from: &Value) -> Outcome<Vec<Named>> {
    let mut all = external(&from["timeSeriesIds"])?;
    all.extend(instances(&from["instanceIds"])?);
    Ok(all)
}

pub(super) fn external(list: &Value) -> Outcome<Vec<Named>> {
    let name = |id: &Value| {
        id.as_str()
            .filter(|id| id.len() <= 255)
            .map(|id| Named::External(id.to_owned()))
    };
    let names: Option<_> = bounded(list)?.iter().map(name).collect();
    names.ok_or_else(|| Refusal::bad("timeSeriesIds must be texts of at most 255 characters"))
}

pub(super) fn instances(list: &Value) -> Outcome<Vec<Named>> {
    bounded(list)?.iter().map(instance).collect()
}

fn instance(id: &Value) -> Outcome<Named> {
    let (space, external) = (text(id, "space", 1, 43)?, text(id, "externalId", 1, 255)?);
    Ok(Named::Instance(space.to_owned(), external.to_owned()))
}

fn bounded(list: &Value) -> Outcome<&[Value]> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    if list.len() > MOST_AT_ONCE {
        return Err(Refusal::bad(format!(
            "At most {MOST_AT_ONCE} time series can be given at once"
        )));
    }
    Ok(list)
}
