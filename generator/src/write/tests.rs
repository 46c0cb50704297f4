use std::fs;

use super::*;

fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

fn kinds(dir: &Path, files: &[File]) -> Vec<(String, DriftKind)> {
    check(dir, files)
        .unwrap()
        .into_iter()
        .map(|drift| (drift.path, drift.kind))
        .collect()
}

#[test]
fn a_second_run_touches_nothing_and_a_stale_file_goes() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("deep/out");
    let first = [
        file("src/lib.rs", "a\n"),
        file("src/models/old.rs", "b\n"),
        file("README.md", "c\n"),
    ];
    assert_eq!(
        write(&dir, &first).unwrap(),
        Changes {
            written: 4,
            removed: 0,
            unchanged: 0
        }
    );
    let time = fs::metadata(dir.join("src/lib.rs")).unwrap().modified().unwrap();
    assert_eq!(
        write(&dir, &first).unwrap(),
        Changes {
            written: 0,
            removed: 0,
            unchanged: 4
        }
    );
    assert_eq!(
        write(&dir, &first[..1]).unwrap(),
        Changes {
            written: 1,
            removed: 2,
            unchanged: 1
        }
    );
    assert_eq!(fs::metadata(dir.join("src/lib.rs")).unwrap().modified().unwrap(), time);
    assert!(!dir.join("src/models").exists() && !dir.join("README.md").exists());
}

#[test]
fn check_sees_an_edit_a_deletion_and_an_addition() {
    let temp = tempfile::tempdir().unwrap();
    let (dir, files) = (temp.path(), [file("src/lib.rs", "a\nb\n"), file("src/a.rs", "a\n")]);
    write(dir, &files).unwrap();
    assert_eq!(check(dir, &files).unwrap(), []);
    fs::write(dir.join("src/lib.rs"), "a\nX\n").unwrap();
    fs::remove_file(dir.join("src/a.rs")).unwrap();
    fs::write(dir.join("src/new.rs"), "n\n").unwrap();
    fs::write(dir.join("notes.md"), "mine\n").unwrap();
    let found = check(dir, &files).unwrap();
    assert_eq!(
        found[1].diff,
        "--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1,2 +1,2 @@\n a\n-X\n+b\n"
    );
    let expected = [
        ("src/a.rs", DriftKind::Missing),
        ("src/lib.rs", DriftKind::Changed),
        ("src/new.rs", DriftKind::Unexpected),
    ];
    assert_eq!(kinds(dir, &files), expected.map(|(path, kind)| (path.to_owned(), kind)));
    assert_eq!(
        write(dir, &files).unwrap(),
        Changes {
            written: 2,
            removed: 1,
            unchanged: 1
        }
    );
    assert!(check(dir, &files).unwrap().is_empty() && dir.join("notes.md").exists());
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("thesis.tex"), "").unwrap();
    assert!(write(temp.path(), &[file("src/lib.rs", "")]).is_err());
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
}

#[test]
fn nothing_is_left_behind_when_a_file_cannot_be_written() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    write(dir, &[file("a.md", "old\n")]).unwrap();
    fs::create_dir_all(dir.join("z.md/inner")).unwrap();
    assert!(
        write(
            dir,
            &[file("a.md", "new\n"), file("src/x/lib.rs", "x\n"), file("z.md", "z\n")]
        )
        .is_err()
    );
    assert_eq!(fs::read_to_string(dir.join("a.md")).unwrap(), "old\n");
    assert!(!dir.join("src").exists());
}

#[test]
fn a_manifest_cannot_point_outside() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("precious"), "p").unwrap();
    let dir = temp.path().join("out");
    write(&dir, &[file("a.md", "a\n")]).unwrap();
    fs::write(dir.join(MANIFEST), "../precious\n/etc/hostname\n").unwrap();
    write(&dir, &[file("a.md", "a\n")]).unwrap();
    assert!(temp.path().join("precious").exists());
}
