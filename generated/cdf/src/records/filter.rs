// From templates/cdf/src/records/filter.rs; edit it there.

//! Filters that read like what they ask. What a property can be asked stands on its type, so that what the service
//! does not allow does not compile.

use std::ops::{BitAnd, BitOr, Not, RangeBounds};

use serde_json::Value;

use crate::models::{
    RangeValue, RecordContainsAllFilter, RecordContainsAnyFilter, RecordEqualsFilter, RecordExistsFilter, RecordFilter,
    RecordInFilter, RecordPrefixFilter, RecordSort, RecordSource, SortDirection,
};

use super::bounds;

/// A property of a container or view. [`property`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property(pub(super) Vec<String>);

/// The space of a record. [`space`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpaceField(());

/// The external id of a record. [`external_id`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExternalIdField(());

/// A time of a record, in milliseconds since 1970. [`created_time`] and [`last_updated_time`] make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeField(&'static str);

/// A property by space, container and name; of a view, by space, `externalId/version` and name.
///
/// ```
/// use cdf_client::records::property;
///
/// let pressure = || property(["models", "Pump", "pressure"]);
/// let odd = pressure().range(..0.5) | pressure().range(2.5..) | !pressure().exists();
/// # assert!(serde_json::to_string(&odd).unwrap().starts_with(r#"{"or":["#));
/// ```
#[inline]
pub fn property(path: [impl Into<String>; 3]) -> Property {
    Property(path.into_iter().map(Into::into).collect())
}

/// The space of a record.
///
/// ```
/// use cdf_client::records::{external_id, space};
///
/// let filter = space().equals("plant") & external_id().prefix("pump-");
/// # assert!(serde_json::to_string(&filter).unwrap().contains("prefix"));
/// ```
#[inline]
pub fn space() -> SpaceField {
    SpaceField(())
}

/// The external id of a record.
#[inline]
pub fn external_id() -> ExternalIdField {
    ExternalIdField(())
}

/// When a record was created.
#[inline]
pub fn created_time() -> TimeField {
    TimeField("createdTime")
}

/// When a record was last written.
#[inline]
pub fn last_updated_time() -> TimeField {
    TimeField("lastUpdatedTime")
}

/// The record has properties in all of these containers or views, 1 to 10.
///
/// ```
/// let filter = cdf_client::records::has_data([("models", "Pump")]);
/// ```
#[inline]
pub fn has_data(sources: impl IntoIterator<Item = impl Into<RecordSource>>) -> RecordFilter {
    RecordFilter::HasData(sources.into_iter().map(Into::into).collect())
}

impl Property {
    #[inline]
    pub(super) fn path(&self) -> Vec<String> {
        self.0.clone()
    }

    /// The record has a value of it.
    #[inline]
    pub fn exists(&self) -> RecordFilter {
        RecordExistsFilter::new(self.path()).into()
    }

    /// What lies in a range of Rust: `1..=5`, `..0.5`, `"a".."b"`.
    #[inline]
    pub fn range<V: Clone + Into<RangeValue>>(&self, range: impl RangeBounds<V>) -> RecordFilter {
        bounds::filter(&self.path(), &range).into()
    }

    /// A text that starts like this, 1 to 500 characters.
    #[inline]
    pub fn prefix(&self, start: impl Into<String>) -> RecordFilter {
        RecordPrefixFilter::new(self.path(), start).into()
    }

    /// A list that has all of these values, 1 to 100.
    #[inline]
    pub fn contains_all(&self, values: impl IntoIterator<Item = impl Into<Value>>) -> RecordFilter {
        RecordContainsAllFilter::new(self.path(), values.into_iter().map(Into::into)).into()
    }

    /// A list that has one of these values, 1 to 100.
    #[inline]
    pub fn contains_any(&self, values: impl IntoIterator<Item = impl Into<Value>>) -> RecordFilter {
        RecordContainsAnyFilter::new(self.path(), values.into_iter().map(Into::into)).into()
    }
}

impl SpaceField {
    #[inline]
    pub(super) fn path(self) -> Vec<String> {
        vec!["space".to_owned()]
    }

    /// A space that starts like this.
    #[inline]
    pub fn prefix(self, start: impl Into<String>) -> RecordFilter {
        RecordPrefixFilter::new(self.path(), start).into()
    }
}

impl ExternalIdField {
    #[inline]
    fn path(self) -> Vec<String> {
        vec!["externalId".to_owned()]
    }

    /// An external id that starts like this.
    #[inline]
    pub fn prefix(self, start: impl Into<String>) -> RecordFilter {
        RecordPrefixFilter::new(self.path(), start).into()
    }
}

impl TimeField {
    #[inline]
    pub(super) fn path(self) -> Vec<String> {
        vec![self.0.to_owned()]
    }

    /// What lies in a range of Rust, in milliseconds since 1970 or as ISO 8601 texts.
    #[inline]
    pub fn range<V: Clone + Into<RangeValue>>(self, range: impl RangeBounds<V>) -> RecordFilter {
        bounds::filter(&self.path(), &range).into()
    }
}

macro_rules! all_can {
    ($($field:ident),*) => {
        $(impl $field {
            /// Exactly this value.
            pub fn equals(&self, value: impl Into<Value>) -> RecordFilter {
                RecordEqualsFilter::new(self.path(), value).into()
            }

            /// One of these values, 1 to 100.
            pub fn is_in(&self, values: impl IntoIterator<Item = impl Into<Value>>) -> RecordFilter {
                RecordInFilter::new(self.path(), values.into_iter().map(Into::into)).into()
            }

            /// Sorts by it, the smallest first.
            pub fn ascending(&self) -> RecordSort {
                RecordSort::new(self.path()).direction(SortDirection::Ascending)
            }

            /// Sorts by it, the largest first.
            pub fn descending(&self) -> RecordSort {
                RecordSort::new(self.path()).direction(SortDirection::Descending)
            }
        })*
    };
}

all_can!(Property, SpaceField, ExternalIdField, TimeField);

/// Both. What is joined already takes in one more, so `a & b & c` is one level deep.
impl BitAnd for RecordFilter {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        let mut all = match self {
            Self::And(all) => all,
            one => vec![one],
        };
        match other {
            Self::And(more) => all.extend(more),
            one => all.push(one),
        }
        Self::And(all)
    }
}

/// One of both. What is joined already takes in one more, so `a | b | c` is one level deep.
impl BitOr for RecordFilter {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        let mut all = match self {
            Self::Or(all) => all,
            one => vec![one],
        };
        match other {
            Self::Or(more) => all.extend(more),
            one => all.push(one),
        }
        Self::Or(all)
    }
}

/// All that does not match; twice is once more what it was.
impl Not for RecordFilter {
    type Output = Self;

    #[inline]
    fn not(self) -> Self {
        match self {
            Self::Not(filter) => *filter,
            filter => Self::Not(Box::new(filter)),
        }
    }
}
