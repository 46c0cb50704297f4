// From templates/cdf/src/records/aggregate.rs; edit it there.

//! What can be computed from properties, as methods of what allows it, and aggregates inside aggregates.

use crate::models::{
    Aggregate, AvgAggregate, CalendarInterval, CountAggregate, FiltersAggregate, MaxAggregate, MinAggregate,
    MovingFunctionAggregate, MovingFunctionKind, NumberHistogramAggregate, SumAggregate, TimeHistogramAggregate,
    UniqueValuesAggregate,
};

use super::filter::{Property, SpaceField, TimeField};

impl Property {
    /// The mean of the values.
    ///
    /// ```no_run
    /// # use cdf_client::models::CalendarInterval;
    /// # use cdf_client::records::{last_updated_time, property};
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let pressure = || property(["models", "Pump", "pressure"]);
    /// let by_day = last_updated_time().time_histogram(CalendarInterval::Day).with("mean", pressure().avg());
    /// let response = cdf.records().aggregate("my-stream", [("days", by_day.into())]).await?;
    /// for day in response.result("days").and_then(|days| days.time_buckets()).unwrap_or_default() {
    ///     println!("{}: {:?}", day.interval_start, day.result("mean").and_then(|mean| mean.as_f64()));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn avg(&self) -> Aggregate {
        AvgAggregate::new(self.path()).into()
    }

    /// The sum of the values.
    #[inline]
    pub fn sum(&self) -> Aggregate {
        SumAggregate::new(self.path()).into()
    }

    /// How many records have a value.
    #[inline]
    pub fn count(&self) -> Aggregate {
        CountAggregate::new().property(self.path()).into()
    }

    /// A bucket for each interval of this length.
    #[inline]
    pub fn number_histogram(&self, interval: f64) -> NumberHistogramAggregate {
        NumberHistogramAggregate::new(interval, self.path())
    }
}

macro_rules! ordered {
    ($($field:ident),*) => {
        $(impl $field {
            /// The smallest value.
            pub fn min(&self) -> Aggregate {
                MinAggregate::new(self.path()).into()
            }

            /// The largest value.
            pub fn max(&self) -> Aggregate {
                MaxAggregate::new(self.path()).into()
            }

            /// A bucket for each second, day, month and so on.
            pub fn time_histogram(&self, interval: impl Into<CalendarInterval>) -> TimeHistogramAggregate {
                TimeHistogramAggregate::new(self.path()).calendar_interval(interval)
            }

            /// A bucket for each interval of a fixed length, such as `12h`.
            pub fn time_histogram_of(&self, interval: impl Into<String>) -> TimeHistogramAggregate {
                TimeHistogramAggregate::new(self.path()).fixed_interval(interval)
            }
        })*
    };
}

ordered!(Property, TimeField);

macro_rules! distinct {
    ($($field:ident),*) => {
        $(impl $field {
            /// A bucket for each of the most frequent values: 10, unless `size` says otherwise.
            pub fn unique_values(&self) -> UniqueValuesAggregate {
                UniqueValuesAggregate::new(self.path())
            }
        })*
    };
}

distinct!(Property, SpaceField);

impl Aggregate {
    /// How many records there are.
    #[inline]
    pub fn count() -> Self {
        CountAggregate::new().into()
    }

    /// A function over this many buckets of the histogram around it; `path` names what it runs over, such as `_count`.
    #[inline]
    pub fn moving(path: impl Into<String>, window: i64, function: impl Into<MovingFunctionKind>) -> Self {
        MovingFunctionAggregate::new(path, window, function).into()
    }
}

macro_rules! buckets {
    ($($bucket:ident),*) => {
        $(impl $bucket {
            /// Computes this of each bucket.
            #[must_use]
            pub fn with(mut self, name: impl Into<String>, aggregate: impl Into<Aggregate>) -> Self {
                self.aggregates.get_or_insert_default().insert(name.into(), aggregate.into());
                self
            }
        })*
    };
}

buckets!(
    UniqueValuesAggregate,
    NumberHistogramAggregate,
    TimeHistogramAggregate,
    FiltersAggregate
);
