//! Runs the program on a document in a process of its own, with bounds: whatever happens there costs one row of a table.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Longer than anything takes, also on a busy machine and without optimisation: what is not done then hangs.
const HANG: Duration = Duration::from_secs(180);
/// Address space in KiB.
const MEMORY: u32 = 4_000_000;

/// Where the crate of a document goes, and how the crate is called.
pub struct Target {
    /// The folder of the crate; beside it stand the report and what was said.
    pub folder: PathBuf,
    /// The name of the crate.
    pub name: String,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// With a crate, and this report.
    Made(Value),
    /// With errors; the code of the first.
    Refused(String),
    /// Neither: a panic, a full stack, no memory.
    Crashed(String),
    /// Not in time.
    Hung,
}

/// Generates with the program at `binary`.
pub fn generate(binary: &str, document: &Path, target: &Target) -> Ended {
    let beside = |extension: &str| target.folder.with_extension(extension);
    let (report, said) = (beside("report.json"), beside("messages"));
    fs::create_dir_all(target.folder.parent().expect("a folder is in a folder")).expect("the target can be written");
    let mut child = bounded(binary, MEMORY)
        .args(["generate", "--format", "json", "--name", &target.name])
        .args([Path::new("--spec"), document, Path::new("--out"), &target.folder])
        .args([Path::new("--report"), &report])
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said).expect("the target can be written"))
        .spawn()
        .expect("the program can be started");
    let start = Instant::now();
    let status = loop {
        match child.try_wait().expect("a child can be waited for") {
            Some(status) => break status,
            None if start.elapsed() < HANG => thread::sleep(Duration::from_millis(5)),
            None => {
                child.kill().and_then(|()| child.wait()).expect("a child can be ended");
                return Ended::Hung;
            }
        }
    };
    let said = fs::read(&said).expect("the messages can be read");
    let said = String::from_utf8_lossy(&said);
    match status.code() {
        Some(0) => Ended::Made(read_json(&report)),
        Some(1) => Ended::Refused(first_error(&said)),
        _ => Ended::Crashed(format!("{status}: {}", said.lines().last().unwrap_or_default())),
    }
}

/// A program that gets no more memory than so many KiB of address space, where the system has a shell that can limit it.
pub fn bounded(binary: &str, memory: u32) -> Command {
    if !cfg!(target_os = "linux") {
        return Command::new(binary);
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {memory}; exec \"$0\" \"$@\""), binary]);
    shell
}

fn read_json(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a report was written");
    serde_json::from_str(&text).expect("the report is JSON")
}

fn first_error(said: &str) -> String {
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut errors = messages.filter(|message| message["severity"] == "error");
    let code = errors
        .next()
        .and_then(|error| error["code"].as_str().map(str::to_owned));
    code.unwrap_or_else(|| "no-code".to_owned())
}
