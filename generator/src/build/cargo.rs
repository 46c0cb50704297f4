//! What a build script says to cargo: lines on standard output.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::diag::Diagnostics;
use crate::render;
use crate::spec::Document;

/// The script runs again when one of these has changed. Of a folder, cargo looks at all that is in it.
pub(super) fn watch(paths: &BTreeSet<PathBuf>, out: &mut dyn Write) -> io::Result<()> {
    for path in paths {
        writeln!(out, "cargo::rerun-if-changed={}", path.display())?;
    }
    Ok(())
}

/// Messages that are no errors, a line each.
pub(super) fn warn(diags: &Diagnostics, document: Option<&Document>, out: &mut dyn Write) -> io::Result<()> {
    for line in render::lines(diags, document, render::MOST) {
        writeln!(out, "cargo::warning={line}")?;
    }
    Ok(())
}

/// Features that the module asks about, so that a package without them is not warned.
pub(super) fn expect_features(features: &BTreeSet<String>, out: &mut dyn Write) -> io::Result<()> {
    if features.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = features.iter().map(|name| format!("\"{name}\"")).collect();
    writeln!(out, "cargo::rustc-check-cfg=cfg(feature, values({}))", list.join(", "))
}
