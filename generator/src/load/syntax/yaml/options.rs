//! How the reader is set. The limits are for hostile files, not for large ones: documents of a few hundred megabytes pass,
//! alias bombs do not.

use serde_saphyr::{Options, budget, options};

use crate::load::syntax::fault::MAX_DEPTH;

pub(super) fn options() -> Options {
    options! {
        strict_booleans: true,
        with_snippet: false,
        budget: budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_nodes: 5_000_000,
            max_events: 20_000_000,
            max_recorded_anchor_events: 200_000,
            max_total_scalar_bytes: 256 * 1024 * 1024,
        },
    }
}
