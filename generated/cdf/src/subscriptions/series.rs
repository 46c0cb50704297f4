// From templates/cdf/src/subscriptions/series.rs; edit it there.

//! Time series by what one calls them, in pieces that a request takes.

use std::collections::BTreeSet;

use crate::models::InstanceId;

/// How many time series one request creates, adds or removes at most.
pub const SERIES_A_REQUEST: usize = 100;
/// How many time series a subscription has at most.
pub const SERIES_A_SUBSCRIPTION: usize = 10_000;

/// A time series by its external id, or by its instance in a data model.
#[derive(Clone, Debug, PartialEq)]
pub enum SeriesRef {
    /// By its external id.
    ExternalId(String),
    /// By space and external id of its instance.
    InstanceId(InstanceId),
}

impl From<&str> for SeriesRef {
    #[inline]
    fn from(external_id: &str) -> Self {
        Self::ExternalId(external_id.to_owned())
    }
}

impl From<String> for SeriesRef {
    #[inline]
    fn from(external_id: String) -> Self {
        Self::ExternalId(external_id)
    }
}

impl From<InstanceId> for SeriesRef {
    #[inline]
    fn from(instance: InstanceId) -> Self {
        Self::InstanceId(instance)
    }
}

/// Space and external id of the instance.
impl<S: Into<String>, E: Into<String>> From<(S, E)> for SeriesRef {
    #[inline]
    fn from((space, external_id): (S, E)) -> Self {
        Self::InstanceId(InstanceId::new(space, external_id))
    }
}

/// The same without repetitions, in their order.
#[inline]
pub(super) fn distinct(series: impl IntoIterator<Item = impl Into<SeriesRef>>) -> Vec<SeriesRef> {
    let mut seen = BTreeSet::new();
    let series = series.into_iter().map(Into::into);
    series.filter(|one: &SeriesRef| seen.insert(one.key())).collect()
}

/// External ids and instances apart, as requests have them.
#[inline]
pub(super) fn apart(series: &[SeriesRef]) -> (Vec<String>, Vec<InstanceId>) {
    let (mut ids, mut instances) = (Vec::new(), Vec::new());
    for one in series {
        match one {
            SeriesRef::ExternalId(id) => ids.push(id.clone()),
            SeriesRef::InstanceId(id) => instances.push(id.clone()),
        }
    }
    (ids, instances)
}

impl SeriesRef {
    #[inline]
    fn key(&self) -> (Option<String>, String) {
        match self {
            Self::ExternalId(id) => (None, id.clone()),
            Self::InstanceId(id) => (Some(id.space.clone()), id.external_id.clone()),
        }
    }
}
