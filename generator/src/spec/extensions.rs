//! Extensions that have one type, whatever they stand in. One of another type does nothing, so it is reported.

use serde_json::Value;

use super::fault::Fault;
use crate::diag::{Code, Expected, Mismatch};
use crate::pointer::Pointer;

use Expected::{Boolean, Text};

/// Those of schemas.
pub(super) const OF_SCHEMAS: [(&str, Expected); 6] = [
    ("x-client-name", Text),
    ("x-client-type", Text),
    ("x-client-field", Text),
    ("x-client-open", Boolean),
    ("x-client-key", Boolean),
    ("x-client-skip", Boolean),
];

/// Those of operations; what an operation does is read by `lower`.
pub(super) const OF_OPERATIONS: [(&str, Expected); 4] = [
    ("x-client-name", Text),
    ("x-client-group", Text),
    ("x-client-error", Text),
    ("x-client-skip", Boolean),
];

/// A fault for each extension at a place that is of another type.
pub(super) fn unusable<'a>(
    table: &'static [(&str, Expected)],
    at: &Pointer,
    value: impl Fn(&str) -> Option<&'a Value>,
) -> Vec<Fault> {
    let fault = |(name, expected): &(&str, Expected)| {
        let found = value(name).filter(|found| !expected.is_met_by(found))?;
        let wrong = Mismatch::of_key(name, *expected, found);
        Some(Fault::new(Code::UnusableExtension, at.key(name), wrong))
    };
    table.iter().filter_map(fault).collect()
}
