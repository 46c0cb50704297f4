//! Any call that changes the disk may fail, and the process may die before any of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::disk::faults::{FailingCalls, with};
use super::*;

/// Everything at and below a path; folders have no content.
type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn tree(dir: &Path) -> Tree {
    let (mut found, mut todo) = (Tree::new(), vec![dir.to_owned()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let text = (!path.is_dir()).then(|| fs::read(&path).unwrap());
            if text.is_none() {
                todo.push(path.clone());
            }
            found.insert(path.strip_prefix(dir).unwrap().to_owned(), text);
        }
    }
    found
}

/// Files without the folders that they are in.
fn files_of(tree: &Tree) -> BTreeMap<&PathBuf, &Vec<u8>> {
    let file = |(path, text)| Some((path, Option::as_ref(text)?));
    tree.iter().filter_map(file).collect()
}

/// A folder to write, and the run that is to be disturbed.
struct Scene {
    temp: tempfile::TempDir,
    new: Vec<File>,
}

impl Scene {
    /// The output folder does not exist.
    fn first() -> Self {
        Self {
            temp: tempfile::tempdir().unwrap(),
            new: vec![file("README.md", "new\n"), file("src/deep/lib.rs", "new\n")],
        }
    }

    /// Files are added, replaced, removed with their folder, and left alone, some of them those of a user.
    fn later() -> Self {
        let scene = Self {
            temp: tempfile::tempdir().unwrap(),
            new: vec![
                file("README.md", "new\n"),
                file("src/lib.rs", "same\n"),
                file("src/deep/new.rs", "new\n"),
            ],
        };
        let old = [
            file("README.md", "old\n"),
            file("src/lib.rs", "same\n"),
            file("src/gone/old.rs", "old\n"),
        ];
        write(&scene.out(), &old).unwrap();
        for mine in ["notes.md", "src/mine.rs"] {
            fs::write(scene.out().join(mine), "mine\n").unwrap();
        }
        scene
    }

    fn both() -> [fn() -> Self; 2] {
        [Self::first, Self::later]
    }

    fn out(&self) -> PathBuf {
        self.temp.path().join("out")
    }

    fn run(&self) -> Result<Changes, WriteError> {
        write(&self.out(), &self.new)
    }

    /// The folder after a run that nobody disturbs, and the number of calls that it makes.
    fn expected(make: fn() -> Self) -> (Tree, usize) {
        let scene = make();
        let (done, calls) = with(FailingCalls::Never, || scene.run());
        done.unwrap();
        assert!(calls > 20, "{calls} calls");
        (tree(&scene.out()), calls)
    }
}

#[test]
fn after_an_error_at_any_call_the_folder_is_what_it_was() {
    for make in Scene::both() {
        let (expected, calls) = Scene::expected(make);
        for call in 0..calls {
            let scene = make();
            let before = tree(scene.temp.path());
            let (done, _) = with(FailingCalls::At(call), || scene.run());
            match done {
                Err(error) => assert!(tree(scene.temp.path()) == before, "call {call}: {error}"),
                // What failed was to tidy up.
                Ok(_) => {
                    scene.run().unwrap();
                    assert_eq!(files_of(&tree(&scene.out())), files_of(&expected), "call {call}");
                }
            }
        }
    }
}

#[test]
fn a_run_that_dies_at_any_call_leaves_nothing_that_the_next_does_not_mend() {
    for make in Scene::both() {
        let (expected, calls) = Scene::expected(make);
        for call in 0..calls {
            let scene = make();
            let _ = with(FailingCalls::From(call), || scene.run());
            scene.run().unwrap_or_else(|error| panic!("call {call}: {error}"));
            assert_eq!(files_of(&tree(&scene.out())), files_of(&expected), "call {call}");
            assert!(!scene.out().join(STAGE).exists(), "call {call}");
            assert_eq!(check(&scene.out(), &scene.new).unwrap(), [], "call {call}");
        }
    }
}

#[test]
fn what_a_dead_run_did_is_undone_also_if_that_is_interrupted() {
    for make in Scene::both() {
        let (after, calls) = Scene::expected(make);
        for call in 0..calls {
            for second in (call % 5..40).step_by(9) {
                let scene = make();
                let before = tree(&scene.out());
                let _ = with(FailingCalls::From(call), || scene.run());
                let _ = with(FailingCalls::From(second), || recover(&scene.out()));
                recover(&scene.out()).unwrap();
                let found = tree(&scene.out());
                assert!(
                    found == before || found == after,
                    "calls {call} and {second}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn two_folders_are_written_together_or_not_at_all() {
    let run = |one: &Scene, two: &Scene| {
        let (first, second) = (one.out(), two.out());
        let (mut batch, contents) = (Batch::default(), ours());
        batch.folder(&first, &contents, &one.new);
        batch.folder(&second, &contents, &two.new);
        batch.write(&mut Diagnostics::default())
    };
    let (one, two) = (Scene::later(), Scene::later());
    let (done, calls) = with(FailingCalls::Never, || run(&one, &two));
    done.unwrap();
    for call in 0..calls {
        let (one, two) = (Scene::later(), Scene::first());
        let before = [tree(&one.out()), tree(&two.out())];
        let (done, _) = with(FailingCalls::At(call), || run(&one, &two));
        // The last call that can fail is the one that makes the second folder final; the first is final then.
        if done.is_err() && one.out().join("src/gone/old.rs").exists() {
            assert!([tree(&one.out()), tree(&two.out())] == before, "call {call}");
        }
        run(&one, &two).unwrap();
    }
}

#[test]
fn a_single_file_is_old_or_new_and_nothing_is_left_beside_it() {
    for call in 0..4 {
        for fault in [FailingCalls::At(call), FailingCalls::From(call)] {
            let temp = tempfile::tempdir().unwrap();
            write_one(temp.path(), &file("names.lock", "old\n")).unwrap();
            let new = file("names.lock", "new\n");
            let (done, _) = with(fault, || write_one(temp.path(), &new));
            let expected = if done.is_ok() { "new\n" } else { "old\n" };
            assert_eq!(fs::read_to_string(temp.path().join("names.lock")).unwrap(), expected);
            write_one(temp.path(), &new).unwrap();
            assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1, "call {call}");
        }
    }
}

#[test]
fn files_that_init_writes_come_together_or_not_at_all() {
    let files = [file("Cargo.toml", "a\n"), file("specs/api/client.toml", "b\n")];
    let temp = tempfile::tempdir().unwrap();
    let (_, calls) = with(FailingCalls::Never, || write_new(temp.path(), &files));
    let expected = tree(temp.path());
    for call in 0..calls {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("README.md"), "mine\n").unwrap();
        let _ = with(FailingCalls::From(call), || write_new(temp.path(), &files));
        recover(temp.path()).unwrap();
        fs::remove_file(temp.path().join("README.md")).unwrap();
        let found = tree(temp.path());
        assert!(found.is_empty() || found == expected, "call {call}: {found:?}");
    }
}
