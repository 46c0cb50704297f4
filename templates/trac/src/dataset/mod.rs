//! Datasets from Rust values, and Rust values from datasets.
//!
//! ```no_run
//! use trac_client::dataset::Format;
//! use trac_client::models::{BasicType, FieldSchema, SchemaDefinition, TagUpdate};
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Loan {
//!     id: i64,
//!     rate: String,
//!     closed: Option<String>,
//! }
//!
//! # async fn example(trac: trac_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let schema = SchemaDefinition::of_table([
//!     FieldSchema::new("id", BasicType::Integer).business_key(true),
//!     FieldSchema::new("rate", BasicType::Decimal).not_null(true),
//!     FieldSchema::new("closed", BasicType::Date),
//! ]);
//! let loans = [Loan { id: 1, rate: "0.0475".into(), closed: None }];
//! let create = trac.datasets().create_rows("ACME_CORP", schema, &loans)?;
//! let header = create.tag_updates([TagUpdate::set("region", "north")]).await?;
//!
//! let response = trac.datasets().read("ACME_CORP", &header, Format::Json).await?;
//! let loans: Vec<Loan> = response.rows()?;
//! # Ok(())
//! # }
//! ```
//!
//! Rows travel as JSON objects, one field for each column:
//!
//! | column | JSON | in Rust |
//! |---|---|---|
//! | `BOOLEAN` | `true`, `false` | `bool` |
//! | `INTEGER` | a number, exact | `i64` |
//! | `FLOAT` | a number; there is none for NaN and the infinities | `f64` |
//! | `DECIMAL` | a text, with twelve decimals when it comes back | `String`, or a decimal type that serde sees as a text |
//! | `STRING` | a text | `String` |
//! | `DATE` | `2024-02-29` | `String`, or a type of a calendar crate |
//! | `DATETIME` | `2024-02-29T12:34:56.789`, to the millisecond and without a zone | likewise |
//! | any, without a value | `null` | `Option` |
//!
//! Arrow needs no help from here: `create` and `update` take the bytes of an IPC file or stream as they are, with
//! [`Format::ArrowFile`] or [`Format::ArrowStream`], and `content` of what is read holds them.

mod error;
mod format;
mod rows;
mod schema;

pub use error::ContentError;
pub use format::Format;
pub use rows::{json_rows, json_value};
