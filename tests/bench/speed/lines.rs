//! How many lines the clients of this repository have, by kind.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::table::Table;
use crate::{Result, workspace};

pub(crate) fn measure(table: &mut Table) -> Result {
    for (api, target) in [("cdf", 30_000.0), ("trac", 4_000.0)] {
        let src = workspace().join("generated").join(api).join("src");
        let mut kinds = BTreeMap::new();
        for entry in fs::read_dir(&src)? {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            kinds.insert(name, of(&path)?);
        }
        for (kind, lines) in &kinds {
            table.note(&format!("lines of generated/{api}/src/{kind}"), *lines as f64, "lines");
        }
        let all: usize = kinds.values().sum();
        table.row(&format!("lines of generated/{api}/src"), all as f64, "lines", target);
    }
    Ok(())
}

/// Lines of Rust in a file or below a folder.
fn of(path: &Path) -> Result<usize> {
    if !path.is_dir() {
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        return Ok(if is_rust {
            fs::read_to_string(path)?.lines().count()
        } else {
            0
        });
    }
    fs::read_dir(path)?.map(|entry| of(&entry?.path())).sum()
}
