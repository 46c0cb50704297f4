//! What the runtime must not hold.

use crate::sources::{files_below, root};

#[test]
fn runtime_holds_no_tests_and_names_no_api() {
    for (path, text) in files_below(&root().join("templates/runtime/src/runtime")) {
        let text = text.to_lowercase();
        for banned in ["cfg(test)", "cognite", "cdf", "tracdap", "untagged", "serde(flatten"] {
            assert!(!text.contains(banned), "{path}: `{banned}`");
        }
    }
}
