//! A run of `generate` may be killed at any moment: the next run succeeds, touches nothing that is not ours, and nothing of ours
//! is left behind. Asked to end by a signal, a run puts everything back by itself.
//!
//! The moments are drawn with a fixed seed: half of them from the whole duration of a run, half from the time in which it
//! writes, which is a small part of it. No time is asserted.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use tempfile::TempDir;

/// Kills of first runs, and as many of later ones.
const KILLS: usize = 100;
/// Runs that are asked to end, for each signal.
const ASKED: usize = 15;
/// No run takes longer, also on a busy machine.
const HANG: Duration = Duration::from_secs(120);

/// Every file below a folder, by its path from there, and every folder.
type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn tree(root: &Path) -> Tree {
    let (mut found, mut todo) = (Tree::new(), vec![root.to_owned()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let text = (!path.is_dir()).then(|| fs::read(&path).expect("a file can be read"));
            if text.is_none() {
                todo.push(path.clone());
            }
            found.insert(path.strip_prefix(root).expect("below the folder").to_owned(), text);
        }
    }
    found
}

/// What differs, in a few words.
fn difference(found: &Tree, expected: &Tree) -> String {
    let paths = found.keys().chain(expected.keys());
    let differ = paths.filter(|path| found.get(*path) != expected.get(*path));
    differ.map(|path| format!("{}\n", path.display())).collect()
}

/// A document with one group, or with another one and more types.
fn document(group: &str, types: usize) -> String {
    let types: String = (0..types)
        .map(|number| {
            format!("    T{number}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/T0'}}}}}}\n")
        })
        .collect();
    format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: get{group}\n      tags: \
         [{group}]\n      responses:\n        '200': {{description: Good., content: {{application/json: {{schema: {{$ref: \
         '#/components/schemas/T0'}}}}}}}}\ncomponents:\n  schemas:\n{types}"
    )
}

/// A workspace whose client keeps its names in a lock, with files of a user in many places.
struct Scene(TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(TempDir::new().expect("a temporary folder"));
        scene.write(
            "specs/api/client.toml",
            "[crate]\nname = \"api\"\n[input]\ndocuments = [\"spec.yaml\"]\n",
        );
        scene.write("specs/api/names.lock", "");
        scene.write("thesis/lib.rs", "years of work\n");
        scene.use_document("one", 1);
        scene
    }

    fn use_document(&self, group: &str, types: usize) {
        self.write("specs/api/spec.yaml", &document(group, types));
    }

    /// Files of a user in the output folder, where they may be once it is generated.
    fn add_foreign(&self) {
        for path in ["notes.md", "src/mine.rs", "src/operations/mine.rs", "docs/mine.md"] {
            self.write(&format!("generated/api/{path}"), "mine\n");
        }
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.0.path().join(below);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder can be written");
        fs::write(path, text).expect("a temporary folder can be written");
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("generated/api")
    }

    fn tree(&self) -> Tree {
        tree(self.0.path())
    }

    fn start(&self, more: &[&str]) -> Run {
        let child = Command::new(env!("CARGO_BIN_EXE_oasmith-under-test"))
            .args(["generate", "--root"])
            .arg(self.0.path())
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        Run(child, Instant::now())
    }

    /// A run that must succeed; gives how long it took.
    fn generate(&self) -> Duration {
        let run = self.start(&[]);
        let started = run.1;
        let (status, said) = run.end();
        assert!(status.success(), "{status}: {said}");
        started.elapsed()
    }

    fn measure(&self) -> Times {
        let mut run = self.start(&[]);
        run.wait_for(&self.out().join(".oasmith-stage"));
        let (started, writes) = (run.1, run.1.elapsed());
        run.end();
        Times {
            writes,
            ends: started.elapsed(),
        }
    }
}

/// How long a run takes until it writes, and until it ends.
#[derive(Clone, Copy)]
struct Times {
    writes: Duration,
    ends: Duration,
}

impl Times {
    /// With a further measurement. The shortest counts: a moment that is too late proves nothing.
    fn with(self, ends: Duration) -> Self {
        Self {
            ends: self.ends.min(ends),
            ..self
        }
    }
}

/// A run of the program.
struct Run(Child, Instant);

impl Run {
    /// Waits until a path exists or the run has ended.
    fn wait_for(&mut self, path: &Path) {
        while !path.exists() && !self.has_ended() {
            thread::sleep(Duration::from_micros(100));
        }
    }

    /// Waits so long or until the run has ended.
    fn wait(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while Instant::now() < end && !self.has_ended() {
            thread::sleep(Duration::from_micros(50));
        }
    }

    fn has_ended(&mut self) -> bool {
        assert!(self.1.elapsed() < HANG, "the run hangs");
        self.0.try_wait().expect("a child can be waited for").is_some()
    }

    /// Waits for a moment: anywhere in the run, or while it writes.
    fn wait_for_moment(&mut self, scene: &Scene, Times { writes, ends }: Times, dice: &mut Rng) {
        match dice.bool() {
            true => self.wait(ends.mul_f64(dice.f64())),
            false => {
                self.wait_for(&scene.out().join(".oasmith-stage"));
                self.wait(ends.saturating_sub(writes).mul_f64(dice.f64()));
            }
        }
    }

    fn end(mut self) -> (ExitStatus, String) {
        while !self.has_ended() {
            thread::sleep(Duration::from_micros(200));
        }
        let output = self.0.wait_with_output().expect("a child can be waited for");
        (output.status, String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// A shell that sends signals: it is started before the run, so that it does not come too late.
struct Sender(Child);

impl Sender {
    fn new() -> Self {
        let mut shell = Command::new("sh");
        let piped = shell.stdin(Stdio::piped()).stderr(Stdio::null());
        Self(piped.spawn().expect("there is a shell"))
    }

    fn send(mut self, name: &str, run: &Run) {
        let line = format!("kill -s {name} {}\n", run.0.id());
        let mut words = self.0.stdin.take().expect("it is piped");
        words.write_all(line.as_bytes()).expect("the shell reads");
        drop(words);
        // It fails if the run has just ended.
        self.0.wait().expect("the shell ends");
    }
}

/// How often a kill came in time, and how often it left the folder half-written.
#[derive(Debug, Default)]
struct Count {
    killed: usize,
    staged: usize,
}

impl Count {
    fn kill(&mut self, mut run: Run, scene: &Scene, times: Times, dice: &mut Rng) {
        run.wait_for_moment(scene, times, dice);
        let _ = run.0.kill();
        let (status, _) = run.end();
        self.killed += usize::from(status.signal().is_some());
        let is_staged = scene.out().join(".oasmith-stage").exists();
        self.staged += usize::from(is_staged);
        if is_staged {
            let (status, said) = scene.start(&["--check"]).end();
            assert_eq!(status.code(), Some(1), "{said}");
            assert!(said.contains("a run was interrupted"), "{said}");
        }
    }

    /// The moments must have been spread: a test that always comes too late proves nothing.
    fn assert_spread(&self, kills: usize) {
        println!("{self:?} of {kills}");
        assert!(
            self.killed > kills / 3 && self.staged > kills / 20,
            "{self:?} of {kills}"
        );
    }
}

#[test]
fn a_first_run_can_be_killed_at_any_moment() {
    let (mut dice, mut count) = (Rng::with_seed(1), Count::default());
    let clean = Scene::new();
    let mut times = clean.measure();
    for number in 0..KILLS {
        let scene = Scene::new();
        scene.write("generated/api/Cargo.lock", "locked\n");
        count.kill(scene.start(&[]), &scene, times, &mut dice);
        times = times.with(scene.generate());
        fs::remove_file(scene.out().join("Cargo.lock")).expect("it is not ours, so it is still there");
        let (found, expected) = (scene.tree(), clean.tree());
        assert!(found == expected, "kill {number}:\n{}", difference(&found, &expected));
    }
    count.assert_spread(KILLS);
}

#[test]
fn a_later_run_can_be_killed_at_any_moment() {
    let (mut dice, mut count) = (Rng::with_seed(2), Count::default());
    let scene = Scene::new();
    scene.generate();
    scene.add_foreign();
    let documents = [("two", 6), ("one", 2)];
    let expected = documents.map(|(group, types)| {
        scene.use_document(group, types);
        scene.generate();
        scene.tree()
    });
    scene.use_document(documents[0].0, documents[0].1);
    let mut times = scene.measure();
    for number in 0..KILLS {
        let at = (number + 1) % 2;
        let (group, types) = documents[at];
        scene.use_document(group, types);
        count.kill(scene.start(&[]), &scene, times, &mut dice);
        times = times.with(scene.generate());
        let found = scene.tree();
        assert!(
            found == expected[at],
            "kill {number}:\n{}",
            difference(&found, &expected[at])
        );
    }
    count.assert_spread(KILLS);
}

#[test]
fn a_run_that_is_asked_to_end_leaves_the_old_folder_or_the_new_one() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let (mut dice, mut ended) = (Rng::with_seed(3), 0);
        let scene = Scene::new();
        scene.generate();
        scene.add_foreign();
        scene.use_document("two", 6);
        let mut times = scene.measure();
        for number in 0..ASKED {
            scene.use_document(["one", "two"][number % 2], 6);
            let before = scene.tree();
            let sender = Sender::new();
            let mut run = scene.start(&[]);
            run.wait_for_moment(&scene, times, &mut dice);
            sender.send(name, &run);
            let (status, said) = run.end();
            assert!(
                [Some(code), Some(0)].contains(&status.code()) || status.signal().is_some(),
                "{status}: {said}"
            );
            ended += usize::from(status.code() == Some(code));
            let found = scene.tree();
            times = times.with(scene.generate());
            let after = scene.tree();
            assert!(
                found == before || found == after,
                "{name} {number}: {said}\n{}",
                difference(&found, &before)
            );
        }
        assert!(ended > ASKED / 5, "{ended} of {ASKED} were asked in time");
    }
}
