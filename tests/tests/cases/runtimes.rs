//! A client is the same text whether it carries a copy of the runtime or depends on the crate.

use oasmith::file::File;

use crate::case::Case;

/// The files that say where the runtime is.
const DIFFERENT: [&str; 3] = ["API.txt", "Cargo.toml", "src/lib.rs"];

#[test]
fn generated_code_does_not_depend_on_where_the_runtime_is() {
    for case in Case::all() {
        let (copied, shared) = (case.generate().files, case.on_shared_runtime());
        let copies = |files: &[File]| {
            files
                .iter()
                .filter(|file| file.path.starts_with("src/runtime/"))
                .count()
        };
        assert!(copied.is_empty() || copies(&copied) > 100, "{}", case.name);
        assert_eq!(copies(&shared), 0, "{}", case.name);
        let same = |files: Vec<File>| {
            let is_same =
                |file: &File| !file.path.starts_with("src/runtime/") && !DIFFERENT.contains(&file.path.as_str());
            files.into_iter().filter(is_same).collect::<Vec<File>>()
        };
        assert_eq!(same(copied), same(shared), "{}", case.name);
    }
}
