// From templates/cdf/src/functions/deploy/mod.rs; edit it there.

//! From source code to a function that can be called (feature `deploy`).
//!
//! ```no_run
//! # use cdf_client::functions::deploy::FunctionSource;
//! # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::functions::deploy::DeployError> {
//! let deployed = cdf
//!     .functions()
//!     .deploy("my function", FunctionSource::folder("functions/mine"))
//!     .external_id("my-function")
//!     .secret("api-key", "s3cret")
//!     .cpu(0.5)
//!     .await?;
//! for note in &deployed.notes {
//!     eprintln!("{note}");
//! }
//! println!("function {} runs {:?}", deployed.function.id, deployed.function.runtime_version);
//! # Ok(())
//! # }
//! ```
//!
//! What happens, in this order: everything that can be checked here is checked; the code becomes a zip archive, the
//! same bytes for the same files; it is uploaded to the Files API, and the upload URL gets no credentials; the function
//! is created; and it is waited until it is `Ready`. A function cannot be updated: delete the old one first.

mod archive;
mod error;
mod folder;
mod python;
mod settings;
mod source;
mod steps;
mod upload;

pub use error::{DeployError, DeployErrorKind};
pub use settings::Deploy;
pub use source::FunctionSource;
pub use steps::{DeployNote, Deployment};
