// From templates/cdf/src/records/results.rs; edit it there.

//! What aggregates gave.

use crate::models::{
    AggregateResult, AggregateValue, FilterBucket, NumberHistogramBucket, RecordAggregation, TimeHistogramBucket,
    UniqueValueBucket,
};

impl RecordAggregation {
    /// What the aggregate of this name gave.
    #[inline]
    pub fn result(&self, name: &str) -> Option<&AggregateResult> {
        self.aggregates.get(name)
    }
}

macro_rules! buckets {
    ($($bucket:ident),*) => {
        $(impl $bucket {
            /// What the aggregate of this name gave for this bucket.
            pub fn result(&self, name: &str) -> Option<&AggregateResult> {
                self.aggregates.as_ref()?.get(name)
            }
        })*
    };
}

buckets!(
    UniqueValueBucket,
    NumberHistogramBucket,
    TimeHistogramBucket,
    FilterBucket
);

impl AggregateResult {
    /// The number that avg, sum, min, max or a moving function gave, or a count.
    #[inline]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Avg(value) | Self::Min(value) | Self::Max(value) | Self::Sum(value) | Self::FnValue(value) => {
                Some(*value)
            }
            Self::Count(count) => Some(*count as f64),
            _ => None,
        }
    }

    /// The number that a count gave.
    #[inline]
    pub fn as_count(&self) -> Option<i64> {
        match self {
            Self::Count(count) => Some(*count),
            _ => None,
        }
    }

    /// The buckets of `unique_values`.
    #[inline]
    pub fn unique_values(&self) -> Option<&[UniqueValueBucket]> {
        match self {
            Self::UniqueValueBuckets(buckets) => Some(buckets),
            _ => None,
        }
    }

    /// The buckets of `number_histogram`.
    #[inline]
    pub fn number_buckets(&self) -> Option<&[NumberHistogramBucket]> {
        match self {
            Self::NumberHistogramBuckets(buckets) => Some(buckets),
            _ => None,
        }
    }

    /// The buckets of `time_histogram`.
    #[inline]
    pub fn time_buckets(&self) -> Option<&[TimeHistogramBucket]> {
        match self {
            Self::TimeHistogramBuckets(buckets) => Some(buckets),
            _ => None,
        }
    }

    /// The buckets of filters, in the order of the filters.
    #[inline]
    pub fn filter_buckets(&self) -> Option<&[FilterBucket]> {
        match self {
            Self::FilterBuckets(buckets) => Some(buckets),
            _ => None,
        }
    }
}

impl AggregateValue {
    /// The text of a bucket of texts.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number of a bucket of numbers.
    #[inline]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.as_f64()),
            _ => None,
        }
    }

    /// The truth value of a bucket of them.
    #[inline]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
}
