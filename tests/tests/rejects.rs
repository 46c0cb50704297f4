//! The rejects: documents at fault, and every word that is said about them.
//!
//! A reject is a folder of `tests/rejects`. Adding one needs no Rust: the tests walk the folders.
//!
//! | file | what it is |
//! |---|---|
//! | `spec.yaml` or `spec.json` | the document; its first line, or its title, says what is wrong |
//! | `overlay.yaml` | an overlay for it |
//! | `specs/<api>/client.toml` | in place of a document: a workspace, with `templates` if it needs them |
//! | `out` | what stands in the output folder before the run |
//! | `args.txt` | further arguments, one a line; `{case}` is the folder. A gap stops a run only with `--strict` |
//! | `report.txt` | what the run says on standard error, word for word |
//!
//! `INSTA_UPDATE=always` writes every `report.txt` anew: read the difference before you keep it.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use oasmith::cli::{self, Output};
use tempfile::TempDir;

/// A run takes less than a second; one that grows out of hand takes far more than this, whatever else the machine does.
const LONGEST: Duration = Duration::from_secs(60);
/// What all runs together may add to the memory of this process at its peak.
const MOST_KILOBYTES: u64 = 200 * 1024;

/// A folder of `tests/rejects`.
struct Reject {
    name: String,
    folder: PathBuf,
}

/// What a run of the program did.
struct Ran {
    /// The exit code; `None` if the run panicked.
    code: Option<u8>,
    /// Standard error, with paths as seen from the folder of the reject.
    said: String,
    took: Duration,
    /// Whether every file is as it was.
    is_untouched: bool,
}

impl Reject {
    fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rejects");
        let entries = fs::read_dir(&root).expect("tests/rejects is a folder");
        let mut folders: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry of tests/rejects").path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        folders.into_iter().map(Self::new).collect()
    }

    fn new(folder: PathBuf) -> Self {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy();
        Self {
            name: name.into_owned(),
            folder,
        }
    }

    fn run(&self) -> Ran {
        let scratch = TempDir::new().expect("a temporary folder");
        copy(&self.folder.join("out"), &scratch.path().join("out"));
        let before = [files(&self.folder), files(scratch.path())];
        let arguments = self.arguments(&scratch.path().join("out"));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut output = Output {
            out: &mut out,
            err: &mut err,
            colour: false,
            progress: false,
        };
        let start = Instant::now();
        let code = catch_unwind(AssertUnwindSafe(|| cli::run(arguments, &mut output))).ok();
        let took = start.elapsed();
        Ran {
            code,
            said: self.as_seen_from_here(&String::from_utf8_lossy(&err), scratch.path()),
            took,
            is_untouched: out.is_empty() && before == [files(&self.folder), files(scratch.path())],
        }
    }

    fn arguments(&self, out: &Path) -> Vec<String> {
        let text = |path: PathBuf| path.to_str().expect("the path is text").to_owned();
        let case = text(self.folder.clone());
        let more = fs::read_to_string(self.folder.join("args.txt")).unwrap_or_default();
        let more: Vec<String> = more.lines().map(|line| line.replace("{case}", &case)).collect();
        let mut all = vec!["oasmith".to_owned(), "generate".to_owned()];
        let mut add = |name: &str, value: String| {
            if !more.iter().any(|argument| argument == name) {
                all.extend([name.to_owned(), value]);
            }
        };
        if self.folder.join("specs").is_dir() {
            add("--root", case);
        } else {
            let is_json = self.folder.join("spec.json").is_file();
            add(
                "--spec",
                text(self.folder.join(if is_json { "spec.json" } else { "spec.yaml" })),
            );
            add("--out", text(out.to_owned()));
            add("--name", "rejected".to_owned());
        }
        let overlay = self.folder.join("overlay.yaml");
        if overlay.is_file() {
            add("--overlay", text(overlay));
        }
        all.extend(more);
        all
    }

    /// Paths below this folder and the scratch folder without what comes before: tests must not change the directory
    /// of the process, and a report must read the same everywhere.
    fn as_seen_from_here(&self, text: &str, scratch: &Path) -> String {
        let mut text = text.to_owned();
        for folder in [self.folder.as_path(), scratch] {
            text = text.replace(&format!("{}/", folder.display()), "");
        }
        text.replace(&format!("rejects/{}/", self.name), "")
    }

    /// The report as it should be, after writing it anew if that is asked for.
    fn expected(&self, said: &str) -> String {
        let path = self.folder.join("report.txt");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(&path, said).expect("tests/rejects can be written");
        }
        fs::read_to_string(path).unwrap_or_default()
    }

    /// What is wrong with a run, in a few lines.
    fn faults(&self, ran: &Ran) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |is_at_fault: bool, text: String| {
            if is_at_fault {
                faults.push(format!("{}: {text}", self.name));
            }
        };
        let expected = self.expected(&ran.said);
        fault(ran.code.is_none(), "the run panicked".to_owned());
        fault(
            ran.code.is_some_and(|code| code != 1),
            format!("the exit code is {:?}, not 1", ran.code),
        );
        fault(!ran.is_untouched, "something was written".to_owned());
        fault(ran.said.is_empty(), "nothing was said".to_owned());
        fault(
            ran.said != expected,
            format!("report.txt says\n{expected}\nand the run says\n{}", ran.said),
        );
        fault(ran.said.contains('\u{1b}'), "a message has colours".to_owned());
        faults
    }
}

/// Copies a folder, if there is one.
fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a file is in a folder")).expect("a temporary folder can be written");
        fs::write(target, bytes).expect("a temporary folder can be written");
    }
}

/// Every file below a folder, by its path from there.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut todo) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let below = path.strip_prefix(root).expect("below the folder").to_owned();
                found.insert(below, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    found
}

/// The peak of this process's memory so far, where the system tells.
fn peak_kilobytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[test]
fn every_reject_is_told_word_for_word() {
    let rejects = Reject::all();
    assert!(rejects.len() >= 32, "the rejects were found");
    let before = peak_kilobytes();
    let mut faults = Vec::new();
    for reject in rejects {
        let ran = reject.run();
        faults.extend(reject.faults(&ran));
        if ran.took > LONGEST {
            faults.push(format!("{}: the run took {:?}", reject.name, ran.took));
        }
    }
    if let (Some(before), Some(after)) = (before, peak_kilobytes())
        && after - before > MOST_KILOBYTES
    {
        faults.push(format!("the runs took {} MB", (after - before) / 1024));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_reject_says_what_it_is_about() {
    for Reject { name, folder } in Reject::all() {
        let starts_with_comment = |path: &PathBuf| fs::read(path).is_ok_and(|text| text.starts_with(b"# "));
        let told = [
            "overlay.yaml",
            "spec.yaml",
            "specs/api/client.toml",
            "specs/a/client.toml",
        ]
        .map(|file| folder.join(file));
        let is_told = told.iter().any(starts_with_comment);
        let cannot_be = folder.join("spec.json").is_file() || name == "not_text" || name.starts_with("api_");
        assert!(
            is_told || cannot_be,
            "{name}: the first line does not say what is wrong"
        );
        assert!(
            !folder.join("generated").exists(),
            "{name}: what was written by a run that was not refused is still there: delete it"
        );
    }
}
