// From templates/cdf/src/subscriptions/mod.rs; edit it there.

//! What makes subscriptions easy: any number of time series, changes that read like what they do, and data points by
//! the kind of their series.
//!
//! ```no_run
//! use cdf_client::subscriptions::Points;
//!
//! # async fn example(cdf: cdf_client::Client, ids: Vec<String>) -> Result<(), Box<dyn std::error::Error>> {
//! cdf.subscriptions().create_with_series("my-sub", 4, ids).name("pumps").await?;
//! cdf.subscriptions().change("my-sub").add_series(["pump-17"]).clear_description().await?;
//!
//! let partition = cdf_client::models::PartitionCursor::new(0);
//! for update in &cdf.subscriptions().data("my-sub", [partition]).await?.updates {
//!     match update.points() {
//!         Points::Numeric(points) => println!("{} numbers", points.len()),
//!         Points::Text(points) => println!("{} texts", points.len()),
//!         Points::State(points) => println!("{} states", points.len()),
//!         _ => println!("a kind of series that is newer than this crate"),
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod change;
mod create;
mod error;
mod points;
mod series;
mod status;

pub use change::SubscriptionChange;
pub use create::NewSubscription;
pub use error::{PartlyDone, SubscriptionError};
pub use points::{Point, Points, State};
pub use series::{SERIES_A_REQUEST, SERIES_A_SUBSCRIPTION, SeriesRef};
pub use status::PointStatus;
