// From templates/trac/src/details/mod.rs; edit it there.

//! All that TRAC says about a request that it refuses.
//!
//! The service sends a refusal without a body. What is wrong, and where in the request, stands in the header
//! `trac-error-details-bin`; [`HasDetails`] reads it:
//!
//! ```
//! use trac_client::details::HasDetails as _;
//! # use trac_client::{Client, Error, dataset::Format, models::SchemaDefinition};
//! # async fn example(trac: Client, schema: SchemaDefinition, csv: Vec<u8>) -> Result<(), Error> {
//! let create = trac.datasets().create("ACME_CORP", schema, Format::Csv, csv);
//! if let Err(error) = create.await {
//!     for item in error.details().map(|details| details.items).unwrap_or_default() {
//!         println!("{}: {}", item.field_path, item.detail);   // schema.table.fields: The list of [fields] …
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What the gateway refuses by itself, such as a route that it does not know, has no details but a line of text, which is
//! the error's [`message`](CallError::message).

mod proto;

use std::fmt;

use http::HeaderMap;

use crate::runtime::{Base64, CallError, Error, Printable};

const HEADER: &str = "trac-error-details-bin";

/// What is wrong with a request: a summary, and one item for each fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracErrorDetails {
    /// The number of the gRPC status, such as 3 for an argument that is not valid.
    pub code: i32,
    /// The summary.
    pub message: String,
    /// The faults; all of them, if the request is not valid.
    pub items: Vec<TracErrorItem>,
}

/// One fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracErrorItem {
    /// What is wrong.
    pub detail: String,
    /// Where in the request, such as `tagUpdates[0].attrName`; empty if it is no single place.
    pub field_path: String,
}

impl TracErrorDetails {
    /// Reads the header of a response; `None` if it is not there or cannot be read. [`HasDetails`] does that for errors.
    #[inline]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(HEADER)?.to_str().ok()?;
        let bytes: Base64 = text.parse().ok()?;
        proto::details(bytes.as_bytes()).ok()
    }
}

/// The summary, and a line for each fault. The fields have the text exactly as it was sent; here unprintable characters are
/// escaped, so no text of the service can pass for another line.
impl fmt::Display for TracErrorDetails {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printable(&self.message).fmt(f)?;
        self.items.iter().try_for_each(|item| write!(f, "\n- {item}"))
    }
}

/// Place and fault, in one line: unprintable characters are escaped.
impl fmt::Display for TracErrorItem {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field_path.as_str() {
            "" => Printable(&self.detail).fmt(f),
            place => write!(f, "{}: {}", Printable(place), Printable(&self.detail)),
        }
    }
}

/// An error of a call, asked for what the service says about it. [`CallError`] and [`Error`] are types of all clients, so this is
/// a trait.
pub trait HasDetails {
    /// All that the service says about the refusal; `None` if it is not the service that refused.
    fn details(&self) -> Option<TracErrorDetails>;
}

impl<F> HasDetails for CallError<F> {
    #[inline]
    fn details(&self) -> Option<TracErrorDetails> {
        TracErrorDetails::of(self.headers())
    }
}

impl HasDetails for Error {
    #[inline]
    fn details(&self) -> Option<TracErrorDetails> {
        TracErrorDetails::of(self.headers())
    }
}
