//! stand-in
use std::collections::BTreeMap;
use std::path::PathBuf;
/// Choices.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// type table
    pub types: BTreeMap<String, String>,
    /// name
    pub crate_name: String,
    /// version
    pub version: String,
    /// description
    pub description: Option<String>,
    /// license
    pub license: Option<String>,
    /// h
    pub request_id_header: Option<String>,
    /// p
    pub env_prefix: Option<String>,
}
/// Layers.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// root
    pub root: Option<PathBuf>,
    /// layers
    pub layers: Vec<String>,
}
