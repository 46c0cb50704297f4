//! What a program with one call of `cdf-client` costs to build for release from nothing, with each of the ways to TLS.
//!
//! One way costs one to three minutes of CPU time, so this part runs only when it is named.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::table::Table;
use crate::{Result, cpu, progress, target_dir, workspace};

/// What is printed, the feature, and the target.
const WAYS: [(&str, &str, f64); 3] = [
    ("cold release build, `rustls`", "rustls", 160.0),
    ("cold release build, `rustls-ring`", "rustls-ring", 100.0),
    ("cold release build, `native-tls`", "native-tls", 100.0),
];

const MAIN: &str = "//! Lists the streams of a project.

#[tokio::main(flavor = \"current_thread\")]
async fn main() {
    let client = cdf_client::Client::builder().project(\"p\").token(\"t\").build().expect(\"a client\");
    println!(\"{:?}\", client.streams().list().await.is_ok());
}
";

pub(crate) fn measure(table: &mut Table) -> Result {
    let root = target_dir().join("cold");
    for (what, feature, target) in WAYS {
        if root.is_dir() {
            fs::remove_dir_all(&root)?;
        }
        write(&root, feature)?;
        progress(&format!("cold build with {feature}"));
        let mut build = Command::new(env!("CARGO"));
        build
            .args(["build", "--release", "--target-dir", "target"])
            .env("CARGO_INCREMENTAL", "0")
            .current_dir(&root);
        match cpu::of(&mut build)? {
            (seconds, status) if status.success() => table.row(what, seconds, "CPU s", target),
            (_, status) if feature == "native-tls" => {
                progress(&format!(
                    "{feature} cannot be built here ({status}): its library may be missing"
                ));
            }
            (_, status) => return Err(format!("a cold build with {feature}: {status}").into()),
        }
    }
    Ok(())
}

/// A workspace of its own with the versions of this one.
fn write(root: &Path, feature: &str) -> Result {
    fs::create_dir_all(root.join("src"))?;
    let client = workspace().join("generated/cdf").canonicalize()?;
    let manifest = format!(
        "[package]\nname = \"cold\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         cdf-client = {{ path = {client:?}, default-features = false, features = [\"records\", \"{feature}\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}\n"
    );
    fs::write(root.join("Cargo.toml"), manifest)?;
    fs::write(root.join("src/main.rs"), MAIN)?;
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock"))?;
    Ok(())
}
