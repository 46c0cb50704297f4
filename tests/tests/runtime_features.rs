//! The features of the runtime: without any, and with each alone, it compiles without a warning.

use std::path::Path;
use std::process::Command;

#[test]
fn the_runtime_compiles_with_each_feature_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
    let full = manifest["features"]["full"].as_array().expect("a list");
    assert!(full.len() > 10, "{full:?}");
    let each = full.iter().map(|name| name.as_str().expect("a name"));
    for features in ["", "blocking", "decimals", "times"].into_iter().chain(each) {
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--lib",
                "--quiet",
                "--offline",
                "--no-default-features",
                "--features",
                features,
            ])
            .current_dir(&folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"),
            )
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "with `{features}`:\n{said}");
    }
}
