//! From the text of `client.toml` to a [`Config`]: one file for each kind of section.
//!
//! The structs that read it are also what its JSON Schema is made from, so their documentation is for authors of clients.

mod checks;
mod connection;
mod customs;
mod dependencies;
mod features;
mod fill;
mod package;
mod paging;
mod parts;
mod raw;
mod renames;
mod requirement;
mod runtime;
mod select;
mod types;

use super::keys::strange_key;
use super::{Config, ConfigError};

pub use checks::is_rust_path;
pub use package::is_host;
pub(super) use raw::Raw;

impl Config {
    /// Reads the text of a `client.toml`.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        let raw: Raw = toml::from_str(text)
            .map_err(|error| strange_key(text).unwrap_or_else(|| ConfigError::from_toml(&error)))?;
        let config = raw.config()?;
        parts::check(&config)?;
        features::check(&config)?;
        Ok(config)
    }
}
