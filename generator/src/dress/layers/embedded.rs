//! The layers that are part of the program.

use super::layered::{Layered, Layers};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What stands below all layers: the crate, the runtime that is copied, and the decorators of items.
pub(super) fn first(with_runtime: bool) -> Layers {
    let mut out = below("crate/", "", "crate");
    if with_runtime {
        out.extend(below("runtime/src/runtime/", "src/runtime/", "runtime"));
    }
    out.extend(below("items/", "items/", "crate"));
    out
}

/// The files of the crate of the runtime, by their paths in it.
pub(in crate::dress) fn runtime_crate() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("runtime/")?, *text)))
}

/// The root of the runtime's crate.
pub(in crate::dress) fn runtime_root() -> &'static str {
    of_runtime("src/lib.rs")
}

/// The manifest of the runtime's crate.
pub(in crate::dress) fn runtime_manifest() -> &'static str {
    of_runtime("Cargo.toml")
}

fn of_runtime(wanted: &str) -> &'static str {
    let mut files = runtime_crate();
    files.find(|(path, _)| *path == wanted).map_or("", |(_, text)| text)
}

/// The files below a folder of `templates`, at another place.
fn below(folder: &str, to: &str, layer: &str) -> Layers {
    let mine = EMBEDDED
        .iter()
        .filter_map(|(path, text)| Some((*path, path.strip_prefix(folder)?, *text)));
    mine.map(|(path, rest, text)| {
        Layered::new(
            layer,
            &format!("{to}{rest}"),
            format!("templates/{path}"),
            text.to_owned(),
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_names_no_folder_of_this_machine() {
        let table = include_str!(concat!(env!("OUT_DIR"), "/embedded.rs"));
        let line = table.lines().find(|line| line.contains("\"crate/Cargo.toml.j2\""));
        let expected = r#"    ("crate/Cargo.toml.j2", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../templates/crate/Cargo.toml.j2"))),"#;
        assert_eq!(line, Some(expected));
        assert!(!table.contains(env!("CARGO_MANIFEST_DIR")));
    }
}
