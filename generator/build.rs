//! Embeds the built-in templates and the runtime in the binary, so that it works anywhere: a table of path and text, sorted by
//! path. The layers of single APIs stay outside; they are found where their `client.toml` says.
//!
//! What it writes names no folder of this machine: checkouts that share a target folder share it too.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new("../templates");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for folder in [
        "crate",
        "items",
        "runtime/src",
        "runtime/Cargo.toml",
        "runtime/README.md",
    ] {
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut table = String::from("/// Path below `templates`, and text.\nstatic EMBEDDED: &[(&str, &str)] = &[\n");
    for file in files {
        let name = file
            .strip_prefix(root)
            .map_err(io::Error::other)?
            .to_string_lossy()
            .replace('\\', "/");
        let from_here = format!("/../templates/{name}");
        let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {from_here:?}))");
        writeln!(table, "    ({name:?}, {text}),").map_err(io::Error::other)?;
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    fs::write(out.join("embedded.rs"), table)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else {
        files.push(path.to_path_buf());
    }
    Ok(())
}
