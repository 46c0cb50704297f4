//! What a build script says to cargo: lines on standard output.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::diag::Diagnostics;
use crate::render;
use crate::spec::Document;

/// The script runs again when one of these has changed. Of a folder, cargo looks at all that is in it. Cargo cannot be told
/// about a path with a line break: what comes after the break would be an instruction of its own.
pub(super) fn watch(paths: &BTreeSet<PathBuf>, out: &mut dyn Write) -> io::Result<()> {
    for path in paths {
        let path = path.display().to_string();
        if !path.contains(['\n', '\r']) {
            writeln!(out, "cargo::rerun-if-changed={path}")?;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostic, Place};

    /// Cargo reads a line as an instruction, and shows warnings on a terminal.
    #[test]
    fn text_of_a_document_is_neither_an_instruction_nor_an_escape_sequence() {
        let mut diags = Diagnostics::default();
        let place = Place::File("a\u{1b}[2J\u{202e}.yaml".to_owned());
        let unknown = Diagnostic::new(
            Code::UnknownKey,
            place,
            "no key `a\r\ncargo::rustc-env=A=B\u{9b}\u{61c}`",
        );
        diags.push(unknown.help("did you mean `\u{200b}\ncargo::rustc-env=C=D\u{2066}`?"));
        let mut out = Vec::new();
        warn(&diags, None, &mut out).expect("memory can be written");
        watch(
            &BTreeSet::from(["a\ncargo::rustc-env=E=F".into(), "b".into()]),
            &mut out,
        )
        .expect("memory can be written");
        let expected = concat!(
            r"cargo::warning=a\u{1b}[2J\u{202e}.yaml: warning[unknown-key]: ",
            r"no key `a\r\ncargo::rustc-env=A=B\u{9b}\u{61c}` ",
            r"(did you mean `\u{200b} cargo::rustc-env=C=D\u{2066}`?)",
            "\ncargo::rerun-if-changed=b\n",
        );
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
