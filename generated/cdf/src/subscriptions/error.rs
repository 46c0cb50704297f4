// From templates/cdf/src/subscriptions/error.rs; edit it there.

//! Why a subscription could not be made or changed, and how far it came.

use std::error::Error as StdError;
use std::fmt;

use crate::Error;
use crate::runtime::Printable;

use super::series::{SERIES_A_SUBSCRIPTION, SeriesRef};

/// Why a subscription could not be made or changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum SubscriptionError {
    /// There would be more time series than a subscription takes. Nothing was sent.
    TooMany {
        /// How many there would be.
        series: usize,
    },
    /// What was given cannot be used. Nothing was sent.
    Input(String),
    /// The service refused, or could not be asked. Nothing was changed, as far as is known.
    Api(Error),
    /// It takes several requests, and one of them failed.
    Partly(Box<PartlyDone>),
}

/// A subscription that was made or changed in part.
#[derive(Debug)]
#[non_exhaustive]
pub struct PartlyDone {
    /// Which one.
    pub external_id: String,
    /// The time series that are not removed yet.
    pub left_to_remove: Vec<SeriesRef>,
    /// The time series that are not added yet. Adding them again does no harm to those that are there.
    pub left_to_add: Vec<SeriesRef>,
    /// Why it stopped.
    pub error: Error,
}

impl fmt::Display for SubscriptionError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { series } => {
                write!(
                    f,
                    "{series} time series are more than the {SERIES_A_SUBSCRIPTION} that a subscription takes"
                )
            }
            Self::Input(text) => Printable(text).fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Partly(partly) => write!(
                f,
                "subscription {:?} is done in part, with {} time series left to remove and {} to add: {}",
                partly.external_id,
                partly.left_to_remove.len(),
                partly.left_to_add.len(),
                partly.error
            ),
        }
    }
}

impl StdError for SubscriptionError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => Some(error),
            Self::Partly(partly) => Some(&partly.error),
            Self::TooMany { .. } | Self::Input(_) => None,
        }
    }
}

impl From<Error> for SubscriptionError {
    #[inline]
    fn from(error: Error) -> Self {
        Self::Api(error)
    }
}
