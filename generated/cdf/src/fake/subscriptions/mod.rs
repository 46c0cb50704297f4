// From templates/cdf/src/fake/subscriptions/mod.rs; edit it there.

//! Time series, and subscriptions that follow them.

pub(super) mod data;
pub(super) mod feed;
pub(super) mod manage;
mod members;
mod point;
mod series;
mod store;
pub(super) mod update;

pub use point::{DataPoint, PointValue};
pub(super) use series::Named;
pub use series::SeriesKind;
pub(super) use store::Subscriptions;
