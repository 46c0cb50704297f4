//! How the reader is set. The limits are for hostile files, not for large ones: documents of a few hundred megabytes pass,
//! alias bombs do not.

use serde_saphyr::{Options, alias_limits, budget, options};

use crate::load::syntax::fault::MAX_DEPTH;

/// How many events the aliases of a file may repeat, whatever its length, and for each of its bytes: a chain of merges (`<<`), each of
/// which repeats the one before it twice, doubles with every line.
const REPEATED: usize = 20_000;
const REPEATED_PER_BYTE: usize = 4;

pub(super) fn options(text: &str) -> Options {
    let repeated = REPEATED + text.len().saturating_mul(REPEATED_PER_BYTE);
    options! {
        strict_booleans: true,
        with_snippet: false,
        alias_limits: alias_limits! { max_total_replayed_events: repeated.min(1_000_000) },
        budget: budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_nodes: 5_000_000,
            max_events: 20_000_000,
            max_recorded_anchor_events: repeated.min(200_000),
            max_total_scalar_bytes: 256 * 1024 * 1024,
        },
    }
}
