//! The version that changes ask for, by cargo's rules.

use std::cmp::Ordering;

use super::class::Class;

/// A version to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bump {
    /// The one that is out.
    pub from: String,
    /// The least one that may be next.
    pub to: String,
}

impl Bump {
    /// What may follow a version. A change at run time breaks callers no less than one that the compiler finds. `None` for what
    /// is no version.
    pub(super) fn after(version: &str, worst: Class) -> Option<Self> {
        let breaks = worst != Class::Compatible;
        let [major, minor, patch] = numbers(version)?;
        let to = match (major, minor) {
            (0, 0) => [0, 0, patch + 1],
            (0, _) if breaks => [0, minor + 1, 0],
            (0, _) => [0, minor, patch + 1],
            _ if breaks => [major + 1, 0, 0],
            _ => [major, minor + 1, 0],
        };
        Some(Self {
            from: version.to_owned(),
            to: to.map(|number| number.to_string()).join("."),
        })
    }

    /// Whether this version is far enough.
    pub fn is_met_by(&self, version: &str) -> bool {
        let order = numbers(version).partial_cmp(&numbers(&self.to));
        order.is_some_and(|order| order != Ordering::Less)
    }
}

fn numbers(version: &str) -> Option<[u64; 3]> {
    let plain = version.split(['-', '+']).next()?;
    let mut parts = plain.split('.').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}
