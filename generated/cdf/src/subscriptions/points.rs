// From templates/cdf/src/subscriptions/points.rs; edit it there.

//! Data points by the kind of their series.

use std::slice;

use crate::models::{
    DataPoint, DataPointValue, DeletedRange, SubscribedTimeSeries, SubscriptionData, SubscriptionDataUpdate,
    TimeSeriesType,
};

use super::status::PointStatus;

/// A data point.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Point<T> {
    /// Milliseconds since 1970, negative before that.
    pub timestamp: i64,
    /// The value; bad points may have none.
    pub value: Option<T>,
    /// How good it is. The service sends it if the request asks for it with `include_status`; without it all points
    /// look good.
    pub status: PointStatus,
}

/// A value of a series of states: a number, a name, or both.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct State {
    /// The number of the state.
    pub number: Option<f64>,
    /// The name of the state.
    pub name: Option<String>,
}

/// The data points of a series, by its kind.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Points<'a> {
    /// Numbers; of bad points, NaN and the infinities too.
    Numeric(Vec<Point<f64>>),
    /// Texts.
    Text(Vec<Point<&'a str>>),
    /// States.
    State(Vec<Point<State>>),
    /// Of a kind that this version of the crate does not know, as they are.
    Other(&'a [DataPoint]),
}

impl SubscribedTimeSeries {
    /// What the values of the series are: what its `type` says, and for responses without it, what `isString` says.
    #[inline]
    pub fn kind(&self) -> TimeSeriesType {
        match (&self.type_, self.is_string) {
            (Some(kind), _) => kind.clone(),
            (None, Some(true)) => TimeSeriesType::String,
            (None, _) => TimeSeriesType::Numeric,
        }
    }
}

impl DataPoint {
    /// The value as a number: also `NaN`, `Infinity` and `-Infinity`, which bad points have as texts, and the number of a
    /// state.
    #[inline]
    pub fn number(&self) -> Option<f64> {
        match &self.value {
            Some(DataPointValue::Number(number)) => Some(*number),
            Some(DataPointValue::Text(text)) => match text.as_str() {
                "NaN" => Some(f64::NAN),
                "Infinity" => Some(f64::INFINITY),
                "-Infinity" => Some(f64::NEG_INFINITY),
                _ => None,
            },
            _ => self.numeric_value,
        }
    }

    /// The value as a text: that of a series of texts, or the name of a state.
    #[inline]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Some(DataPointValue::Text(text)) => Some(text),
            _ => self.string_value.as_deref(),
        }
    }

    /// How good the value is; good if nothing is said.
    #[inline]
    pub fn status_or_good(&self) -> PointStatus {
        self.status.as_ref().map(PointStatus::from).unwrap_or_default()
    }

    #[inline]
    fn point<T>(&self, value: Option<T>) -> Point<T> {
        Point {
            timestamp: self.timestamp,
            value,
            status: self.status_or_good(),
        }
    }

    #[inline]
    fn state(&self) -> Option<State> {
        let state = State {
            number: self.number(),
            name: self.text().map(str::to_owned),
        };
        (state != State::default()).then_some(state)
    }
}

impl SubscriptionDataUpdate {
    /// The points that were written, by the kind of the series. None were if there are none.
    #[inline]
    pub fn points(&self) -> Points<'_> {
        let points = self.upserts.as_deref().unwrap_or_default();
        match self.time_series.as_ref().map(SubscribedTimeSeries::kind) {
            Some(TimeSeriesType::Numeric) => {
                Points::Numeric(points.iter().map(|point| point.point(point.number())).collect())
            }
            Some(TimeSeriesType::String) => {
                Points::Text(points.iter().map(|point| point.point(point.text())).collect())
            }
            Some(TimeSeriesType::State) => {
                Points::State(points.iter().map(|point| point.point(point.state())).collect())
            }
            Some(TimeSeriesType::Unknown(_)) | None => Points::Other(points),
        }
    }

    /// The ranges whose points were deleted.
    #[inline]
    pub fn deleted(&self) -> slice::Iter<'_, DeletedRange> {
        self.deletes.as_deref().unwrap_or_default().iter()
    }
}

impl SubscriptionData {
    /// The time series that came into the subscription.
    #[inline]
    pub fn added(&self) -> &[SubscribedTimeSeries] {
        let changes = self.subscription_changes.as_ref();
        changes.and_then(|changes| changes.added.as_deref()).unwrap_or_default()
    }

    /// The time series that went out of the subscription.
    #[inline]
    pub fn removed(&self) -> &[SubscribedTimeSeries] {
        let changes = self.subscription_changes.as_ref();
        changes
            .and_then(|changes| changes.removed.as_deref())
            .unwrap_or_default()
    }
}
