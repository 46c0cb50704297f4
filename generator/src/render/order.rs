//! Errors first, then gaps, then warnings, each kind by place.

use super::find::Finder;
use super::located::Located;
use crate::diag::{Diagnostic, Diagnostics};

/// All messages in their order, each with its place.
pub(super) fn sorted<'a>(diags: &'a Diagnostics, finder: &mut Finder<'_>) -> Vec<(&'a Diagnostic, Located)> {
    let mut all: Vec<_> = diags.iter().map(|item| (item, finder.find(&item.place))).collect();
    all.sort_by(|(a, at), (b, bt)| {
        (a.severity, &at.path, at.line, at.column).cmp(&(b.severity, &bt.path, bt.line, bt.column))
    });
    all
}
