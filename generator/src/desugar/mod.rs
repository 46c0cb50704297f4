//! VERB: Document → Document. Folds OpenAPI 3.1 into the form of 3.0, one named rewrite a file.
//!
//! In: a merged document of either version. Out: the same document with only 3.0 keywords; what 3.0 cannot say rides in
//! `x-oas31-…` extensions. Must not decide anything about Rust, nor look at two schemas at once.

mod booleans;
mod bounds;
mod conditions;
mod constants;
mod contents;
mod null;
mod patterns;
mod siblings;
mod tuples;
mod types;
mod unknown;
mod walk;

use serde_json::Value;

use crate::spec::Document;

/// The rewrites, in the order in which each schema sees them (children before parents).
const REWRITES: [fn(&mut Value); 11] = [
    booleans::rewrite,
    constants::rewrite,
    bounds::rewrite,
    contents::rewrite,
    conditions::rewrite,
    tuples::rewrite,
    patterns::rewrite,
    null::rewrite,
    types::rewrite,
    siblings::rewrite,
    unknown::rewrite,
];

/// Rewrites every schema of the document, and fills in what 3.1 may leave out.
pub fn desugar(document: &mut Document) {
    let rewrite = |schema: &mut Value| {
        for rewrite in REWRITES {
            rewrite(schema);
        }
    };
    walk::schemas(&mut document.root, &rewrite);
    unknown::missing_parts(&mut document.root);
}
