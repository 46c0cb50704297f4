//! The README shows what is compiled.

use crate::sources::root;

/// The code of the README is in examples and tests that are compiled.
#[test]
fn the_readme_shows_code_that_compiles() {
    let root = root();
    let text = |path: &str| std::fs::read_to_string(root.join(path)).expect("the file is there");
    let readme = text("README.md");
    let blocks: Vec<&str> = readme
        .split("```rust\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let examples = [
        "generated/cdf/examples/minute.rs",
        "generated/cdf/examples/production.rs",
        "generated/trac/examples/rows/main.rs",
        "tests/tests/shared_runtime.rs",
    ];
    assert_eq!(blocks.len(), examples.len(), "blocks of Rust");
    for (code, example) in blocks.iter().zip(examples) {
        let example = text(example);
        let compiled: Vec<&str> = example.lines().map(str::trim).collect();
        let strange: Vec<&str> = code
            .lines()
            .map(str::trim)
            .filter(|line| !compiled.contains(line))
            .collect();
        assert!(strange.is_empty(), "not in the example: {strange:#?}");
    }
}
