// From templates/cdf/src/records/bounds.rs; edit it there.

//! Bounds of ranges as the service wants them.

use std::ops::{Bound, RangeBounds};

use crate::models::{LastUpdatedTimeFilter, RangeValue, RecordRangeFilter, TimeBound};

/// A filter for what lies in a range; each bound counts in or not as in Rust.
#[inline]
pub(super) fn filter<V: Clone + Into<RangeValue>>(
    property: &[String],
    range: &impl RangeBounds<V>,
) -> RecordRangeFilter {
    let mut filter = RecordRangeFilter::new(property.iter().cloned());
    match range.start_bound() {
        Bound::Included(start) => filter.gte = Some(start.clone().into()),
        Bound::Excluded(start) => filter.gt = Some(start.clone().into()),
        Bound::Unbounded => {}
    }
    match range.end_bound() {
        Bound::Included(end) => filter.lte = Some(end.clone().into()),
        Bound::Excluded(end) => filter.lt = Some(end.clone().into()),
        Bound::Unbounded => {}
    }
    filter
}

/// A range of milliseconds since 1970.
///
/// ```
/// use cdf_client::models::LastUpdatedTimeFilter;
///
/// let filter = LastUpdatedTimeFilter::from(1_000..2_000);
/// assert_eq!(filter, LastUpdatedTimeFilter::new().gte(1_000).lt(2_000));
/// ```
impl<R: RangeBounds<i64>> From<R> for LastUpdatedTimeFilter {
    #[inline]
    fn from(range: R) -> Self {
        let mut filter = Self::new();
        match range.start_bound() {
            Bound::Included(start) => filter.gte = Some(TimeBound::from(*start)),
            Bound::Excluded(start) => filter.gt = Some(TimeBound::from(*start)),
            Bound::Unbounded => {}
        }
        match range.end_bound() {
            Bound::Included(end) => filter.lte = Some(TimeBound::from(*end)),
            Bound::Excluded(end) => filter.lt = Some(TimeBound::from(*end)),
            Bound::Unbounded => {}
        }
        filter
    }
}
