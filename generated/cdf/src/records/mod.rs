// From templates/cdf/src/records/mod.rs; edit it there.

//! What makes records easy: writing structs, reading them back, asking for records, adding them up, finding out what is
//! there.
//!
//! ```no_run
//! use cdf_client::models::RecordWrite;
//! use cdf_client::records::{last_updated_time, property, space};
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Pump {
//!     pressure: f64,
//!     status: String,
//! }
//!
//! # async fn example(cdf: cdf_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let pump = Pump { pressure: 2.5, status: "on".into() };
//! let record = RecordWrite::of("plant", "pump-1").source(("models", "Pump"), &pump)?;
//! cdf.records().ingest("my-stream", [record]).await?;
//!
//! let high = space().equals("plant") & property(["models", "Pump", "pressure"]).range(2.0..);
//! let found = cdf.records().filter("my-stream").filter(high).limit(100).await?;
//! for record in &found.items {
//!     if let Some(pump) = record.properties::<Pump>("models", "Pump")? {
//!         println!("{}: {}", record.external_id, pump.pressure);
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod aggregate;
mod bounds;
mod filter;
#[cfg(any(feature = "files", feature = "subscriptions"))]
mod instance;
mod lookup;
mod read;
mod results;
mod stream_id;
mod windows;
mod write;

pub use filter::{
    ExternalIdField, Property, SpaceField, TimeField, created_time, external_id, has_data, last_updated_time, property,
    space,
};
pub use lookup::{LookupError, RecordLookup, Verified, Verify};
pub use read::PropertiesError;
pub use stream_id::{InvalidStreamId, StreamId};
pub use windows::{duration_of_iso, windows};
