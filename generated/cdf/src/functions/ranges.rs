// From templates/cdf/src/functions/ranges.rs; edit it there.

//! Time ranges of filters from Rust's ranges.

use std::ops::{Bound, RangeBounds};

use crate::models::TimestampRange;

/// A range of milliseconds since 1970. The service counts both ends in, so `a..b` ends one millisecond before `b`.
///
/// ```
/// use cdf_client::models::{CallFilter, TimestampRange};
///
/// let filter = CallFilter::new().start_time(1_000..=2_000).end_time(1_500..);
/// assert_eq!(filter.start_time, Some(TimestampRange::new().min(1_000).max(2_000)));
/// ```
impl<R: RangeBounds<i64>> From<R> for TimestampRange {
    #[inline]
    fn from(range: R) -> Self {
        Self {
            min: match range.start_bound() {
                Bound::Included(start) => Some(*start),
                Bound::Excluded(start) => Some(start.saturating_add(1)),
                Bound::Unbounded => None,
            },
            max: match range.end_bound() {
                Bound::Included(end) => Some(*end),
                Bound::Excluded(end) => Some(end.saturating_sub(1)),
                Bound::Unbounded => None,
            },
        }
    }
}
