//! `oasmith schema`.

use super::arguments::SchemaOf;
use super::output::Output;
use crate::config;

/// Prints the JSON Schema of a file.
pub(super) fn schema(of: SchemaOf, output: &mut Output<'_>) -> u8 {
    let schema = match of {
        SchemaOf::Client => config::schema(),
    };
    output.print(&format!("{schema:#}\n"));
    0
}
