//! `oasmith schema`.

use super::arguments::SchemaOf;
use super::output::Output;
use crate::{config, spec};

/// Prints the JSON Schema of a file.
pub(super) fn schema(of: SchemaOf, output: &mut Output<'_>) -> u8 {
    let schema = match of {
        SchemaOf::Client => config::schema(),
        SchemaOf::Extensions => spec::extension_schema(),
    };
    output.print(&format!("{schema:#}\n"));
    0
}
