//! YAML text into a JSON tree, and into the places of that tree. Only this folder knows which YAML reader is used.

mod explain;
mod nodes;
mod options;
mod span;
mod value;

use serde_json::Value;

use super::fault::SyntaxError;
use explain::explain;
pub(super) use nodes::nodes;
use options::options;
use value::Unique;

/// Reads a whole file. Key order is kept, keys that are numbers become text, a key given twice is an error.
pub(super) fn parse(text: &str) -> Result<Value, SyntaxError> {
    let read: Result<Unique, _> = serde_saphyr::from_str_with_options(text, options());
    read.map(|Unique(value)| value).map_err(|error| explain(text, &error))
}
