mod faults;
#[cfg(unix)]
mod links;

use std::fs;

use super::*;
use crate::diag::{Code, Diagnostics};

fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

fn write(dir: &Path, files: &[File]) -> Result<Changes, WriteError> {
    super::write(dir, files, &mut Diagnostics::default())
}

fn check(dir: &Path, files: &[File]) -> Result<Vec<Drift>, WriteError> {
    super::check(dir, files, &mut Diagnostics::default())
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
fn check_sees_an_edit_and_a_deletion_and_leaves_what_is_not_ours() {
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
    let expected = [("src/a.rs", DriftKind::Missing), ("src/lib.rs", DriftKind::Changed)];
    assert_eq!(kinds(dir, &files), expected.map(|(path, kind)| (path.to_owned(), kind)));
    assert_eq!(
        write(dir, &files).unwrap(),
        Changes {
            written: 2,
            removed: 0,
            unchanged: 1
        }
    );
    assert!(check(dir, &files).unwrap().is_empty());
    assert!(dir.join("notes.md").exists() && dir.join("src/new.rs").exists());
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

#[test]
fn what_is_not_listed_is_left_alone_and_named() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    write(dir, &[file("src/lib.rs", "a\n")]).unwrap();
    for number in 0..12 {
        fs::write(dir.join(format!("src/mine{number:02}.rs")), "mine\n").unwrap();
    }
    let mut diags = Diagnostics::default();
    super::write(dir, &[file("src/lib.rs", "b\n")], &mut diags).unwrap();
    let [said] = diags.iter().collect::<Vec<_>>()[..] else {
        panic!("one warning: {diags:?}")
    };
    assert_eq!(said.code, Code::UnlistedFile);
    assert!(
        said.message.contains("`src/mine00.rs`, `src/mine01.rs`"),
        "{}",
        said.message
    );
    assert!(said.message.ends_with("`src/mine09.rs` and 2 more"), "{}", said.message);
    assert_eq!(fs::read_dir(dir.join("src")).unwrap().count(), 13);
}

#[test]
fn what_is_not_listed_stops_the_run_where_a_generated_file_has_to_go() {
    for (theirs, ours) in [
        ("src/pets.rs", "src/pets.rs"),
        ("README.md", "README.md"),
        ("src/pets.rs", "src/pets/mod.rs"),
        ("src/pets/mod.rs", "src/pets.rs"),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        write(dir, &[file("src/lib.rs", "a\n")]).unwrap();
        fs::create_dir_all(dir.join("src/pets")).unwrap();
        fs::write(dir.join(theirs), "mine\n").unwrap();
        let new = [file("src/lib.rs", "b\n"), file(ours, "b\n")];
        let error = write(dir, &new).unwrap_err();
        assert!(error.reason.contains(&format!("`{theirs}`")), "{error}");
        assert_eq!(fs::read_to_string(dir.join(theirs)).unwrap(), "mine\n");
        assert_eq!(fs::read_to_string(dir.join("src/lib.rs")).unwrap(), "a\n");
    }
}

#[test]
fn a_list_that_oasmith_has_not_written_owns_nothing() {
    for manifest in ["", "src/mine.rs\nthesis.tex\n"] {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path();
        fs::create_dir(dir.join("src")).unwrap();
        let mine = ["src/mine.rs", "thesis.tex"];
        mine.iter()
            .for_each(|path| fs::write(dir.join(path), "mine\n").unwrap());
        fs::write(dir.join(MANIFEST), manifest).unwrap();
        let mut diags = Diagnostics::default();
        super::write(dir, &[file("src/lib.rs", "a\n")], &mut diags).unwrap();
        assert!(mine.iter().all(|path| dir.join(path).exists()));
        let codes: Vec<_> = diags.iter().map(|item| item.code).collect();
        assert_eq!(codes, [Code::BadManifest, Code::UnlistedFile]);
        assert!(check(dir, &[file("src/lib.rs", "a\n")]).unwrap().is_empty());
    }
}

#[test]
fn a_file_of_the_same_content_is_adopted() {
    let temp = tempfile::tempdir().unwrap();
    let (dir, files) = (temp.path(), [file("src/lib.rs", "a\n")]);
    write(dir, &files).unwrap();
    fs::write(dir.join(MANIFEST), "").unwrap();
    write(dir, &files).unwrap();
    assert_eq!(write(dir, &[]).unwrap().removed, 1);
}

#[test]
fn two_runs_do_not_write_a_folder_at_once() {
    let temp = tempfile::tempdir().unwrap();
    let (dir, files) = (temp.path(), [file("src/lib.rs", "a\n")]);
    let other = stage::Stage::take(dir).unwrap();
    let error = write(dir, &files).unwrap_err();
    assert_eq!(error.reason, "another run is writing to this folder");
    assert!(check(dir, &files).is_err(), "what is half-written is not compared");
    drop(other);
    assert_eq!(fs::read_dir(dir).unwrap().count(), 0);
    write(dir, &files).unwrap();
}

#[test]
fn a_staging_folder_hides_from_git_and_keeps_what_is_not_ours() {
    let temp = tempfile::tempdir().unwrap();
    let (dir, files) = (temp.path(), [file("src/lib.rs", "a\n")]);
    let other = stage::Stage::take(dir).unwrap();
    let ignored = fs::read_to_string(dir.join(STAGE).join(".gitignore")).unwrap();
    assert_eq!(ignored, "*\n");
    drop(other);
    fs::create_dir(dir.join(STAGE)).unwrap();
    fs::write(dir.join(STAGE).join("thesis.tex"), "mine\n").unwrap();
    let error = write(dir, &files).unwrap_err();
    assert_eq!(error.path, dir.join(STAGE).join("thesis.tex"));
    assert!(dir.join(STAGE).join("thesis.tex").exists() && !dir.join("src").exists());
}

#[test]
fn a_name_that_is_too_long_changes_nothing() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    write(dir, &[file("a.md", "old\n")]).unwrap();
    let long = file(&format!("src/{}.rs", "x".repeat(300)), "x\n");
    let error = write(dir, &[file("a.md", "new\n"), long]).unwrap_err();
    assert!(error.reason.contains("too long"), "{error}");
    assert_eq!(fs::read_to_string(dir.join("a.md")).unwrap(), "old\n");
    assert_eq!(fs::read_dir(dir).unwrap().count(), 2);
}

#[test]
fn a_journal_from_elsewhere_moves_and_replaces_no_file_of_a_user() {
    for kind in ["add", "replace", "remove"] {
        let temp = tempfile::tempdir().unwrap();
        let (dir, files) = (temp.path(), [file("src/lib.rs", "a\n")]);
        write(dir, &files).unwrap();
        fs::write(dir.join("thesis.tex"), "mine\n").unwrap();
        for folder in ["new", "old"] {
            fs::create_dir_all(dir.join(STAGE).join(folder)).unwrap();
        }
        fs::write(dir.join(STAGE).join("old/0"), "theirs\n").unwrap();
        let journal = format!("oasmith journal 1\n{kind} 0 thesis.tex\n");
        fs::write(dir.join(STAGE).join("journal"), journal).unwrap();
        write(dir, &files).unwrap();
        assert_eq!(fs::read_to_string(dir.join("thesis.tex")).unwrap(), "mine\n", "{kind}");
        assert!(!dir.join(STAGE).exists(), "{kind}");
    }
}
